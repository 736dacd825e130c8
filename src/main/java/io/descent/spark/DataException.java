package io.descent.spark;

/** The data cannot be fitted as it is. The message names the column, the rule and what was found. */
public final class DataException extends IllegalArgumentException {

    private static final long serialVersionUID = 1L;

    private final String column;

    public DataException(String message) {
        this(message, null);
    }

    /**
     * @param column the column at fault, or null where there is none
     */
    public DataException(String message, String column) {
        super(message);
        this.column = column;
    }

    /** The column at fault, or null. */
    public String column() {
        return column;
    }
}
