package io.descent;

import org.apache.logging.log4j.Level;
import org.apache.logging.log4j.LogManager;
import org.apache.logging.log4j.core.config.Configurator;

/** Keeps Spark's own account of a failure that a test brings about out of the build's output. */
public final class QuietSpark implements AutoCloseable {

    private static final String SPARK = "org.apache.spark";

    private final Level before = LogManager.getLogger(SPARK).getLevel();

    public QuietSpark() {
        Configurator.setLevel(SPARK, Level.OFF);
    }

    @Override
    public void close() {
        Configurator.setLevel(SPARK, before);
    }
}
