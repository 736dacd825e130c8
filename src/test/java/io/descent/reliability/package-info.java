/**
 * What is left of a run when processes are killed, frozen and sent away, disks are full, and a file system is not there
 * for a while: everything. The oracle is the parameter hash of an undisturbed run. {@code deploy/kill-matrix} runs all
 * scenarios, {@code KillMatrixIT} a few of them.
 */
package io.descent.reliability;
