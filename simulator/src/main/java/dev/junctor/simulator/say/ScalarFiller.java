package dev.junctor.simulator.say;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.List;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Strings and numbers that are valid for a schema. */
final class ScalarFiller {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final BigDecimal SPAN = BigDecimal.valueOf(100);
    private static final int LONGEST = 240;
    private static final int LONGEST_PADDED = 100_000;

    private final Topic topic;
    private final Chance chance;

    ScalarFiller(Topic topic, Chance chance) {
        this.topic = topic;
        this.chance = chance;
    }

    JsonNode integer(JsonNode schema) {
        Range range = Range.of(schema);
        BigDecimal step = range.step().signum() > 0 ? range.step() : BigDecimal.ONE;
        BigDecimal whole = step.stripTrailingZeros().scale() > 0 ? BigDecimal.ONE : step;
        return JSON.numberNode(stepped(range, whole).toBigInteger());
    }

    JsonNode number(JsonNode schema) {
        Range range = Range.of(schema);
        if (range.step().signum() > 0) {
            return JSON.numberNode(stepped(range, range.step()));
        }
        for (BigDecimal said : topic.numbers()) {
            if (range.has(said)) {
                return JSON.numberNode(said);
            }
        }
        BigDecimal width = range.high().subtract(range.low());
        BigDecimal drawn =
                range.low()
                        .add(width.multiply(BigDecimal.valueOf(chance.unit())))
                        .setScale(2, RoundingMode.HALF_EVEN);
        BigDecimal middle = range.low().add(width.divide(BigDecimal.TWO));
        return JSON.numberNode(range.has(drawn) ? drawn : middle);
    }

    private BigDecimal stepped(Range range, BigDecimal step) {
        for (BigDecimal said : topic.numbers()) {
            if (range.has(said) && said.remainder(step).signum() == 0) {
                return said;
            }
        }
        BigInteger first = range.low().divide(step, 0, RoundingMode.CEILING).toBigInteger();
        BigInteger last = range.high().divide(step, 0, RoundingMode.FLOOR).toBigInteger();
        if (!range.has(new BigDecimal(first).multiply(step))) {
            first = first.add(BigInteger.ONE);
        }
        if (!range.has(new BigDecimal(last).multiply(step))) {
            last = last.subtract(BigInteger.ONE);
        }
        int width = last.subtract(first).min(BigInteger.valueOf(1_000)).intValue();
        BigInteger drawn = first.add(BigInteger.valueOf(chance.below(Math.max(1, width + 1))));
        return new BigDecimal(drawn).multiply(step);
    }

    private record Range(
            BigDecimal low, BigDecimal high, Ends lowEnd, Ends highEnd, BigDecimal step) {
        enum Ends {
            IN,
            OUT
        }

        static Range of(JsonNode schema) {
            JsonNode step = usable(schema.path("multipleOf"));
            JsonNode outLow = usable(schema.path("exclusiveMinimum"));
            JsonNode outHigh = usable(schema.path("exclusiveMaximum"));
            JsonNode min = outLow.isNumber() ? outLow : usable(schema.path("minimum"));
            JsonNode max = outHigh.isNumber() ? outHigh : usable(schema.path("maximum"));
            BigDecimal low =
                    min.isNumber()
                            ? min.decimalValue()
                            : max.isNumber()
                                    ? max.decimalValue().subtract(SPAN).min(BigDecimal.ZERO)
                                    : BigDecimal.ONE;
            BigDecimal high = max.isNumber() ? max.decimalValue() : low.add(SPAN);
            return new Range(
                    low,
                    high,
                    outLow.isNumber() || outLow.asBoolean(false) ? Ends.OUT : Ends.IN,
                    outHigh.isNumber() || outHigh.asBoolean(false) ? Ends.OUT : Ends.IN,
                    step.isNumber() ? step.decimalValue() : BigDecimal.ZERO);
        }

        /** A number that can be reckoned with; others count as absent. */
        private static JsonNode usable(JsonNode bound) {
            double size = bound.isNumber() ? Math.abs(bound.asDouble()) : 0;
            boolean fits = size == 0 || (size < 1e30 && size > 1e-30);
            return fits ? bound : JSON.missingNode();
        }

        boolean has(BigDecimal value) {
            int above = value.compareTo(low);
            int below = value.compareTo(high);
            return (above > 0 || (above == 0 && lowEnd == Ends.IN))
                    && (below < 0 || (below == 0 && highEnd == Ends.IN));
        }
    }

