package dev.junctor.server.config;

import static dev.junctor.server.config.ScalarShape.Privacy.HIDDEN;
import static dev.junctor.server.config.ScalarShape.Privacy.SHOWN;

import dev.junctor.core.base.Glob;
import dev.junctor.core.base.Money;
import dev.junctor.core.money.PriceBook;
import dev.junctor.engine.admit.ApiKey;
import dev.junctor.engine.admit.LimitReset;
import dev.junctor.server.config.DeclaredAccount.Balance;
import dev.junctor.server.journal.Durability;
import dev.junctor.server.secret.Secret;
import java.math.BigDecimal;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The keys below {@code accounts}, {@code price_books} and {@code journal}, and the shapes of amounts. */
final class MoneyShapes {
    /** A billion dollars: more is a slip of the pen, and sums of it would not fit. */
    private static final long MOST_USD = 1_000_000_000;

    private static final long MOST_MARGIN_USD = 1_000_000;
    private static final long MOST_MARGIN_PERCENT = 100_000;
    private static final int USD_DECIMALS = 9;
    private static final int PERCENT_DECIMALS = 4;
    private static final long MOST_DAYS = 36_500;
    private static final String ID_PATTERN = "[a-z0-9][a-z0-9._-]{0,63}";
    private static final String ID_EXPECTED =
            "1 to 64 lower-case letters, digits, dots, dashes and underscores as acme-inc";

    // keys

    static final Key<String> ACCOUNT =
            Key.optional(
                    "account",
                    id(),
                    ApiKey.DEFAULT_ACCOUNT,
                    "Id of the account that pays; default when left out.");
    static final Key<LimitReset> LIMIT_RESET =
            Key.optional(
                    "limit_reset",
                    Shapes.oneOf(
                            Map.of(
                                    "never", LimitReset.NEVER,
                                    "daily", LimitReset.DAILY,
                                    "weekly", LimitReset.WEEKLY,
                                    "monthly", LimitReset.MONTHLY)),
                    LimitReset.NEVER,
                    "When limit_usd begins anew, at midnight in UTC, weeks on Monday; never when "
                            + "left out.");

    // accounts

    private static final Key<String> ACCOUNT_ID =
            Key.required(
                    "id",
                    id(),
                    "Its id, as keys and price books name it.",
                    "write an id as acme-inc");
    private static final Key<String> ACCOUNT_NAME =
            Key.optional(
                    "name", Shapes.text("a name"), "", "A name for people; the id when left out.");
    private static final Key<Balance> BALANCE =
            Key.required(
                    "balance",
                    Shapes.oneOf(
                            Map.of("unlimited", Balance.UNLIMITED, "prepaid", Balance.PREPAID)),
                    "prepaid: it spends what was paid in and its credit line; unlimited: only its "
                            + "keys' limits hold.",
                    "write prepaid or unlimited");
    private static final Key<Money> CREDIT_LINE =
            Key.optional(
                    "credit_line_usd",
                    usd(),
                    Money.ZERO,
                    "How far a prepaid balance may fall below zero, in US dollars; 0 when left out.");

    private static final Shape<DeclaredAccount> DECLARED_ACCOUNT =
            new Group<>(
                    "an account",
                    List.of(ACCOUNT_ID, ACCOUNT_NAME, BALANCE, CREDIT_LINE),
                    MoneyShapes::account);

    static final Key<List<DeclaredAccount>> ACCOUNTS =
            Key.optional(
                    "accounts",
                    Shapes.listOf(DECLARED_ACCOUNT),
                    List.of(),
                    "Who pays; the account default is always there, unlimited where it is not "
                            + "declared.");

    // price books

