/** A Chromium without a window, for tests of pages: it opens them, uses them, and tells what went wrong in them. */
package io.descent.report.browser;
