package io.descent.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import java.io.File;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** The files of conf/ say what the code does. */
class ReferenceConfTest {
    private static final Config REFERENCE = ConfigFactory.parseFile(new File("conf/reference.conf"));

    @Test
    void reference_lists_exactlyTheSettings() {
        Set<String> expected = new TreeSet<>(Keys.ALL);
        expected.removeAll(List.of(Keys.STEP_INITIAL, Keys.STEP_DECAY)); // the other form of training.step-size

        assertThat(keys("", REFERENCE.root())).isEqualTo(expected);
    }

    @Test
    void reference_values_areTheDefaults() {
        Settings settings = SettingsParser.parse(REFERENCE);

        assertThat(settings)
                .isEqualTo(Settings.of(
                        DataSettings.of(settings.data().paths(), settings.data().labels()),
                        OutputSettings.of(settings.output().path())));
    }

    @Test
    void reference_withNothingSet_isTheSameAsARequiredMinimum() {
        Config minimal = ConfigFactory.empty()
                .withValue(Keys.PATH, REFERENCE.getValue(Keys.PATH))
                .withValue(Keys.LABEL, REFERENCE.getValue(Keys.LABEL))
                .withValue(Keys.OUTPUT_PATH, REFERENCE.getValue(Keys.OUTPUT_PATH));

        assertThat(SettingsParser.parse(REFERENCE)).isEqualTo(SettingsParser.parse(minimal));
    }

    @Test
    void quickstart_fits_childToParent() throws Exception {
        Settings settings = SettingsLoader.load("conf/quickstart.conf", List.of());

        assertThat(settings.data().labels()).containsExactly("child");
        assertThat(settings.data().features().numeric()).containsExactly("parent");
        assertThat(settings.data().options()).containsEntry("header", "true");
        assertThat(settings.output()).isEqualTo(new OutputSettings("target/quickstart", true, true));
        List<String> table = Files.readAllLines(Path.of(settings.data().paths().get(0)));
        assertThat(table).hasSize(929).startsWith("parent,child");
    }

    private static Set<String> keys(String prefix, ConfigObject block) {
        Set<String> keys = new TreeSet<>();
        for (Map.Entry<String, ConfigValue> entry : block.entrySet()) {
            String key = prefix + entry.getKey();
            if (entry.getValue() instanceof ConfigObject nested && !key.equals(Keys.OPTIONS)) {
                keys.addAll(keys(key + ".", nested));
            } else {
                keys.add(key);
            }
        }
        return keys;
    }
}