    private static final Key<String> BOOK_NAME =
            Key.required("name", id(), "Its name, unique.", "write a name as resale-2027");
    private static final Key<List<String>> BOOK_ACCOUNTS =
            Key.optional(
                    "accounts",
                    Shapes.listOf(id()),
                    List.of(),
                    "Ids of the accounts that it is for; all when left out.");
    private static final Key<List<Glob>> BOOK_PROVIDERS =
            Key.optional(
                    "providers",
                    globs("a provider's slug, * for any characters, as openai or my-*"),
                    List.of(),
                    "Providers that it is for; all when left out.");
    private static final Key<List<Glob>> BOOK_MODELS =
            Key.optional(
                    "models",
                    globs("a model's id, * for any characters, as acme/*"),
                    List.of(),
                    "Models that it is for; all when left out.");
    private static final Key<Long> MARGIN =
            Key.optional(
                    "margin_percent",
                    percent(-100, MOST_MARGIN_PERCENT),
                    0L,
                    "Added to the provider's price, in percent of it; negative for a discount.");
    private static final Key<Long> MARGIN_PER_MILLION =
            Key.optional(
                    "margin_usd_per_million",
                    Shapes.map(
                            usd(-MOST_MARGIN_USD, MOST_MARGIN_USD, "0.5 or -0.25"),
                            Money::nanoDollars),
                    0L,
                    "Added for each million tokens, in US dollars.");
    private static final Key<Long> FEE =
            Key.optional(
                    "fee_percent",
                    percent(0, 100),
                    0L,
                    "Taken where the customer's own key at the provider is used, in percent of the "
                            + "provider's price.");
    private static final Key<Long> REQUESTS_PER_DAY =
            Key.optional(
                    "requests_per_day",
                    Shapes.count(1, 1_000_000_000),
                    0L,
                    "How many requests an account has under it on a day in UTC; no limit when left "
                            + "out.");
    private static final Key<Long> FROM =
            Key.optional(
                    "from", moment(), Long.MIN_VALUE, "When it begins; at once when left out.");
    private static final Key<Long> TO =
            Key.optional("to", moment(), Long.MAX_VALUE, "When it ends; never when left out.");

    private static final Shape<PriceBook> PRICE_BOOK =
            new Group<>(
                    "a price book",
                    List.of(
                            BOOK_NAME,
                            BOOK_ACCOUNTS,
                            BOOK_PROVIDERS,
                            BOOK_MODELS,
                            MARGIN,
                            MARGIN_PER_MILLION,
                            FEE,
                            REQUESTS_PER_DAY,
                            FROM,
                            TO),
                    MoneyShapes::book);

    static final Key<List<PriceBook>> PRICE_BOOKS =
            Key.optional(
                    "price_books",
                    Shapes.listOf(PRICE_BOOK),
                    List.of(),
                    "What is charged on top of the providers' prices; the first that covers an "
                            + "answer counts.");

    // the store

    static final Key<Durability> DURABILITY =
            Key.optional(
                    "durability",
                    Shapes.oneOf(
                            Map.of(
                                    "charge", Durability.CHARGE,
                                    "database", Durability.DATABASE,
                                    "relaxed", Durability.RELAXED)),
                    Durability.CHARGE,
                    "What the last byte of a charged answer waits for: its charge in the journal "
                            + "(charge), in the database (database), or nothing (relaxed).");
    static final Key<Secret> DATABASE =
            Key.optional(
                    "database",
                    database(),
                    Secret.NONE,
                    "A PostgreSQL database as postgres://user:password@host/name; SQLite in the "
                            + "data folder when left out.");
    static final Key<Long> RETENTION_DAYS =
            Key.optional(
                    "retention_days",
                    Shapes.count(0, MOST_DAYS),
                    0L,
                    "How many days records are kept; 0, as when left out, for ever. Sums and the "
                            + "books stay.");

    private static final Key<Long> MAX_BYTES =
            Key.optional(
                    "max_bytes",
                    Shapes.count(64L << 20, 1L << 40),
                    JournalBounds.DEFAULT.maxBytes(),
                    "Bytes of charges that are not yet in the database; beyond it no new requests "
                            + "are taken. "
                            + JournalBounds.DEFAULT.maxBytes()
                            + " when left out.");

    static final Key<JournalBounds> JOURNAL =
            Key.optional(
                    "journal",
                    new Group<>(
                            "the journal",
                            List.of(MAX_BYTES),
                            values -> new JournalBounds(values.get(MAX_BYTES))),
                    JournalBounds.DEFAULT,
                    "The journal of charges in the data folder.");

    private MoneyShapes() {}

