package dev.junctor.server.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.base.Glob;
import dev.junctor.core.base.Money;
import dev.junctor.core.money.Markup;
import dev.junctor.core.money.PriceBook;
import dev.junctor.engine.admit.ApiKey;
import dev.junctor.engine.admit.LimitReset;
import dev.junctor.server.journal.Durability;
import dev.junctor.server.secret.Secret;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Accounts, limits, price books and where the money is kept. */
final class MoneyConfigTest {
    private static final String URL = "postgres://me:hush@db.example:5433/junctor";
    private static final String VARIABLE = "JUNCTOR_DATABASE_URL";

    static final String EXAMPLE =
            """
            accounts:
            - {id: acme-inc, name: Acme, balance: prepaid, credit_line_usd: 20}
            - {id: house, balance: unlimited}
            keys:
            - {name: a, key: 0123456789, account: acme-inc, limit_usd: 5, limit_reset: monthly, expires: 2027-01-31}
            - {name: b, key: "1123456789"}
            price_books:
            - {name: winter, accounts: [acme-inc], providers: [openai, my-*], models: [acme/*], margin_percent: -2.5, margin_usd_per_million: 0.000000001, fee_percent: 5, requests_per_day: 1000, from: 2026-12-01, to: "2027-03-01T06:00:00Z"}
            - {name: usual, margin_percent: 12.3456}
            durability: database
            database: postgres://me:hush@db.example:5433/junctor
            retention_days: 90
            journal: {max_bytes: 134217728}
            providers:
              openai: {key_owner: customer}
            """
                    .replace("key: 0123456789", "key: \"0123456789\"");

    private static Config valid(String yaml, Map<String, String> environment) {
        return switch (ConfigReader.parse(yaml, Path.of("/etc"), environment)) {
            case ConfigResult.Valid(Config config) -> config;
            case ConfigResult.Invalid(List<ConfigProblem> problems) ->
                    throw new AssertionError(problems);
        };
    }

    private static String problem(String yaml, Map<String, String> environment) {
        return switch (ConfigReader.parse(yaml, Path.of("/etc"), environment)) {
            case ConfigResult.Valid valid -> throw new AssertionError(valid);
            case ConfigResult.Invalid(List<ConfigProblem> problems) -> {
                assertThat(problems).as(yaml).hasSize(1);
                yield problems.getFirst().toString();
            }
        };
    }

    private static void assertProblem(String yaml, String... parts) {
        assertThat(problem(yaml, Map.of())).as(yaml).contains(parts);
    }

    @Test
    void theExampleIsReadAsItIsMeant() {
        Config config = valid(EXAMPLE, Map.of());
        assertThat(config.accounts())
                .containsExactly(
                        new DeclaredAccount(
                                "acme-inc",
                                "Acme",
                                DeclaredAccount.Balance.PREPAID,
                                new Money(20_000_000_000L)),
                        new DeclaredAccount(
                                "house", "house", DeclaredAccount.Balance.UNLIMITED, Money.ZERO));
        ApiKey first = config.keys().getFirst().toApiKey(0);
        assertThat(first.account()).isEqualTo("acme-inc");
        assertThat(first.reset()).isEqualTo(LimitReset.MONTHLY);
        ApiKey second = config.keys().getLast().toApiKey(0);
        assertThat(second.account()).isEqualTo(ApiKey.DEFAULT_ACCOUNT);
        assertThat(second.reset()).isEqualTo(LimitReset.NEVER);
        assertThat(config.priceBooks())
                .containsExactly(
                        new PriceBook(
                                "winter",
                                List.of("acme-inc"),
                                List.of(new Glob("openai"), new Glob("my-*")),
                                List.of(new Glob("acme/*")),
                                -25_000,
                                1,
                                50_000,
                                1_000,
                                Instant.parse("2026-12-01T00:00:00Z").toEpochMilli(),
                                Instant.parse("2027-03-01T06:00:00Z").toEpochMilli()),
                        new PriceBook(
                                "usual",
                                List.of(),
                                List.of(),
                                List.of(),
                                123_456,
                                0,
                                0,
                                0,
                                Long.MIN_VALUE,
                                Long.MAX_VALUE));
        assertThat(config.durability()).isEqualTo(Durability.DATABASE);
        assertThat(config.database().reveal()).isEqualTo(URL);
        assertThat(config.retentionDays()).isEqualTo(90);
        assertThat(config.journal().maxBytes()).isEqualTo(134_217_728);
        assertThat(config.provider("openai").orElseThrow().keyOwner())
                .isEqualTo(Markup.KeyOwner.CUSTOMER);
        assertThat(config.toString()).doesNotContain("hush");
    }

