package dev.junctor.server.store;

import dev.junctor.core.base.Glob;
import dev.junctor.core.base.Nearest;
import dev.junctor.core.money.PriceBook;
import java.math.BigDecimal;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** A price book as JSON: as the API shows and takes it, and as the store keeps it. */
public final class PriceBookDocument {
    private static final String NAME = "name";
    private static final String ACCOUNTS = "accounts";
    private static final String PROVIDERS = "providers";
    private static final String MODELS = "models";
    private static final String MARGIN = "margin_percent";
    private static final String MARGIN_PER_MILLION = "margin_usd_per_million";
    private static final String FEE = "fee_percent";
    private static final String REQUESTS = "requests_per_day";
    private static final String FROM = "from";
    private static final String TO = "to";
    private static final List<String> FIELDS =
            List.of(
                    NAME,
                    ACCOUNTS,
                    PROVIDERS,
                    MODELS,
                    MARGIN,
                    MARGIN_PER_MILLION,
                    FEE,
                    REQUESTS,
                    FROM,
                    TO);

    private static final Pattern ID = Pattern.compile("[a-z0-9][a-z0-9._-]{0,63}");
    private static final Pattern GLOB = Pattern.compile("[A-Za-z0-9*._/-]{1,200}");
    private static final int PERCENT_DECIMALS = 4;
    private static final int USD_DECIMALS = 9;
    private static final int MOST_ITEMS = 1_000;

    private PriceBookDocument() {}

    /** Says which field of a document is wrong and what it must be. */
    public static final class Wrong extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String field;
        private final String remedy;

        Wrong(String field, String remedy) {
            super(field + ": " + remedy, null, false, false);
            this.field = field;
            this.remedy = remedy;
        }

        /** What it must be. */
        public String remedy() {
            return remedy;
        }

        /** The field. */
        public String field() {
            return field;
        }
    }

    /** All fields; {@code null} for a beginning or end that is not set. */
    public static ObjectNode write(PriceBook book) {
        ObjectNode document = JsonNodeFactory.instance.objectNode();
        document.put(NAME, book.name());
        texts(document.putArray(ACCOUNTS), book.accounts());
        texts(document.putArray(PROVIDERS), patterns(book.providers()));
        texts(document.putArray(MODELS), patterns(book.models()));
        document.set(MARGIN, decimal(book.marginPpm(), PERCENT_DECIMALS));
        document.set(MARGIN_PER_MILLION, decimal(book.marginNanosPerMillion(), USD_DECIMALS));
        document.set(FEE, decimal(book.feePpm(), PERCENT_DECIMALS));
        document.put(REQUESTS, book.requestsPerDay());
        moment(document, FROM, book.fromMillis(), Long.MIN_VALUE);
        moment(document, TO, book.toMillis(), Long.MAX_VALUE);
        return document;
    }

    /** A whole number of {@code 10^-decimals} as a number without trailing zeros. */
    public static JsonNode decimal(long units, int decimals) {
        BigDecimal value = BigDecimal.valueOf(units, decimals).stripTrailingZeros();
        return JsonNodeFactory.instance.numberNode(value.scale() < 0 ? value.setScale(0) : value);
    }

    private static List<String> patterns(List<Glob> globs) {
        return globs.stream().map(Glob::pattern).toList();
    }

    private static void texts(ArrayNode array, List<String> texts) {
        texts.forEach(array::add);
    }

    private static void moment(ObjectNode document, String field, long millis, long none) {
        if (millis == none) {
            document.putNull(field);
        } else {
            document.put(field, Instant.ofEpochMilli(millis).toString());
        }
    }

    /**
     * Reads a book; fields that are missing or {@code null} say nothing.
     *
     * @param name the book's name, which the document may repeat
     * @throws Wrong when a field is not known or not as it must be
     */
    public static PriceBook read(String name, ObjectNode document) {
        for (String field : document.propertyNames()) {
            if (!FIELDS.contains(field)) {
                throw new Wrong(
                        field,
                        "A price book has no such field."
                                + Nearest.to(field, FIELDS)
                                        .map(near -> " Did you mean \"" + near + "\"?")
                                        .orElse(" It has " + String.join(", ", FIELDS) + "."));
            }
        }
        boolean other = document.has(NAME) && !document.get(NAME).asString("").equals(name);
        if (other || !ID.matcher(name).matches()) {
            throw new Wrong(
                    NAME,
                    "name must be the path's last part: 1 to 64 lower-case letters, digits, dots,"
                            + " dashes and underscores.");
        }
        long from = moment(document, FROM, Long.MIN_VALUE);
        long to = moment(document, TO, Long.MAX_VALUE);
        if (to <= from) {
            throw new Wrong(TO, "to must be after from, else the book would never hold.");
        }
        return new PriceBook(
                name,
                list(document, ACCOUNTS, ID, "ids of accounts"),
                list(document, PROVIDERS, GLOB, "slugs, as openai or my-*").stream()
                        .map(Glob::new)
                        .toList(),
                list(document, MODELS, GLOB, "ids of models, as acme/*").stream()
                        .map(Glob::new)
                        .toList(),
                units(document, MARGIN, -100, 100_000, PERCENT_DECIMALS),
                units(document, MARGIN_PER_MILLION, -1_000_000, 1_000_000, USD_DECIMALS),
                units(document, FEE, 0, 100, PERCENT_DECIMALS),
                units(document, REQUESTS, 0, 1_000_000_000, 0),
                from,
                to);
    }

    private static List<String> list(
            ObjectNode document, String field, Pattern pattern, String expected) {
        JsonNode value = document.path(field);
        List<String> texts = new ArrayList<>();
        if (value.isMissingNode() || value.isNull()) {
            return texts;
        }
        boolean right = value.isArray() && value.size() <= MOST_ITEMS;
        for (JsonNode item : value) {
            right &= item.isString() && pattern.matcher(item.stringValue()).matches();
            texts.add(item.asString(""));
        }
        if (!right) {
            throw new Wrong(
                    field, field + " must be a list of " + expected + "; an empty one is for all.");
        }
        return texts;
    }

    /** A number as a whole number of {@code 10^-decimals}; 0 when it is not there. */
    private static long units(
            ObjectNode document, String field, long least, long most, int decimals) {
        JsonNode value = document.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return 0;
        }
        if (value.isNumber()) {
            BigDecimal number = value.decimalValue();
            if (number.compareTo(BigDecimal.valueOf(least)) >= 0
                    && number.compareTo(BigDecimal.valueOf(most)) <= 0
                    && number.stripTrailingZeros().scale() <= decimals) {
                return number.movePointRight(decimals).longValueExact();
            }
        }
        throw new Wrong(
                field,
                "%s must be a number from %d to %d with at most %d decimals."
                        .formatted(field, least, most, decimals));
    }

    private static long moment(ObjectNode document, String field, long none) {
        JsonNode value = document.path(field);
        if (value.isMissingNode() || value.isNull()) {
            return none;
        }
        try {
            String text = value.asString("");
            return text.length() == 10
                    ? LocalDate.parse(text).atStartOfDay(ZoneOffset.UTC).toInstant().toEpochMilli()
                    : Instant.parse(text).toEpochMilli();
        } catch (DateTimeException | ArithmeticException notAMoment) {
            throw new Wrong(
                    field,
                    field
                            + " must be a day as 2027-01-31 or a time as 2027-01-31T12:00:00Z, in"
                            + " UTC, or null.");
        }
    }
}
