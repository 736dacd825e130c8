/**
 * Rules that turn a gradient into the next parameters. Settings are immutable records; {@code
 * create} makes the mutable state of one descent. All of them minimise.
 */
package io.descent.optimizer;
