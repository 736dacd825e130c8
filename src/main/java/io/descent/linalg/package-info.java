/**
 * Kernels on primitive arrays: the storage of features, their two products, and small dense
 * factorisations. Knows nothing of models, training or Spark.
 */
package io.descent.linalg;
