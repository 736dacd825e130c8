package io.descent.benchmark;

/**
 * When a training came to the error wanted.
 *
 * @param reached whether it did
 * @param best the smallest root of the mean squared error over the validation rows
 * @param epochs until then, or all
 * @param reading seconds before the first of them: to read the file and to prepare
 * @param seconds of the epochs
 */
record Arrival(boolean reached, double best, int epochs, double reading, double seconds) {}
