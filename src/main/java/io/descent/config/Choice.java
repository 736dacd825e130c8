package io.descent.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** How the constants of an enum are written in settings: {@code GRADIENT_DESCENT} is {@code gradient-descent}. */
final class Choice {
    private Choice() {}

    static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E extends Enum<E>> List<String> allOf(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Choice::written).toList();
    }

    static <E extends Enum<E>> Optional<E> find(Class<E> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> written(each).equals(text))
                .findFirst();
    }
}
