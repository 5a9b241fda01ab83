package dev.junctor.core.catalog;

import java.io.Serial;

/** A file of the catalog, or a price in an operator's file, that cannot be read; the message says what to do. */
public final class CatalogException extends RuntimeException {
    @Serial private static final long serialVersionUID = 1;

    /**
     * A problem with its remedy.
     *
     * @param problem what is wrong, as a predicate: {@code is negative}
     * @param remedy what to do, as a sentence
     */
    public CatalogException(Place place, String problem, String remedy) {
        super(place + " " + problem + ". " + remedy);
    }

    /** The same with the parser's complaint as its cause. */
    public CatalogException(Place place, String problem, String remedy, Throwable cause) {
        super(place + " " + problem + ". " + remedy, cause);
    }
}
