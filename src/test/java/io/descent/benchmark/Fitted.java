package io.descent.benchmark;

import org.apache.spark.ml.linalg.Vector;

/** What a fit gave. */
record Fitted(Vector weights, double bias, int iterations) {}
