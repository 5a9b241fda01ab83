package dev.junctor.server.store;

/** The store cannot be used; the message is one sentence for people, with the remedy. */
public final class StoreException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    /** Says what is wrong and what to do. */
    public StoreException(String message, Throwable cause) {
        super(message, cause);
    }

    /** Says what is wrong and what to do. */
    public StoreException(String message) {
        super(message);
    }
}
