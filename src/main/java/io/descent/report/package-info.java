/** The picture of a run: what it shows, the page, and the pictures as files. */
package io.descent.report;
