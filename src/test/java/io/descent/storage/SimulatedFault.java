package io.descent.storage;

/** What happens to an operation of a process. */
enum SimulatedFault {
    NONE,
    /** The process dies, and nothing has happened. */
    CRASH_BEFORE,
    /**
     * The process dies half way: a file that nobody else sees has a part of its content, a temporary file stays behind, a
     * file that is moved has both names, half of a directory is deleted.
     */
    CRASH_WITHIN,
    /** It has happened, and the process dies before it knows. */
    CRASH_AFTER,
    /** An exception, and nothing has happened. */
    FAIL,
    /** An exception, and it has happened. */
    LOSE_ANSWER,
    /** From now on this process can write nothing: an error, as Hadoop's file systems throw it. */
    DISK_FULL,
    /** A listing does not show what others did just now. */
    STALE;

    boolean isCrash() {
        return this == CRASH_BEFORE || this == CRASH_WITHIN || this == CRASH_AFTER;
    }
}
