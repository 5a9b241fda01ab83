package dev.junctor.core.dialect;

/**
 * An error as a whole answer.
 *
 * @param status HTTP status in the words of the caller's protocol
 * @param body JSON
 */
@SuppressWarnings("ArrayRecordComponent") // handed on, never compared
public record ErrorAnswer(int status, byte[] body) {
    /** Prints no content. */
    @Override
    public String toString() {
        return "ErrorAnswer[" + status + "]";
    }
}
