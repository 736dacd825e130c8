package io.descent.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigRenderOptions;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/**
 * Reads typed values from a configuration. A value of the wrong type is a problem that is kept, not thrown: its key is
 * then rejected, and reads as if it were absent, so that reading goes on and the rest is checked too.
 */
final class Values {
    private static final Pattern NUMBER = Pattern.compile("[+-]?(\\d+\\.?\\d*|\\.\\d+)([eE][+-]?\\d+)?");
    private static final Set<String> YES = Set.of("true", "yes", "on");
    private static final Set<String> NO = Set.of("false", "no", "off");

    private final Config config;
    private final Set<String> rejected = new LinkedHashSet<>();
    private final List<Problem> problems = new ArrayList<>();

    Values(Config config) {
        this.config = config;
    }

    List<Problem> problems() {
        return problems;
    }

    /**
     * Keeps the problems of keys that were still good, and rejects those keys.
     *
     * @throws SettingsException {@code cause} itself if every key of it had been rejected before
     */
    void reject(SettingsException cause) {
        Set<String> before = Set.copyOf(rejected);
        List<Problem> news = cause.problems().stream()
                .filter(problem -> !before.contains(problem.key()))
                .toList();
        if (news.isEmpty()) {
            throw cause;
        }
        news.forEach(this::keep);
    }

    private void keep(Problem problem) {
        problems.add(problem.locatedAt(Origins.of(config, problem.key())));
        rejected.add(problem.key());
    }

    /** Whether one of the keys has a problem. */
    boolean isAnyRejected(String... keys) {
        return Arrays.stream(keys).anyMatch(rejected::contains);
    }

    /** It is a problem if the key is absent. */
    void require(String key) {
        if (!rejected.contains(key) && !config.hasPath(key)) {
            keep(new Problem(key, key + " is required, but is not set", ""));
        }
    }

    boolean isObject(String key) {
        return find(key)
                .filter(value -> value.valueType() == ConfigValueType.OBJECT)
                .isPresent();
    }

    Optional<String> text(String key) {
        return Optional.ofNullable(text(key, null));
    }

    String text(String key, String fallback) {
        return read(key, fallback, "be text", Values::asText);
    }

    /** Like {@link #text(String, String)}; it is a problem if the key is absent, and {@code standIn} is then returned. */
    String requiredText(String key, String standIn) {
        require(key);
        return text(key, standIn);
    }

    /** One text or a list of texts; it is a problem if the key is absent, and {@code standIn} is then returned. */
    List<String> requiredTexts(String key, List<String> standIn) {
        require(key);
        return texts(key, standIn);
    }

    List<String> texts(String key, List<String> fallback) {
        return read(key, fallback, "be text or a list of texts", value -> asList(value, Values::asText));
    }

    List<Integer> counts(String key, List<Integer> fallback) {
        return read(key, fallback, "be a list of whole numbers", value -> asList(value, Values::asCount));
    }

    int count(String key, int fallback) {
        return read(key, fallback, "be a whole number", Values::asCount);
    }

    long whole(String key, long fallback) {
        return read(key, fallback, "be a whole number", Values::asWhole);
    }

    double number(String key, double fallback) {
        return read(key, fallback, "be a number", Values::asNumber);
    }

    boolean flag(String key, boolean fallback) {
        return read(key, fallback, "be true or false", Values::asFlag);
    }

    <E extends Enum<E>> E choice(String key, E fallback) {
        Class<E> type = fallback.getDeclaringClass();
        return read(key, fallback, "be one of " + String.join(", ", Choice.allOf(type)), value -> asText(value)
                .flatMap(text -> Choice.find(type, text)));
    }

    /** An object of texts; names that are nested by dots are joined again. Values are not shown: some are secrets. */
    Map<String, String> textMap(String key, Map<String, String> fallback) {
        Optional<ConfigValue> value = find(key);
        if (value.isEmpty()) {
            return fallback;
        }
        Map<String, String> flat = new LinkedHashMap<>();
        Optional<String> wrong =
                value.get() instanceof ConfigObject block ? flatten("", block, flat) : Optional.of("the whole");
        wrong.ifPresent(name -> keep(new Problem(
                key,
                key + " must be a block of names with one text, number or boolean each, but " + name + " is not",
                "")));
        return wrong.isEmpty() ? flat : fallback;
    }

    /** The value at {@code key} as {@code reading} understands it; it is a problem if that understands nothing. */
    <T> T read(String key, T fallback, String rule, Function<ConfigValue, Optional<T>> reading) {
        Optional<ConfigValue> value = find(key);
        if (value.isEmpty()) {
            return fallback;
        }
        Optional<T> result = reading.apply(value.get());
        if (result.isEmpty()) {
            String found = shown(value.get());
            keep(new Problem(key, key + " must " + rule + ", but is " + found, ""));
        }
        return result.orElse(fallback);
    }

    private Optional<ConfigValue> find(String key) {
        return rejected.contains(key) || !config.hasPath(key) ? Optional.empty() : Optional.of(config.getValue(key));
    }

    /** A value as it was written; a number with its own digits. */
    static String shown(ConfigValue value) {
        return value.valueType() == ConfigValueType.NUMBER
                ? asText(value).orElseThrow()
                : value.render(ConfigRenderOptions.concise());
    }

    static Optional<String> asText(ConfigValue value) {
        return switch (value.valueType()) {
            // not unwrapped(): a number's own digits are kept
            case STRING, NUMBER, BOOLEAN -> Optional.of(value.atKey("value").getString("value"));
            default -> Optional.empty();
        };
    }

    static Optional<Double> asNumber(ConfigValue value) {
        return digits(value).map(Double::valueOf).filter(Double::isFinite);
    }

    private static Optional<Long> asWhole(ConfigValue value) {
        try {
            return digits(value).map(BigDecimal::new).map(BigDecimal::longValueExact);
        } catch (ArithmeticException | NumberFormatException notWhole) {
            return Optional.empty();
        }
    }

    static Optional<Integer> asCount(ConfigValue value) {
        return asWhole(value).filter(whole -> whole.intValue() == whole).map(Long::intValue);
    }

    private static Optional<Boolean> asFlag(ConfigValue value) {
        return asText(value)
                .filter(text -> YES.contains(text) || NO.contains(text))
                .map(YES::contains);
    }

    private static Optional<String> digits(ConfigValue value) {
        return asText(value).map(String::trim).filter(text -> NUMBER.matcher(text)
                .matches());
    }

    private static <T> Optional<List<T>> asList(ConfigValue value, Function<ConfigValue, Optional<T>> reading) {
        List<T> items = new ArrayList<>();
        for (ConfigValue each : value instanceof ConfigList list ? list : List.of(value)) {
            Optional<T> item = reading.apply(each);
            if (item.isEmpty()) {
                return Optional.empty();
            }
            items.add(item.get());
        }
        return Optional.of(items);
    }

    /** Puts each scalar under its full name; the result is the name of a value that is none, or was there before. */
    private static Optional<String> flatten(String prefix, ConfigObject block, Map<String, String> flat) {
        Optional<String> wrong = Optional.empty();
        for (Map.Entry<String, ConfigValue> entry : block.entrySet()) {
            String name = prefix + entry.getKey();
            ConfigValue value = entry.getValue();
            if (value instanceof ConfigObject nested) {
                wrong = wrong.or(() -> flatten(name + ".", nested, flat));
            } else if (value.valueType() != ConfigValueType.NULL) {
                Optional<String> text = asText(value);
                if (text.isEmpty() || flat.put(name, text.get()) != null) {
                    wrong = Optional.of(name);
                }
            }
        }
        return wrong;
    }
}
