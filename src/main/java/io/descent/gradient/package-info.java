/**
 * The mean squared error of examples, its gradient and its curvature, and the penalty on the weights. A neuron's come
 * from blocks of rows in any order, as exact sums; a network's by backpropagation over shards, whose rows have an order
 * of their own and whose sums a fixed tree adds. Pure mathematics: no Spark, no I/O.
 */
package io.descent.gradient;