    @Test
    void theVariableAloneNamesTheDatabaseAndNeverOverridesTheFile() {
        Map<String, String> set = Map.of(VARIABLE, URL);
        assertThat(valid("", set).database()).isEqualTo(Secret.of(URL));
        assertThat(valid("database: ${JUNCTOR_DATABASE_URL}", set).database())
                .isEqualTo(Secret.of(URL));
        assertThat(valid("database: " + URL, set).database()).isEqualTo(Secret.of(URL));
        assertThat(valid("", Map.of()).database()).isEqualTo(Secret.NONE);
        assertThat(problem("database: postgres://other/db", set))
                .contains(VARIABLE, "unset")
                .doesNotContain("hush");
        assertThat(problem("", Map.of(VARIABLE, "jdbc:hush")))
                .contains(VARIABLE, "postgres://")
                .doesNotContain("hush");
    }

    @Test
    void amountsAndSharesHaveBounds() {
        String key = "keys: [{name: a, key: k, %s}]";
        assertProblem(key.formatted("limit_usd: -1"), "keys[0].limit_usd", "from 0 to 1000000000");
        assertProblem(key.formatted("limit_usd: 1000000001"), "limit_usd", "1000000000");
        assertProblem(key.formatted("limit_usd: 0.0000000001"), "nine decimals");
        assertProblem(key.formatted("limit_usd: 1, limit_reset: hourly"), "limit_reset", "daily");
        assertProblem(key.formatted("limit_reset: daily"), "limit_reset", "add limit_usd");
        String book = "price_books: [{name: a, %s}]";
        assertProblem(book.formatted("margin_percent: -100.0001"), "margin_percent", "-100");
        assertProblem(book.formatted("margin_percent: 0.00001"), "four decimals");
        assertProblem(book.formatted("margin_percent: 5%"), "margin_percent", "percent as 20");
        assertProblem(book.formatted("margin_usd_per_million: -1000001"), "-1000000");
        assertProblem(book.formatted("fee_percent: -1"), "fee_percent", "from 0 to 100");
        assertProblem(book.formatted("requests_per_day: -1"), "requests_per_day");
        assertProblem("retention_days: -1", "retention_days", "0 to 36500");
        assertProblem("retention_days: 1.5", "retention_days");
        assertProblem("journal: {max_bytes: 1000}", "journal.max_bytes", "67108864");
        assertProblem("durability: chrage", "did you mean charge?");
        assertProblem("database: mysql://db/junctor", "database", "postgres://");
        assertProblem("database: postgres://db", "database");
        assertProblem("providers: {openai: {key_owner: me}}", "key_owner", "customer, host");
    }

    @Test
    void aPriceBookHoldsForSomeTimeAndForAccountsThatThereAre() {
        String book = "price_books: [{name: a, %s}]";
        assertProblem(
                book.formatted("from: 2027-01-01, to: 2027-01-01"),
                "price_books[0].to",
                "not after from");
        assertProblem(book.formatted("from: tomorrow"), "from", "2027-01-31");
        assertProblem(
                book.formatted("accounts: [default, acme]"),
                "price_books[0].accounts[1]",
                "declare it below accounts",
                "default");
        assertProblem("price_books: [{name: a}, {name: a}]", "price_books[1].name", "another");
        assertProblem("price_books: [{margin_percent: 1}]", "name", "is missing");
    }

    @Test
    void accountsHaveIdsOfTheirOwnAndSayWhatTheyMaySpend() {
        assertProblem("accounts: [{id: a}]", "accounts[0].balance", "prepaid or unlimited");
        assertProblem("accounts: [{id: 'a:b', balance: prepaid}]", "accounts[0].id", "acme-inc");
        assertProblem(
                "accounts: [{id: a, balance: prepaid}, {id: a, balance: prepaid}]",
                "accounts[1].id",
                "another");
        assertProblem(
                "accounts: [{id: a, balance: unlimited, credit_line_usd: 5}]",
                "credit_line_usd",
                "balance: prepaid");
        assertProblem("keys: [{name: a, key: k, account: acme}]", "keys[0].account", "default");
    }
}
