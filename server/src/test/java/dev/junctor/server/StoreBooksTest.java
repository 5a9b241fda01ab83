package dev.junctor.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.base.Money;
import dev.junctor.core.money.Posting;
import dev.junctor.server.api.LedgerReader;
import dev.junctor.server.api.LedgerWriter;
import dev.junctor.server.store.Store;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class StoreBooksTest {
    /** 2026-11-24T12:00:00Z. */
    private static final long NOON = 1_795_521_600_000L;

    private static final LocalDate TODAY = LocalDate.of(2026, 11, 24);

    @TempDir private Path folder;

    private static LedgerWriter.Order deposit(String account, long nanos, String hash) {
        return new LedgerWriter.Order(
                Posting.Kind.DEPOSIT,
                account,
                new Money(nanos),
                "once",
                hash,
                0,
                Money.ZERO,
                "hello");
    }

    @Test
    void whatTheApiPostsStandsInTheStoresBooks() {
        try (Store store = Store.open(folder)) {
            StoreBooks books = new StoreBooks(store.books(), store.postings());
            LedgerWriter.Posted first = books.post(deposit("default", 7, "aa"), NOON);
            assertThat(first).isInstanceOf(LedgerWriter.Posted.Done.class);
            LedgerWriter.Made made = ((LedgerWriter.Posted.Done) first).made();
            assertThat(books.post(deposit("default", 7, "aa"), NOON + 5))
                    .isEqualTo(new LedgerWriter.Posted.Repeated(made));
            assertThat(books.post(deposit("default", 8, "bb"), NOON))
                    .isEqualTo(new LedgerWriter.Posted.Conflict());
            assertThat(books.post(deposit("nobody", 8, "bb"), NOON))
                    .isEqualTo(new LedgerWriter.Posted.UnknownAccount());

            assertThat(books.credits("default").balance()).isEqualTo(new Money(7));
            assertThat(books.trialBalance())
                    .extracting(entry -> entry.amount().nanoDollars())
                    .containsExactly(7L, -7L);
            assertThat(books.check()).isEmpty();
            LedgerReader.Line line =
                    books.statement("default", TODAY, TODAY, "", 10).lines().getFirst();
            assertThat(line.id()).isEqualTo(made.id()).startsWith("pst-");
            assertThat(line.balance()).isEqualTo(new Money(7));
            assertThat(line.note()).isEqualTo("hello");
            List<LedgerReader.Side> sides = new ArrayList<>();
            books.export(TODAY, TODAY, sides::add);
            assertThat(sides)
                    .extracting(side -> side.ledgerAccount().name())
                    .containsExactlyInAnyOrder("deposits", "credit:default");
            books.export(TODAY.plusDays(1), TODAY.plusDays(1), sides::add);
            assertThat(sides).as("nothing of another day").hasSize(2);
        }
    }
}
