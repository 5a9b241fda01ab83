package dev.junctor.server.api;

import dev.junctor.core.base.Money;
import dev.junctor.core.fault.Fault;
import dev.junctor.engine.admit.ApiKey;
import dev.junctor.engine.admit.LimitReset;
import dev.junctor.engine.admit.Priority;
import dev.junctor.engine.admit.Traffic;
import dev.junctor.server.http.Refused;
import java.time.DateTimeException;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a body says of a key: OpenRouter's fields, and those that are ours: kind, account and traffic. */
final class KeyEdit {
    private static final int LONGEST_NAME = 200;

    /** Fields that OpenRouter has and that mean nothing here; only their empty values are taken. */
    private static final List<String> ELSEWHERE =
            List.of("workspace_id", "creator_user_id", "external");

    private static final List<String> BOTH =
            List.of(
                    "name",
                    "limit",
                    "limit_reset",
                    "expires_at",
                    "include_byok_in_limit",
                    "account",
                    "requests_in_flight",
                    "requests_per_minute",
                    "priority");

    private static final List<String> CREATION = joined(joined(BOTH, List.of("kind")), ELSEWHERE);
    private static final List<String> CHANGE = joined(joined(BOTH, List.of("disabled")), ELSEWHERE);

    private KeyEdit() {}

    /**
     * What is said of a key to be made.
     *
     * @throws Refused when something is wrong
     */
    static UnaryOperator<ApiKey> creation(ObjectNode body, long nowMillis) {
        Body.onlyKnown(body, CREATION);
        if (!body.has("name")) {
            throw wrong("name", "A key needs a name: say what it is for.");
        }
        return read(body, nowMillis);
    }

    /**
     * What is to change of a key.
     *
     * @throws Refused when something is wrong
     */
    static UnaryOperator<ApiKey> change(ObjectNode body, long nowMillis) {
        Body.onlyKnown(body, CHANGE);
        return read(body, nowMillis);
    }

    private static UnaryOperator<ApiKey> read(ObjectNode body, long nowMillis) {
        for (String name : ELSEWHERE) {
            if (body.has(name) && !body.get(name).isNull()) {
                throw wrong(name, name + " is not supported here; leave it out or say null.");
            }
        }
        UnaryOperator<ApiKey> edit = UnaryOperator.identity();
        for (String name : body.propertyNames()) {
            UnaryOperator<ApiKey> before = edit;
            UnaryOperator<ApiKey> next = one(name, body.get(name), nowMillis);
            edit = key -> next.apply(before.apply(key));
        }
        return edit;
    }

    private static UnaryOperator<ApiKey> one(String field, JsonNode value, long nowMillis) {
        return switch (field) {
            case "name" -> {
                String name = name(value);
                yield key -> key.withName(name);
            }
            case "kind" -> {
                ApiKey.Kind kind = kind(value);
                yield key -> key.withKind(kind);
            }
            case "disabled" -> {
                ApiKey.Standing standing =
                        truth(field, value) ? ApiKey.Standing.DISABLED : ApiKey.Standing.ENABLED;
                yield key -> key.withStanding(standing);
            }
            case "account" -> {
                String account = account(value);
                yield key -> key.withAccount(account);
            }
            case "limit" -> {
                Money limit =
                        value.isNull()
                                ? ApiKey.UNLIMITED
                                : Amounts.notNegative(field, value, ", or null for none");
                yield key -> key.withLimit(limit);
            }
            case "limit_reset" -> {
                LimitReset reset = reset(value);
                yield key -> key.withReset(reset);
            }
            case "expires_at" -> {
                long expires = expires(value, nowMillis);
                yield key -> key.withExpiry(expires);
            }
            case "requests_in_flight" -> {
                int most = count(field, value, Traffic.USUAL_IN_FLIGHT);
                yield key -> key.withTraffic(key.traffic().withInFlight(most));
            }
            case "requests_per_minute" -> {
                int most = count(field, value, Traffic.ANY);
                yield key -> key.withTraffic(key.traffic().withPerMinute(most));
            }
            case "priority" -> {
                Priority priority = priority(value);
                yield key -> key.withTraffic(key.traffic().withPriority(priority));
            }
            case "include_byok_in_limit" -> {
                truth(field, value);
                yield UnaryOperator.identity();
            }
            default -> UnaryOperator.identity();
        };
    }

    private static String account(JsonNode value) {
        if (!value.isString() || value.stringValue().isEmpty()) {
            throw wrong(
                    "account", "account must be the id of an account; GET /accounts lists them.");
        }
        return value.stringValue();
    }

    private static LimitReset reset(JsonNode value) {
        if (value.isNull()) {
            return LimitReset.NEVER;
        }
        String reset = value.isString() ? value.stringValue() : "";
        return switch (reset) {
            case "daily" -> LimitReset.DAILY;
            case "weekly" -> LimitReset.WEEKLY;
            case "monthly" -> LimitReset.MONTHLY;
            default ->
                    throw wrong(
                            "limit_reset",
                            "limit_reset must be daily, weekly or monthly, or null for never.");
        };
    }

    private static String name(JsonNode value) {
        String name = value.isString() ? value.stringValue().strip() : "";
        if (name.isEmpty() || name.length() > LONGEST_NAME) {
            throw wrong("name", "name must be a string of 1 to " + LONGEST_NAME + " characters.");
        }
        return name;
    }

    private static ApiKey.Kind kind(JsonNode value) {
        String kind = value.isString() ? value.stringValue() : "";
        return switch (kind) {
            case "inference" -> ApiKey.Kind.INFERENCE;
            case "management" -> ApiKey.Kind.MANAGEMENT;
            default ->
                    throw wrong(
                            "kind",
                            Spelling.value("kind", kind, List.of("inference", "management")));
        };
    }

    private static int count(String field, JsonNode value, int whenNull) {
        if (value.isNull()) {
            return whenNull;
        }
        if (!value.isInt() || value.intValue() < 1) {
            throw wrong(
                    field,
                    field + " must be a whole number from 1, or null for no limit of its own.");
        }
        return value.intValue();
    }

    private static Priority priority(JsonNode value) {
        String word = value.isString() ? value.stringValue() : "";
        return Arrays.stream(Priority.values())
                .filter(priority -> priority.word().equals(word))
                .findAny()
                .orElseThrow(() ->
                        wrong(
                                "priority",
                                Spelling.value(
                                        "priority", word, List.of("high", "normal", "low"))));
    }

    private static boolean truth(String field, JsonNode value) {
        if (!value.isBoolean()) {
            throw wrong(field, field + " must be true or false.");
        }
        return value.booleanValue();
    }

    private static long expires(JsonNode value, long nowMillis) {
        if (value.isNull()) {
            return Long.MAX_VALUE;
        }
        try {
            String text = value.isString() ? value.stringValue().toUpperCase(Locale.ROOT) : "";
            OffsetDateTime end = OffsetDateTime.parse(text);
            long millis = end.toInstant().toEpochMilli();
            if (end.getOffset().equals(ZoneOffset.UTC) && millis > nowMillis) {
                return millis;
            }
        } catch (DateTimeException | ArithmeticException notATime) {
            // told below
        }
        throw wrong(
                "expires_at",
                "expires_at must be a time to come in UTC, as 2030-01-31T00:00:00Z, or null for"
                        + " never.");
    }

    private static Refused wrong(String field, String message) {
        return new Refused(Fault.invalid(field, message));
    }

    private static List<String> joined(List<String> first, List<String> second) {
        return Stream.concat(first.stream(), second.stream()).toList();
    }
}
