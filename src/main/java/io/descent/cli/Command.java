package io.descent.cli;

import java.util.Optional;

/** What a word on the command line stands for. */
interface Command {

    /**
     * Does the work.
     *
     * @throws Exception if it cannot be done; {@link Failure} has the words for it
     */
    Outcome run(Console console) throws Exception;

    /** Where the outcome is to be written as well. */
    default Optional<String> statusFile() {
        return Optional.empty();
    }
}
