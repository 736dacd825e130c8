package io.descent.report.picture;

/** The mean squared error over two coordinates. */
@FunctionalInterface
interface LossField {

    double at(double x, double y);
}
