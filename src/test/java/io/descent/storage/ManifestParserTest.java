package io.descent.storage;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigInteger;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ManifestParserTest {
    private static final String SHA = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad";

    @Test
    void fromJson_ofToJson_isTheSame() {
        Manifest manifest = new Manifest(List.of(
                new Manifest.Entry("pipeline/größe \"x\"/part-0", Long.MAX_VALUE, SHA),
                new Manifest.Entry("model.json", 0, SHA)));

        assertThat(ManifestParser.fromJson(ManifestParser.toJson(manifest))).isEqualTo(manifest);
    }

    @Test
    void manifest_files_areSorted() {
        Manifest manifest = new Manifest(List.of(new Manifest.Entry("b", 0, SHA), new Manifest.Entry("a/z", 0, SHA)));

        assertThat(manifest.files()).extracting(Manifest.Entry::path).containsExactly("a/z", "b");
    }

    @Test
    void manifest_pathTwice_throws() {
        Manifest.Entry entry = new Manifest.Entry("a", 0, SHA);

        assertThatThrownBy(() -> new Manifest(List.of(entry, entry))).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"", "/etc/passwd", "file:/etc/passwd", "a:b", "../x", "a/../../x", "a//b", "a/", ".", "a/."})
    void entry_pathThatLeadsOutside_throws(String path) {
        assertThatThrownBy(() -> new Manifest.Entry(path, 0, SHA)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(strings = {"...", ".hidden", "a/..b", "x y", "a/b:c"})
    void entry_oddPathInside_isAllowed(String path) {
        assertThat(new Manifest.Entry(path, 0, SHA).path()).isEqualTo(path);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "[]",
                "null",
                "{",
                "{\"format\": \"descent-run/2\", \"files\": []}",
                "{\"format\": \"descent-run/1\", \"files\": [{\"path\": \"a\", \"length\": -1, \"sha256\": \"x\"}]}",
                "{\"format\": \"descent-run/1\", \"files\": [{\"path\": \"a\", \"length\": \"3\", \"sha256\": \"x\"}]}",
                "{\"format\": \"descent-run/1\", \"files\": [{\"path\": \"a\", \"length\": 3, \"sha256\": \"x\"}]}",
                "{\"format\": \"descent-run/1\", \"files\": []} x",
                "{\"format\": \"descent-run/1\"}",
            })
    void fromJson_notAManifest_throws(String json) {
        assertThatThrownBy(() -> ManifestParser.fromJson(json)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void fromJson_sameManifestInOtherWords_throws() {
        String json = ManifestParser.toJson(
                new Manifest(List.of(new Manifest.Entry("größe", 3, SHA), new Manifest.Entry("model.json", 0, SHA))));

        assertThat(ManifestParser.fromJson(json).files()).hasSize(2);
        for (String other : List.of(
                json + "\n",
                json.strip(),
                " " + json,
                json.replace("\n", "\r\n"),
                json.replace(": 3,", ": 3 ,"),
                json.replace("ö", "\\u00f6"),
                json.replace(
                        "\"length\" : 3",
                        "\"length\" : " + (BigInteger.ONE.shiftLeft(64).add(BigInteger.valueOf(3)))),
                json.replace("\"length\" : 3", "\"length\" : 3, \"length\" : 3"),
                json.replace("\"files\"", "\"more\" : 1, \"files\""))) {
            assertThat(other).isNotEqualTo(json);
            assertThatThrownBy(() -> ManifestParser.fromJson(other))
                    .as(other)
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessage("a manifest must be as it was written, but was changed");
        }
    }
}
