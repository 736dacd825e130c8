/**
 * The Spark side of the descent: a table becomes cached blocks of primitive arrays, or for networks cached shards after
 * one shuffle, and each pass broadcasts parameters and brings back one sum.
 */
package io.descent.spark;
