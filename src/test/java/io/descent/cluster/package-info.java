/**
 * Descent as people start it: the launcher, the scripts of {@code deploy/standalone}, and the shaded jar on a cluster of
 * real processes.
 */
package io.descent.cluster;
