package io.descent.report.picture;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ShownTextTest {

    private static final TextStyle STYLE = TextStyle.AXIS;

    @ParameterizedTest
    @ValueSource(strings = {"", "parent", "<script>&'\"", "身長", "שלום", "🙂", "e\u0301", "a b", "log(x) / 2"})
    void fitted_aShortName_isTheName(String name) {
        assertThat(ShownText.fitted(name, 200, STYLE)).isEqualTo(name);
    }

    @Test
    void fitted_aLongName_isCutToTheWidth() {
        for (String name :
                new String[] {"long ".repeat(2000), "身".repeat(10_000), "🙂".repeat(5000), "W".repeat(10_000)}) {
            String shown = ShownText.fitted(name, 200, STYLE);
            assertThat(shown).endsWith("…");
            assertThat(name).startsWith(shown.substring(0, shown.length() - 1));
            assertThat(ShownText.width(shown, STYLE)).isBetween(150.0, 200.0);
            assertThat(shown.codePoints()).noneMatch(c -> Character.getType(c) == Character.SURROGATE);
        }
    }

    @Test
    void fitted_marksWithoutEnd_areCut() {
        assertThat(ShownText.fitted("e" + "\u0301".repeat(10_000), 200, STYLE).length())
                .isLessThan(400);
    }

    @Test
    void fitted_charactersThatAreNone_areReplaced() {
        String hostile = "a\u0000b\u001bc\ud800d\udc00e\ufffef\uffffg\u202eh\u0085i";
        String shown = ShownText.fitted(hostile, 1000, STYLE);
        assertThat(shown).isEqualTo("a\ufffdb\ufffdc\ufffdd\ufffde\ufffdf\ufffdg\ufffdh\ufffdi");
        assertThat(ShownText.fitted("a\nb\tc\r\nd\u2028e", 1000, STYLE)).isEqualTo("a b c  d e");
    }

    @Test
    void isolated_onlyNamesThatRunToTheLeft_areWrapped() {
        assertThat(ShownText.isolated("parent")).isEqualTo("parent");
        assertThat(ShownText.isolated("שלום")).isEqualTo("\u2068שלום\u2069");
        assertThat(ShownText.isolated("a\u2069b")).isEqualTo("a\ufffdb");
    }
}
