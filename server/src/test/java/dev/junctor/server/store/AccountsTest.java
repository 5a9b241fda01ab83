package dev.junctor.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.base.Glob;
import dev.junctor.core.base.Money;
import dev.junctor.core.base.Seed;
import dev.junctor.core.money.PriceBook;
import dev.junctor.engine.admit.ApiKey;
import dev.junctor.engine.admit.LimitReset;
import dev.junctor.server.secret.KeyMaker;
import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Accounts and price books in the store. */
final class AccountsTest {
    private static final int CASES = 50;

    @TempDir Path data;

    private static Account account(String id, ApiKey.Origin origin) {
        return new Account(id, "Name of " + id, new Money(5), origin, Records.NOON);
    }

    private static ApiKey key(String account) {
        KeyMaker.NewKey made = new KeyMaker(new Random(account.hashCode())).make();
        return new ApiKey(
                made.id(),
                "key of " + account,
                made.label(),
                ApiKey.Kind.INFERENCE,
                ApiKey.Standing.ENABLED,
                ApiKey.Origin.STORE,
                account,
                ApiKey.UNLIMITED,
                LimitReset.WEEKLY,
                Records.NOON,
                Long.MAX_VALUE);
    }

    @Test
    void anAccountOutlivesARestart() {
        Account account = account("acme", ApiKey.Origin.STORE);
        try (Store store = Store.open(data)) {
            assertThat(store.accounts().create(account)).isEqualTo(Accounts.Change.DONE);
            assertThat(store.accounts().create(account)).isEqualTo(Accounts.Change.TAKEN);
            store.accounts().create(account("gone", ApiKey.Origin.STORE));
            assertThat(store.accounts().delete("gone")).isEqualTo(Accounts.Change.DONE);
            assertThat(store.accounts().delete("gone")).isEqualTo(Accounts.Change.UNKNOWN);
        }
        try (Store store = Store.open(data)) {
            assertThat(store.accounts().list()).containsExactly(account, Account.DEFAULT);
        }
    }

    @Test
    void whatTheConfigurationDeclaresLiesOverTheStore() {
        try (Store store = Store.open(data)) {
            store.accounts().create(account("acme", ApiKey.Origin.STORE));
            Account declared = account("acme", ApiKey.Origin.CONFIG);
            store.accounts().declare(List.of(declared));
            assertThat(store.accounts().find("acme")).contains(declared);
            assertThat(store.accounts().list()).containsExactly(declared, Account.DEFAULT);
            assertThat(store.accounts().change("acme", before -> before))
                    .isEqualTo(Accounts.Change.DECLARED);
            assertThat(store.accounts().delete("acme")).isEqualTo(Accounts.Change.DECLARED);
            store.accounts().declare(List.of());
            assertThat(store.accounts().find("acme").map(Account::origin))
                    .contains(ApiKey.Origin.STORE);
        }
    }

    @Test
    void anAccountStaysWhileAKeyBelongsToItAndAKeyNeedsOne() {
        try (Store store = Store.open(data)) {
            ApiKey key = key("acme");
            assertThat(store.keys().create(key)).isEqualTo(KeyStore.Change.NO_ACCOUNT);
            assertThat(store.keys().find(key.id())).isEmpty();
            store.accounts().create(account("acme", ApiKey.Origin.STORE));
            assertThat(store.keys().create(key)).isEqualTo(KeyStore.Change.DONE);
            assertThat(store.accounts().delete("acme")).isEqualTo(Accounts.Change.IN_USE);
            assertThat(store.keys().change(key.id(), before -> before.withAccount("nobody")))
                    .isEqualTo(KeyStore.Change.NO_ACCOUNT);
            store.keys().change(key.id(), before -> before.withAccount("default"));
            assertThat(store.accounts().delete("acme")).isEqualTo(Accounts.Change.DONE);
            assertThat(store.accounts().delete("default")).isEqualTo(Accounts.Change.IN_USE);
        }
        try (Store store = Store.open(data)) {
            ApiKey kept = store.keys().find(key("acme").id()).orElseThrow().key();
            assertThat(kept).isEqualTo(key("acme").withAccount("default"));
        }
    }

    @Test
    void priceBooksOutliveARestartWhateverIsInThem() {
        for (int seed = 1; seed <= CASES; seed++) {
            PriceBook book = book(new Seed(seed));
            Path folder = data.resolve("seed-" + seed);
            try (Store store = Store.open(folder)) {
                assertThat(store.priceBooks().put(book, Records.NOON))
                        .isEqualTo(PriceBookStore.Change.DONE);
            }
            try (Store store = Store.open(folder)) {
                assertThat(store.priceBooks().current().books())
                        .as("seed %d", seed)
                        .containsExactly(book);
                store.priceBooks().delete(book.name());
            }
            try (Store store = Store.open(folder)) {
                assertThat(store.priceBooks().list()).as("seed %d", seed).isEmpty();
            }
        }
    }

    private static PriceBook book(Seed dice) {
        boolean bounded = dice.forPurpose("bounded").below(2) == 0;
        return new PriceBook(
                "book-" + dice.forPurpose("name").below(1_000),
                dice.forPurpose("accounts").below(2) == 0 ? List.of() : List.of("a", "default"),
                List.of(new Glob("my-*")),
                List.of(new Glob("acme/*"), new Glob("*")),
                dice.forPurpose("margin").below(2_000_000) - 1_000_000L,
                dice.forPurpose("per million").below(2_000_000) - 1_000_000L,
                dice.forPurpose("fee").below(1_000_000),
                dice.forPurpose("requests").below(1_000),
                bounded ? Records.NOON + dice.forPurpose("from").below(1_000) : Long.MIN_VALUE,
                bounded ? Records.NOON + 1_000 : Long.MAX_VALUE);
    }

    @Test
    void whatAnotherNodeChangedIsTakenOver() {
        try (Database database = SqliteDatabase.open(data.resolve("shared.db"))) {
            Accounts here = new Accounts(database);
            Accounts there = new Accounts(database);
            Account account = account("acme", ApiKey.Origin.STORE);
            there.create(account);
            assertThat(here.find("acme")).isEmpty();
            here.readAgain();
            assertThat(here.find("acme")).contains(account);
            there.delete("acme");
            assertThat(here.change("acme", before -> before))
                    .as("the tables count, not what this node remembers")
                    .isEqualTo(Accounts.Change.UNKNOWN);

            PriceBookStore books = new PriceBookStore(database);
            PriceBook book = book(new Seed(1));
            new PriceBookStore(database).put(book, Records.NOON);
            assertThat(books.current().books()).isEmpty();
            books.readAgain();
            assertThat(books.current().books()).containsExactly(book);
        }
    }
}
