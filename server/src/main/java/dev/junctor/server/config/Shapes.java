package dev.junctor.server.config;

import static dev.junctor.server.config.ScalarShape.Privacy.HIDDEN;
import static dev.junctor.server.config.ScalarShape.Privacy.SHOWN;

import dev.junctor.core.base.Nearest;
import dev.junctor.server.secret.Secret;
import java.math.BigDecimal;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The shapes that values of the configuration have. */
final class Shapes {
    private static final Set<Node.Type> TEXT = Set.of(Node.Type.TEXT);
    private static final Set<Node.Type> NUMBER = Set.of(Node.Type.NUMBER);
    private static final String DURATION_PATTERN = "^[1-9][0-9]{0,9}(ms|s|m|h)$";
    private static final String NO_DURATION = "0s";
    private static final Pattern DURATION = Pattern.compile("([1-9][0-9]{0,9})(ms|s|m|h)");

    private Shapes() {}

    /** Text that is not empty. */
    static ScalarShape<String> text(String expected) {
        return new ScalarShape<>(
                TEXT,
                expected,
                SHOWN,
                Shapes::nonBlank,
                schema -> schema.put("type", "string").put("minLength", 1));
    }

    /** Text of a pattern, which matches the whole of it. */
    static ScalarShape<String> text(String expected, String pattern) {
        Pattern whole = Pattern.compile(pattern);
        return new ScalarShape<>(
                TEXT,
                expected,
                SHOWN,
                text -> {
                    check(whole.matcher(text).matches());
                    return text;
                },
                schema -> schema.put("type", "string").put("pattern", "^(" + pattern + ")$"));
    }

    /** A key or a header's value: printable ASCII without spaces at its ends. */
    static ScalarShape<Secret> secret(String expected) {
        String pattern = "[!-~]([ -~]*[!-~])?";
        Pattern whole = Pattern.compile(pattern);
        return new ScalarShape<>(
                TEXT,
                expected,
                HIDDEN,
                text -> {
                    check(whole.matcher(text).matches());
                    return Secret.of(text);
                },
                schema -> schema.put("type", "string").put("pattern", "^" + pattern + "$"));
    }

    /** A duration with its unit. */
    static ScalarShape<Duration> duration() {
        return new ScalarShape<>(
                TEXT,
                "a duration as 5s, 500ms, 2m or 1h, 24h at most",
                SHOWN,
                Shapes::duration,
                schema -> schema.put("type", "string").put("pattern", DURATION_PATTERN));
    }

    /** A duration with its unit, or none at all. */
    static ScalarShape<Duration> durationOrNone() {
        return new ScalarShape<>(
                TEXT,
                "a duration as 5s, 500ms, 2m or 1h, 24h at most, or 0s",
                SHOWN,
                text -> text.equals(NO_DURATION) ? Duration.ZERO : duration(text),
                schema ->
                        schema.put("type", "string")
                                .put("pattern", "^(0s|[1-9][0-9]{0,9}(ms|s|m|h))$"));
    }

    private static Duration duration(String text) {
        Matcher parts = DURATION.matcher(text);
        check(parts.matches());
        long count = Long.parseLong(parts.group(1));
        Duration duration =
                switch (parts.group(2)) {
                    case "ms" -> Duration.ofMillis(count);
                    case "s" -> Duration.ofSeconds(count);
                    case "m" -> Duration.ofMinutes(count);
                    default -> Duration.ofHours(count);
                };
        check(duration.compareTo(Duration.ofHours(24)) <= 0);
        return duration;
    }

    /** A share from 0 to 1. */
    static ScalarShape<Double> ratio() {
        return new ScalarShape<>(
                NUMBER,
                "a number from 0 to 1",
                SHOWN,
                text -> {
                    BigDecimal ratio = decimal(text);
                    check(ratio.signum() >= 0 && ratio.compareTo(BigDecimal.ONE) <= 0);
                    return ratio.doubleValue();
                },
                schema -> schema.put("type", "number").put("minimum", 0).put("maximum", 1));
    }

    /** A whole number between two, inclusive. */
    static ScalarShape<Long> count(long least, long most) {
        return new ScalarShape<>(
                NUMBER,
                "a whole number from " + least + " to " + most,
                SHOWN,
                text -> {
                    long count = decimal(text).longValueExact();
                    check(count >= least && count <= most);
                    return count;
                },
                schema -> schema.put("type", "integer").put("minimum", least).put("maximum", most));
    }

    /**
     * A number of a sensible size, exact.
     *
     * @throws IllegalArgumentException when it is none
     */
    static BigDecimal decimal(String text) {
        check(text.length() <= 40); // 1e999999999 would be a large number
        BigDecimal value = new BigDecimal(text.replace("_", ""));
        check(Math.abs((long) value.scale()) <= 40);
        return value;
    }

    /** {@code true} or {@code false}, each with its meaning. */
    static <T> ScalarShape<T> flag(T whenTrue, T whenFalse) {
        return new ScalarShape<>(
                Set.of(Node.Type.FLAG),
                "true or false",
                SHOWN,
                text -> {
                    check(text.equals("true") || text.equals("false"));
                    return text.equals("true") ? whenTrue : whenFalse;
                },
                schema -> schema.put("type", "boolean"));
    }

    /** One of some words, each with its meaning. */
    static <T> Shape<T> oneOf(Map<String, T> words) {
        return new Choice<>(words);
    }

    /** An address of this machine with a port. */
    static ScalarShape<ListenAddress> listenAddress() {
        return new ScalarShape<>(
                TEXT,
                "an address with a port as 127.0.0.1:8080 or [::1]:8080",
                SHOWN,
                ListenAddress::parse,
                schema -> schema.put("type", "string").put("pattern", "^.+:[0-9]{1,5}$"));
    }

