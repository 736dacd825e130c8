package io.descent.report.picture;

import java.io.IOException;

/** This Java cannot write text into pictures of pixels. The message says what to do about it. */
public final class MissingFontsException extends IOException {

    private static final long serialVersionUID = 1;

    MissingFontsException(Throwable cause) {
        super(
                "PNG needs fonts, and this Java has found none; install fontconfig and a font such as DejaVu Sans, "
                        + "or use --svg.",
                cause);
    }
}
