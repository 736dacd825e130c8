package io.descent.config;

import java.util.List;
import java.util.stream.Collectors;

/** The settings cannot be used. Holds every problem that was found; its message lists them, one a line. */
public final class SettingsException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient List<Problem> problems;

    /**
     * @param problems what is wrong; at least one
     * @throws IllegalArgumentException if {@code problems} is empty
     */
    public SettingsException(List<Problem> problems) {
        super(describe(problems));
        this.problems = List.copyOf(problems);
    }

    /** What is wrong, in the order in which it was found. */
    public List<Problem> problems() {
        return problems;
    }

    private static String describe(List<Problem> problems) {
        if (problems.isEmpty()) {
            throw new IllegalArgumentException("a SettingsException must hold at least one problem, but holds none");
        }
        if (problems.size() == 1) {
            return problems.get(0).toString();
        }
        return problems.stream()
                .map(problem -> "\n  " + problem)
                .collect(Collectors.joining("", problems.size() + " problems in the settings:", ""));
    }
}
