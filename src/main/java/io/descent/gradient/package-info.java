/**
 * The mean squared error of a block of examples, its gradient and its curvature as mergeable sums,
 * and the penalty on the weights. Pure mathematics: no Spark, no I/O.
 */
package io.descent.gradient;
