package dev.junctor.server.journal;

/** The journal cannot be used; the message is one sentence for people, with the remedy. */
public final class JournalException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says what is wrong and what to do. */
    public JournalException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Says what is wrong and what to do. */
    public JournalException(String message) {
        super(message);
    }
}
