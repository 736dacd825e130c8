package io.descent.cli;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is said of a command line that cannot be understood. */
final class Usage {
    private static final String STATUS = "--status";

    private Usage() {}

    static Outcome outcome(ParameterException e) {
        String command = e.getCommandLine().getCommandSpec().qualifiedName();
        String problem = e.getMessage().lines().collect(Collectors.joining(" ")).trim();
        return Outcome.failure(
                ExitCode.BAD_COMMAND_LINE,
                problem + suggestion(e) + "\nTry '" + command + (command.contains(" ") ? "" : " COMMAND") + " --help'");
    }

    /** The file that was asked to receive the outcome, as far as that can be told. */
    static Optional<String> statusFile(String[] args) {
        List<String> words = Arrays.asList(args);
        int at = words.indexOf(STATUS);
        if (at >= 0 && at + 1 < words.size()) {
            return Optional.of(words.get(at + 1));
        }
        return words.stream()
                .filter(word -> word.startsWith(STATUS + "="))
                .map(word -> word.substring(STATUS.length() + 1))
                .filter(file -> !file.isEmpty())
                .findFirst();
    }

    private static String suggestion(ParameterException e) {
        if (!(e instanceof UnmatchedArgumentException unmatched)) {
            return "";
        }
        List<String> similar = unmatched.getSuggestions();
        return similar.isEmpty()
                ? ""
                : "; did you mean " + similar.stream().limit(3).collect(Collectors.joining(" or ")) + "?";
    }
}
