package io.descent.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigUtil;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueFactory;
import com.typesafe.config.ConfigValueType;
import java.util.List;
import java.util.Optional;

/**
 * One override of the command line, {@code key=value}. The value is HOCON where that loses nothing of it; else it is
 * text just as it stands, so that {@code hdfs://host/x}, {@code /data/*.csv} and {@code a # b} need no quotes.
 */
record Assignment(String key, ConfigValue value) {

    /**
     * @throws OverrideException if {@code text} is not {@code key=value}
     */
    static Assignment parse(String text) {
        int equals = text.indexOf('=');
        if (equals < 0) {
            throw new OverrideException("an override must be key=value, but is " + Problems.shown(text));
        }
        String key = text.substring(0, equals).trim();
        try {
            ConfigUtil.splitPath(key);
        } catch (ConfigException e) {
            throw new OverrideException(
                    "an override must begin with the key of a setting, but is " + Problems.shown(text));
        }
        return new Assignment(key, value(text.substring(equals + 1).trim()));
    }

    /** {@code config} with this override on top. */
    Config over(Config config) {
        return value.atPath(key).withFallback(config);
    }

    private static ConfigValue value(String text) {
        return hocon(text)
                .filter(value -> isQuoted(text) || !isText(value))
                .orElseGet(() -> ConfigValueFactory.fromAnyRef(text, Origins.COMMAND_LINE));
    }

    /** The one value that {@code text} is, with no part of it taken for a comment or for something of its own. */
    private static Optional<ConfigValue> hocon(String text) {
        try {
            Config alone = ConfigFactory.parseString("value = " + text, Hocon.options(Origins.COMMAND_LINE));
            Config within = ConfigFactory.parseString("value = [" + text + "]", Hocon.options(Origins.COMMAND_LINE));
            ConfigValue value = alone.root().get("value");
            boolean whole = alone.root().size() == 1 && within.root().size() == 1;
            return whole && List.of(value).equals(within.root().get("value")) ? Optional.of(value) : Optional.empty();
        } catch (ConfigException notHocon) {
            return Optional.empty();
        }
    }

    private static boolean isQuoted(String text) {
        return text.startsWith("\"");
    }

    private static boolean isText(ConfigValue value) {
        return value.valueType() == ConfigValueType.STRING;
    }
}
