/** Descent as a Spark ML estimator and its model, for pipelines, cross-validation and Spark Connect. */
package io.descent.ml;
