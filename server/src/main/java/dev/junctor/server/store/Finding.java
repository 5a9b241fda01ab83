package dev.junctor.server.store;

/**
 * A law of the books that does not hold.
 *
 * @param law what should be, in a sentence
 * @param account of the books, or a key; empty where it is about none
 * @param expectedUsd US dollars, exact
 * @param foundUsd US dollars, exact
 */
public record Finding(String law, String account, String expectedUsd, String foundUsd) {
    /** One sentence for people. */
    public String sentence() {
        return law + ": it should be $" + expectedUsd + ", but $" + foundUsd + " was found";
    }
}
