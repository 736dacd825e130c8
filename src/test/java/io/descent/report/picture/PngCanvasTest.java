package io.descent.report.picture;

import static org.assertj.core.api.Assertions.assertThat;

import io.descent.report.ReportData;
import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.File;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class PngCanvasTest {

    @Test
    void of_aRun_hasTheSizeAndIsNotBlank() throws Exception {
        Map<String, byte[]> files = Pictures.of(PictureSamples.GALTON, PictureFormat.PNG);
        assertThat(files.keySet()).containsExactly("line.png", "surface.png", "loss.png");
        for (byte[] file : files.values()) {
            BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
            assertThat(image.getWidth()).isEqualTo(1440);
            assertThat(image.getHeight()).isEqualTo(960);
            Set<Integer> colours = new HashSet<>();
            for (int x = 0; x < 1440; x += 3) {
                for (int y = 0; y < 960; y += 3) {
                    colours.add(image.getRGB(x, y));
                }
            }
            assertThat(colours).hasSizeGreaterThan(20);
            assertThat(image.getRGB(2, 2)).isEqualTo(0xffffffff);
        }
    }

    /** The path of the sample ends before the lowest point, so that no mark lies over it. */
    @Test
    void surface_atTheLowestPoint_hasTheColourOfTheLowestBand() throws Exception {
        ReportData data = PictureSamples.CORRELATED;
        SurfaceSlice slice = SurfaceSlice.of(data);
        double[] lowest = ((QuadraticSlice) slice.field()).lowestPoint();
        SurfaceRegion region = slice.region();
        double x = 78 + 532 * (lowest[0] - region.lowX()) / (region.highX() - region.lowX());
        double y = 418 - 330 * (lowest[1] - region.lowY()) / (region.highY() - region.lowY());
        byte[] file = Pictures.of(data, PictureFormat.PNG).get("surface.png");
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
        int colour = image.getRGB((int) (2 * x), (int) (2 * y)) & 0xffffff;
        assertThat(Ink.hex(colour)).isEqualTo(Ink.hex(BandColours.of(0, 10).light()));
    }

    /** No line of paper between the bands: every pixel's colour is one of a band or between those of two neighbours. */
    @Test
    void surface_betweenBands_showsNoPaper() throws Exception {
        byte[] file = Pictures.of(PictureSamples.NETWORK, PictureFormat.PNG).get("surface.png");
        BufferedImage image = ImageIO.read(new ByteArrayInputStream(file));
        for (int x = 2 * 300; x < 2 * 608; x++) {
            for (int y = 2 * 90; y < 2 * 416; y++) {
                int blue = image.getRGB(x, y) & 0xff;
                assertThat(blue).isLessThan(0xa0);
            }
        }
    }

    /** As on a server where no font is installed: the first text fails. */
    @Test
    @EnabledOnOs(OS.LINUX)
    void create_noFonts_saysWhatToDo(@TempDir Path home) throws Exception {
        String main = PngCanvasTest.class.getName() + "$Main";
        Set<String> places = Stream.of(PngCanvas.class, PngCanvasTest.class)
                .map(type -> type.getProtectionDomain().getCodeSource().getLocation())
                .map(url -> new File(url.getPath()).getPath())
                .collect(Collectors.toSet());
        ProcessBuilder java = new ProcessBuilder(
                        System.getProperty("java.home") + "/bin/java",
                        "-Duser.home=" + home, // where Java remembers fonts it has seen
                        "-cp",
                        String.join(File.pathSeparator, places),
                        main)
                .redirectError(ProcessBuilder.Redirect.DISCARD);
        Path noFonts = Files.writeString(home.resolve("fonts.conf"), "<fontconfig></fontconfig>");
        java.environment().put("FONTCONFIG_FILE", noFonts.toString());
        Process process = java.start();
        String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertThat(output.strip())
                .isEqualTo("PNG needs fonts, and this Java has found none; install fontconfig and a font such as "
                        + "DejaVu Sans, or use --svg.");
        assertThat(process.waitFor()).isZero();
    }

    /** Run in a Java that finds no fonts. */
    static final class Main {
        private Main() {}

        public static void main(String[] args) throws Exception {
            try {
                PngCanvas.create();
            } catch (MissingFontsException e) {
                System.out.println(e.getMessage());
            }
        }
    }
}
