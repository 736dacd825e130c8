/**
 * The training loop, its stop rule and history, and the interfaces it works through: where gradients
 * come from and who is told of progress. Knows nothing of Spark.
 */
package io.descent.training;
