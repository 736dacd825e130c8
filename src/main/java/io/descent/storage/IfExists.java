package io.descent.storage;

/** What to do with an earlier run in the output's place. */
public enum IfExists {
    /** It stays, and the new run is refused. */
    REFUSE,
    /** The new run takes its place, at the moment when the new one is complete. */
    REPLACE
}