    JsonNode string(JsonNode schema, String name) {
        int least = schema.path("minLength").asInt(0);
        int most = schema.path("maxLength").asInt(LONGEST);
        JsonNode pattern = schema.path("pattern");
        if (pattern.isString()) {
            String matching = PatternFiller.fill(pattern.stringValue(), least, most, chance);
            if (!matching.isEmpty()) {
                return JSON.stringNode(matching);
            }
        }
        String format = schema.path("format").asString("");
        String text = format.isEmpty() ? plain(name) : formatted(format, name);
        return JSON.stringNode(fitted(text, least, Math.max(least, most)));
    }

    private String formatted(String format, String name) {
        return switch (format) {
            case "date" -> date();
            case "time" -> time() + "Z";
            case "date-time" -> date() + "T" + time() + "Z";
            case "duration" -> "PT" + chance.between(1, 59) + "M";
            case "email", "idn-email" -> "ada.lovelace@example.com";
            case "uri", "url", "uri-reference", "iri" ->
                    "https://example.com/" + chance.letters(6).toLowerCase(Locale.ROOT);
            case "hostname" -> "host-" + chance.between(1, 99) + ".example.com";
            case "ipv4" -> "192.0.2." + chance.between(1, 254);
            case "ipv6" -> "2001:db8::" + chance.between(1, 99);
            case "uuid" -> uuid();
            default -> plain(name);
        };
    }

    private String date() {
        return "2026-%02d-%02d".formatted(chance.between(1, 12), chance.between(1, 28));
    }

    private String time() {
        return "%02d:%02d:00".formatted(chance.below(24), chance.below(60));
    }

    private String uuid() {
        StringBuilder hex = new StringBuilder(36);
        for (int i = 0; i < 32; i++) {
            if (i == 8 || i == 12 || i == 16 || i == 20) {
                hex.append('-');
            }
            int digit = i == 12 ? 4 : i == 16 ? 8 + chance.below(4) : chance.below(16);
            hex.append(Character.forDigit(digit, 16));
        }
        return hex.toString();
    }

    /** A string for a field that says by its name alone what it wants. */
    private String plain(String name) {
        String field = name.toLowerCase(Locale.ROOT);
        if (has(field, "date", "day")) {
            return date();
        }
        if (has(field, "email")) {
            return "ada.lovelace@example.com";
        }
        if (has(field, "url", "link", "uri")) {
            return "https://example.com/";
        }
        if (has(field, "query", "question", "prompt", "text", "message", "search", "expression")) {
            return topic.excerpt().isEmpty() ? "simulated" : topic.excerpt();
        }
        if (has(field, "city", "location", "place", "country", "destination", "origin")) {
            return name("Paris");
        }
        if (has(field, "name", "title", "author", "person")) {
            return name("Ada Lovelace");
        }
        return topic.words().isEmpty() ? "simulated" : "simulated " + chance.pick(topic.words());
    }

    private String name(String otherwise) {
        return topic.names().isEmpty() ? otherwise : chance.pick(topic.names());
    }

    private static boolean has(String field, String... parts) {
        return List.of(parts).stream().anyMatch(field::contains);
    }

    private static String fitted(String text, int least, int most) {
        int points = text.codePointCount(0, text.length());
        if (points > most) {
            return text.substring(0, text.offsetByCodePoints(0, most));
        }
        int missing = Math.min(least, LONGEST_PADDED) - points;
        return missing > 0 ? text + "x".repeat(missing) : text;
    }
}
