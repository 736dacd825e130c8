/**
 * What a run leaves on a Hadoop file system, so that no reader ever sees half of it: files are written under a unique
 * attempt directory, checked, and published with a manifest as the last step.
 */
package io.descent.storage;
