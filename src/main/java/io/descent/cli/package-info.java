/** The commands: they read the command line and the settings, wire the other packages together, and say what came of it. */
package io.descent.cli;
