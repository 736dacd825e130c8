/**
 * What Descent's speed is, beside the machine's own and beside Spark's: measured in one go by {@code deploy/benchmark},
 * printed for people and written as JSON. In the test scope, so that nothing of it is in the jar.
 */
package io.descent.benchmark;
