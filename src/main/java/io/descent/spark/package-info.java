/**
 * The Spark side of the descent: a table becomes cached blocks of primitive arrays, and each pass
 * broadcasts parameters and brings back one sum.
 */
package io.descent.spark;
