package io.descent.config;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** How the constants of an enum are written in settings: {@code GRADIENT_DESCENT} is {@code gradient-descent}. */
final class Choice {
    private Choice() {}

    static String written(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static <E extends Enum<E>> List<String> allOf(Class<E> type) {
        return Arrays.stream(type.getEnumConstants()).map(Choice::written).toList();
    }

    /** Some of the constants, with commas between. */
    static <E extends Enum<E>> String listed(Class<E> type, Predicate<E> some) {
        return Arrays.stream(type.getEnumConstants())
                .filter(some)
                .map(Choice::written)
                .collect(Collectors.joining(", "));
    }

    static <E extends Enum<E>> Optional<E> find(Class<E> type, String text) {
        return Arrays.stream(type.getEnumConstants())
                .filter(each -> written(each).equals(text))
                .findFirst();
    }
}
