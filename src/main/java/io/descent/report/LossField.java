package io.descent.report;

/** The mean squared error over two coordinates. */
@FunctionalInterface
interface LossField {

    double at(double x, double y);
}
