/**
 * The settings of a run: immutable records that are checked when they are made, and their way in from HOCON and out to
 * JSON. Every problem of a configuration is found before anything is done, and all are reported together.
 */
package io.descent.config;
