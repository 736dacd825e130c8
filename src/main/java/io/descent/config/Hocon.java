package io.descent.config;

import com.typesafe.config.Config;
import com.typesafe.config.ConfigException;
import com.typesafe.config.ConfigParseOptions;
import com.typesafe.config.ConfigSyntax;
import java.util.List;
import java.util.function.Supplier;

/** How HOCON is read here, and its errors in our words. */
final class Hocon {
    private Hocon() {}

    /** Reads HOCON whatever the name of the file; {@code source} is what errors call it. */
    static ConfigParseOptions options(String source) {
        return ConfigParseOptions.defaults().setSyntax(ConfigSyntax.CONF).setOriginDescription(source);
    }

    /** With every substitution replaced, from the configuration itself or from the environment. */
    static Config resolve(Config config) {
        return translatingErrors(config::resolve);
    }

    /**
     * @throws SettingsException in place of any {@link ConfigException}
     */
    static Config translatingErrors(Supplier<Config> reading) {
        try {
            return reading.get();
        } catch (ConfigException e) {
            throw new SettingsException(List.of(problem(e)));
        }
    }

    private static Problem problem(ConfigException e) {
        if (e.origin() == null) {
            return new Problem("", e.getMessage(), "");
        }
        String prefix = e.origin().description() + ": ";
        String message = e.getMessage().startsWith(prefix) ? e.getMessage().substring(prefix.length()) : e.getMessage();
        return new Problem("", message, Origins.of(e.origin()));
    }
}
