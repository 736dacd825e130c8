package io.descent.config;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.StringWriter;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SettingsWriterTest {
    private static final ObjectMapper JSON = new ObjectMapper();

    private static JsonNode written(String... lines) throws IOException {
        return JSON.readTree(SettingsWriter.toJson(Parsing.settings(lines)));
    }

    @Test
    void toJson_holdsEverySettingInTheOrderOfTheReference() throws IOException {
        List<String> expected = new ArrayList<>(Keys.ALL);
        expected.removeAll(List.of(Keys.STEP_INITIAL, Keys.STEP_DECAY));

        assertThat(leaves("", written())).isEqualTo(expected);
    }

    @Test
    void toJson_values_haveTheirTypes() throws IOException {
        JsonNode json = written("training { lambda = 0.5, max-iterations = 7, step-size { initial = 1, decay = 2 } }");

        assertThat(json.at("/training/lambda").doubleValue()).isEqualTo(0.5);
        assertThat(json.at("/training/max-iterations").isInt()).isTrue();
        assertThat(json.at("/training/step-size/initial").doubleValue()).isEqualTo(1);
        assertThat(json.at("/training/step-size/decay").doubleValue()).isEqualTo(2);
        assertThat(json.at("/training/optimizer").textValue()).isEqualTo("auto");
        assertThat(json.at("/data/path/0").textValue()).isEqualTo("in.csv");
        assertThat(json.at("/data/weight").isNull()).isTrue();
        assertThat(json.at("/output/report").booleanValue()).isTrue();
    }

    @Test
    void toJson_valuesThatMayBeAuto_areTextOrNumbers() throws IOException {
        JsonNode auto = written();
        assertThat(auto.at("/training/batch").textValue()).isEqualTo("auto");
        assertThat(auto.at("/training/shards").textValue()).isEqualTo("auto");
        assertThat(auto.at("/training/schedule").textValue()).isEqualTo("auto");
        assertThat(auto.at("/training/warm-up").doubleValue()).isZero();
        assertThat(auto.at("/training/local-steps").intValue()).isEqualTo(1);
        assertThat(auto.at("/model/start").isNull()).isTrue();
        assertThat(written("training.batch = 1.0").at("/training/batch").textValue())
                .isEqualTo("full");
        JsonNode set = written("training { batch = 0.5, shards = 3 }", "model.start = earlier");
        assertThat(set.at("/training/batch").doubleValue()).isEqualTo(0.5);
        assertThat(set.at("/training/shards").intValue()).isEqualTo(3);
        assertThat(set.at("/model/start").textValue()).isEqualTo("earlier");
    }

    @ParameterizedTest
    @CsvSource({
        "fs.s3a.secret.key, abc, ***",
        "fs.s3a.access.key, abc, ***",
        "password, abc, ***",
        "PASSWORD, abc, ***",
        "sessionToken, abc, ***",
        "clientSecret, abc, ***",
        "url, jdbc:x://h/d?user=me&password=abc&ssl=1, jdbc:x://h/d?user=me&password=***&ssl=1",
        "header, true, true",
    })
    void toJson_secretOptions_areHidden(String name, String value, String shown) throws IOException {
        JsonNode json = written("data.options { \"" + name + "\" = \"" + value + "\" }");

        assertThat(json.at("/data/options").get(name).textValue()).isEqualTo(shown);
        assertThat(json.toString().contains("abc")).isFalse();
    }

    @Test
    void write_intoAnObject_isTheValueOfItsField() throws IOException {
        StringWriter out = new StringWriter();
        try (JsonGenerator generator = new JsonFactory().createGenerator(out)) {
            generator.writeStartObject();
            generator.writeFieldName("config");
            SettingsWriter.write(Parsing.settings(), generator);
            generator.writeNumberField("rows", 3);
            generator.writeEndObject();
        }

        assertThat(JSON.readTree(out.toString()).get("config")).isEqualTo(written());
    }

    private static List<String> leaves(String prefix, JsonNode node) {
        List<String> names = new ArrayList<>();
        node.properties().forEach(field -> {
            String name = prefix + field.getKey();
            if (field.getValue().isObject() && !name.equals(Keys.OPTIONS)) {
                names.addAll(leaves(name + ".", field.getValue()));
            } else {
                names.add(name);
            }
        });
        return names;
    }
}