    /** An absolute http or https URL; a slash at its end is taken off. */
    static ScalarShape<String> url() {
        return new ScalarShape<>(
                TEXT,
                "a URL as https://api.example.com/v1",
                SHOWN,
                text -> {
                    URI uri = URI.create(text);
                    check(uri.getHost() != null || uri.getRawAuthority() != null);
                    check("http".equals(uri.getScheme()) || "https".equals(uri.getScheme()));
                    check(uri.getRawUserInfo() == null && uri.getRawFragment() == null);
                    check(uri.getRawQuery() == null);
                    return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
                },
                schema -> schema.put("type", "string").put("pattern", "^https?://[^ ]+$"));
    }

    /** The URL of an HTTP proxy, which may have a name and a password. */
    static ScalarShape<UpstreamProxy> proxy() {
        return new ScalarShape<>(
                TEXT,
                "the URL of an HTTP proxy as http://proxy.example:3128 or "
                        + "http://name:password@proxy.example:3128, with %40 for @ and the like in"
                        + " name and password",
                HIDDEN,
                UpstreamProxy.Http::parse,
                schema -> schema.put("type", "string").put("pattern", "^http://[^ ]+$"));
    }

    /** A list. */
    static <T> Shape<List<T>> listOf(Shape<T> item) {
        return new ListShape<>(item);
    }

    /** An object whose keys are chosen by whoever writes it, but of a pattern. */
    static <T> Shape<Map<String, T>> mapOf(String keyPattern, String keyExpected, Shape<T> value) {
        return new MapShape<>(Pattern.compile(keyPattern), keyExpected, value);
    }

    /** What another shape reads, made into something else. */
    static <A, B> Shape<B> map(Shape<A> shape, Function<A, B> made) {
        return new Shape<>() {
            @Override
            public Optional<B> read(Node node, Place place) {
                return shape.read(node, place).map(made);
            }

            @Override
            public ObjectNode schema() {
                return shape.schema();
            }
        };
    }

    private static String nonBlank(String text) {
        check(!text.isBlank());
        return text;
    }

    /** Throws when a value is not as expected; the shape says what is. */
    static void check(boolean expected) {
        if (!expected) {
            throw new IllegalArgumentException();
        }
    }

    private record Choice<T>(Map<String, T> words) implements Shape<T> {
        Choice {
            words = new LinkedHashMap<>(words);
        }

        @Override
        public Optional<T> read(Node node, Place place) {
            List<String> known = words.keySet().stream().sorted().toList();
            if (!(node instanceof Node.Scalar scalar)) {
                place.problem(
                        node.line(),
                        "must be one of " + String.join(", ", known) + "; it is " + node.kind());
                return Optional.empty();
            }
            Optional<T> value = Optional.ofNullable(words.get(scalar.text()));
            if (value.isEmpty()) {
                String nearest =
                        Nearest.to(scalar.text(), known)
                                .map(word -> ": did you mean " + word + "?")
                                .orElse("");
                place.problem(
                        node.line(),
                        "must be one of "
                                + String.join(", ", known)
                                + "; it is "
                                + scalar.shown()
                                + nearest);
            }
            return value;
        }

        @Override
        public ObjectNode schema() {
            ObjectNode either = JsonNodeFactory.instance.objectNode();
            var any = either.putArray("anyOf");
            var words = any.addObject().putArray("enum");
            this.words.keySet().stream().sorted().forEach(words::add);
            any.addObject().put("$ref", "#/$defs/" + ConfigSchema.VARIABLE);
            return either;
        }
    }

    private record ListShape<T>(Shape<T> item) implements Shape<List<T>> {
        @Override
        public Optional<List<T>> read(Node node, Place place) {
            if (!(node instanceof Node.Items items)) {
                place.problem(node.line(), "must be a list; it is " + node.kind());
                return Optional.empty();
            }
            List<T> values = new ArrayList<>();
            for (int i = 0; i < items.items().size(); i++) {
                item.readUnlessLost(items.items().get(i), place.at(i)).ifPresent(values::add);
            }
            return values.size() == items.items().size()
                    ? Optional.of(List.copyOf(values))
                    : Optional.empty();
        }

        @Override
        public ObjectNode schema() {
            ObjectNode schema = JsonNodeFactory.instance.objectNode();
            schema.put("type", "array");
            schema.set("items", item.schema());
            return schema;
        }
    }

    private record MapShape<T>(Pattern keyPattern, String keyExpected, Shape<T> value)
            implements Shape<Map<String, T>> {
        @Override
        public Optional<Map<String, T>> read(Node node, Place place) {
            if (!(node instanceof Node.Fields fields)) {
                place.problem(node.line(), "must be an object; it is " + node.kind());
                return Optional.empty();
            }
            Map<String, T> values = new LinkedHashMap<>();
            fields.fields()
                    .forEach((key, child) -> {
                        if (!keyPattern.matcher(key).matches()) {
                            place.at(key).problem(child.line(), keyExpected);
                            return;
                        }
                        Node given =
                                child instanceof Node.Nothing
                                        ? new Node.Fields(child.line(), Map.of())
                                        : child;
                        value.readUnlessLost(given, place.at(key))
                                .ifPresent(read -> values.put(key, read));
                    });
            return values.size() == fields.fields().size() ? Optional.of(values) : Optional.empty();
        }

        @Override
        public ObjectNode schema() {
            ObjectNode schema = JsonNodeFactory.instance.objectNode();
            schema.put("type", "object");
            schema.putObject("propertyNames").put("pattern", "^(" + keyPattern.pattern() + ")$");
            schema.set("additionalProperties", value.schema());
            return schema;
        }
    }
}
