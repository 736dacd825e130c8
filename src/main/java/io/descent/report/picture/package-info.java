/** Pictures of a run as files: the line, the loss surface and the loss by iteration, as SVG and PNG. */
package io.descent.report.picture;
