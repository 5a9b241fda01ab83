package dev.junctor.core.money;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.base.Glob;
import dev.junctor.core.money.Markup.KeyOwner;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PriceBooksTest {
    private static final long NOW = 1_795_521_600_000L;

    @Test
    void theFirstBookThatCoversAnAnswerSaysWhatItCosts() {
        PriceBooks books =
                new PriceBooks(
                        List.of(
                                book("alice's", List.of("alice"), "openai", "*", 10_000),
                                book("llamas", List.of(), "*", "meta/*", 20_000),
                                book("all", List.of(), "*", "*", 30_000)));

        assertThat(books.terms("alice", "openai", "openai/gpt-6", KeyOwner.HOST, NOW).book())
                .isEqualTo("alice's");
        assertThat(books.terms("bob", "Groq", "Meta/llama-5", KeyOwner.HOST, NOW).book())
                .isEqualTo("llamas");
        assertThat(books.terms("bob", "openai", "openai/gpt-6", KeyOwner.HOST, NOW).marginPpm())
                .isEqualTo(30_000);
    }

    @Test
    void aBookHoldsFromItsFirstMomentToBeforeItsLast() {
        PriceBook book =
                new PriceBook("b", List.of(), List.of(), List.of(), 1, 0, 0, 0, NOW, NOW + 1_000);
        PriceBooks books = new PriceBooks(List.of(book));

        assertThat(books.covering("a", "p", "m", NOW - 1)).isEmpty();
        assertThat(books.covering("a", "p", "m", NOW)).contains(book);
        assertThat(books.covering("a", "p", "m", NOW + 999)).contains(book);
        assertThat(books.covering("a", "p", "m", NOW + 1_000)).isEmpty();
    }

    @Test
    void withoutABookTheProvidersPriceHoldsAndOwnKeysAreFree() {
        assertThat(PriceBooks.NONE.terms("a", "p", "m", KeyOwner.HOST, NOW)).isEqualTo(Markup.NONE);
        assertThat(PriceBooks.NONE.terms("a", "p", "m", KeyOwner.CUSTOMER, NOW).keyOwner())
                .isEqualTo(KeyOwner.CUSTOMER);
    }

    private static PriceBook book(
            String name, List<String> accounts, String providers, String models, long ppm) {
        return new PriceBook(
                name,
                accounts,
                List.of(new Glob(providers)),
                List.of(new Glob(models)),
                ppm,
                0,
                0,
                0,
                Long.MIN_VALUE,
                Long.MAX_VALUE);
    }
}
