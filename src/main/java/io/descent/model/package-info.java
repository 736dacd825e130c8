/**
 * What is fitted: the network's shape, its parameters W and b in one flat array, and the affine
 * change of units between the data, the stored features and the standardised space of the descent.
 */
package io.descent.model;
