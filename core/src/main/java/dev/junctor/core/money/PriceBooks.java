package dev.junctor.core.money;

import dev.junctor.core.money.Markup.KeyOwner;
import java.util.List;
import java.util.Optional;

/**
 * All price books in the order in which they are asked: the first that covers an answer says what it costs.
 */
public record PriceBooks(List<PriceBook> books) {
    /** Everybody pays the providers' prices. */
    public static final PriceBooks NONE = new PriceBooks(List.of());

    public PriceBooks {
        books = List.copyOf(books);
    }

    /** The book that covers an answer of a model at a provider to a customer account; empty for none. */
    public Optional<PriceBook> covering(
            String account, String provider, String model, long epochMillis) {
        for (PriceBook book : books) {
            if (book.covers(account, provider, model, epochMillis)) {
                return Optional.of(book);
            }
        }
        return Optional.empty();
    }

    /** The terms of an answer. */
    public Markup terms(
            String account, String provider, String model, KeyOwner keyOwner, long epochMillis) {
        Optional<PriceBook> book = covering(account, provider, model, epochMillis);
        if (book.isEmpty()) {
            return keyOwner == KeyOwner.HOST ? Markup.NONE : new Markup("", 0, 0, 0, keyOwner);
        }
        PriceBook found = book.get();
        return new Markup(
                found.name(),
                found.marginPpm(),
                found.marginNanosPerMillion(),
                found.feePpm(),
                keyOwner);
    }
}