    private static DeclaredAccount account(Values values) {
        String id = values.get(ACCOUNT_ID);
        String name = values.get(ACCOUNT_NAME);
        return new DeclaredAccount(
                id, name.isEmpty() ? id : name, values.get(BALANCE), values.get(CREDIT_LINE));
    }

    private static PriceBook book(Values values) {
        return new PriceBook(
                values.get(BOOK_NAME),
                values.get(BOOK_ACCOUNTS),
                values.get(BOOK_PROVIDERS),
                values.get(BOOK_MODELS),
                values.get(MARGIN),
                values.get(MARGIN_PER_MILLION),
                values.get(FEE),
                values.get(REQUESTS_PER_DAY),
                values.get(FROM),
                values.get(TO));
    }

    private static Shape<String> id() {
        return Shapes.text(ID_EXPECTED, ID_PATTERN);
    }

    private static Shape<List<Glob>> globs(String expected) {
        return Shapes.listOf(
                Shapes.map(Shapes.text(expected, "[A-Za-z0-9*._/-]{1,200}"), Glob::new));
    }

    /** An amount from 0 to a billion US dollars, exact. */
    static ScalarShape<Money> usd() {
        return usd(0, MOST_USD, "5 or 0.25");
    }

    private static ScalarShape<Money> usd(long least, long most, String examples) {
        return new ScalarShape<>(
                Set.of(Node.Type.NUMBER),
                "an amount in US dollars as %s, from %d to %d, with at most nine decimals"
                        .formatted(examples, least, most),
                SHOWN,
                text -> Money.ofUsd(bounded(text, least, most, USD_DECIMALS)),
                schema -> schema.put("type", "number").put("minimum", least).put("maximum", most));
    }

    /** Percent as millionths. */
    private static ScalarShape<Long> percent(long least, long most) {
        return new ScalarShape<>(
                Set.of(Node.Type.NUMBER),
                "percent as 20 or 2.5, from %d to %d, with at most four decimals"
                        .formatted(least, most),
                SHOWN,
                text ->
                        bounded(text, least, most, PERCENT_DECIMALS)
                                .movePointRight(PERCENT_DECIMALS)
                                .longValueExact(),
                schema -> schema.put("type", "number").put("minimum", least).put("maximum", most));
    }

    private static BigDecimal bounded(String text, long least, long most, int decimals) {
        BigDecimal value = Shapes.decimal(text);
        Shapes.check(value.stripTrailingZeros().scale() <= decimals);
        Shapes.check(value.compareTo(BigDecimal.valueOf(least)) >= 0);
        Shapes.check(value.compareTo(BigDecimal.valueOf(most)) <= 0);
        return value;
    }

    /** A day or a time in UTC, in milliseconds since 1970. */
    static Shape<Long> moment() {
        return new ScalarShape<>(
                Set.of(Node.Type.TEXT),
                "a day as 2027-01-31 or a time as 2027-01-31T12:00:00Z, in UTC",
                SHOWN,
                MoneyShapes::epochMillis,
                schema ->
                        schema.put("type", "string")
                                .put("pattern", "^[0-9]{4}-[0-9]{2}-[0-9]{2}(T.+Z)?$"));
    }

    private static long epochMillis(String text) {
        try {
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli()
                    : Instant.parse(text).toEpochMilli();
        } catch (DateTimeException e) {
            throw new IllegalArgumentException(e);
        }
    }

    /** The URL of a database, which has a password in it. */
    static ScalarShape<Secret> database() {
        return new ScalarShape<>(
                Set.of(Node.Type.TEXT),
                "the URL of a PostgreSQL database as postgres://user:password@host:5432/name",
                HIDDEN,
                text -> {
                    URI uri = URI.create(text);
                    Shapes.check(
                            "postgres".equals(uri.getScheme())
                                    || "postgresql".equals(uri.getScheme()));
                    Shapes.check(uri.getHost() != null && uri.getRawFragment() == null);
                    Shapes.check(uri.getPath() != null && uri.getPath().length() > 1);
                    return Secret.of(text);
                },
                schema ->
                        schema.put("type", "string").put("pattern", "^postgres(ql)?://[^ /]+/.+$"));
    }
}
