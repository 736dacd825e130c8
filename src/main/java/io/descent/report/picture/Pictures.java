package io.descent.report.picture;

import io.descent.report.ReportData;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.Map;

/** The pictures of a run as files: the line, the loss surface and the loss by iteration. */
public final class Pictures {

    private Pictures() {}

    /**
     * All pictures that are there, in order.
     *
     * @return the content of each file by its name, such as {@code line.svg}
     * @throws MissingFontsException if pixels are asked for and this Java has no fonts; then no picture is drawn
     * @throws IOException never else: nothing is read or written
     */
    public static Map<String, byte[]> of(ReportData data, PictureFormat format) throws IOException {
        Map<String, byte[]> files = new LinkedHashMap<>();
        for (Picture picture : Picture.values()) {
            if (picture.isThere(data)) {
                files.put(format.fileName(picture), format.drawn(picture, data));
            }
        }
        return files;
    }
}
