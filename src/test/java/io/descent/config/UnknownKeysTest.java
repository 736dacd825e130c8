package io.descent.config;

import static io.descent.config.Parsing.problems;
import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class UnknownKeysTest {

    @ParameterizedTest
    @CsvSource({
        "training.lamda, training.lambda",
        "training.max_iterations, training.max-iterations",
        "training.maxIterations, training.max-iterations",
        "training.maxIter, training.max-iterations",
        "training.tol, training.tolerance",
        "training.stepsize, training.step-size",
        "training.step-size.inital, training.step-size.initial",
        "training.patience, training.early-stopping.patience",
        "training.early-stoping, training.early-stopping",
        "trainning, training",
        "lambda, training.lambda",
        "data.lable, data.label",
        "data.labels, data.label",
        "data.paths, data.path",
        "data.numeric, data.features.numeric",
        "data.feature, data.features",
        "data.features.weight, data.weight",
        "model.hiddenLayers, model.hidden-layers",
        "outputs, output",
        "output.overwite, output.overwrite",
    })
    void parse_misspeltKey_suggestsTheNearest(String written, String meant) {
        assertThat(problems(written + " = 1")).contains(written + " is not a setting; did you mean " + meant + "?");
    }

    @Test
    void parse_keyLikeNoOther_listsTheSection() {
        assertThat(problems("checkpoint.frequency = 1"))
                .containsExactly("checkpoint.frequency is not a setting; checkpoint has path, every, keep");
        assertThat(problems("colour = red"))
                .containsExactly(
                        "colour is not a setting; the file has data, model, training, checkpoint, output, report");
    }

    @Test
    void parse_unknownBlock_isReportedOnce() {
        assertThat(problems("zzz { a = 1, b { c = 2 } }"))
                .singleElement()
                .asString()
                .startsWith("zzz is not a setting");
    }

    @Test
    void parse_unknownKeySetToNull_isStillUnknown() {
        assertThat(problems("training.lamda = null"))
                .containsExactly("training.lamda is not a setting; did you mean training.lambda?");
    }

    @Test
    void parse_keyWithDotsInQuotes_isShownInQuotes() {
        assertThat(problems("\"training.lambda\" = 1"))
                .singleElement()
                .asString()
                .startsWith("\"training.lambda\" is not a setting");
    }

    @Test
    void parse_severalUnknown_areInTheOrderOfTheFile() {
        assertThat(problems("training.zeta = 1", "training.beta = 1", "training.alfa = 1"))
                .extracting(message -> message.substring(0, message.indexOf(' ')))
                .containsExactly("training.zeta", "training.beta", "training.alfa");
    }

    @Test
    void parse_optionsOfTheReader_areFree() {
        assertThat(problems("data.options { anything { goes = here } }")).isEmpty();
    }
}
