package io.descent.report.picture;

import io.descent.report.ReportData;
import java.io.IOException;
import java.util.Locale;

/** What kind of file a picture becomes. */
public enum PictureFormat {
    /** Lines and texts, sharp at any size; needs no fonts where it is made. */
    SVG {
        @Override
        byte[] drawn(Picture picture, ReportData data) {
            SvgCanvas canvas = new SvgCanvas(picture.title());
            picture.draw(data, canvas);
            return canvas.bytes();
        }
    },

    /** Pixels, for places that take nothing else. */
    PNG {
        @Override
        byte[] drawn(Picture picture, ReportData data) throws IOException {
            PngCanvas canvas = PngCanvas.create();
            picture.draw(data, canvas);
            return canvas.bytes();
        }
    };

    /** Such as {@code surface.svg}. */
    public String fileName(Picture picture) {
        return (picture.name() + "." + name()).toLowerCase(Locale.ROOT);
    }

    /** The whole file; the picture must be there. */
    abstract byte[] drawn(Picture picture, ReportData data) throws IOException;
}
