package dev.junctor.core.json;

/** What a JSON value is; its first byte tells. */
public enum Kind {
    STRING,
    NUMBER,
    OBJECT,
    ARRAY,
    TRUE,
    FALSE,
    NULL;

    /** The kind of a value that is known to be well formed, by its first byte. */
    public static Kind of(byte first) {
        return switch (first) {
            case '"' -> STRING;
            case '{' -> OBJECT;
            case '[' -> ARRAY;
            case 't' -> TRUE;
            case 'f' -> FALSE;
            case 'n' -> NULL;
            default -> NUMBER;
        };
    }
}
