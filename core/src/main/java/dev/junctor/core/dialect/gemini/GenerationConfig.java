package dev.junctor.core.dialect.gemini;

import dev.junctor.core.dialect.BodyFields;
import dev.junctor.core.dialect.Rule;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.json.Cursor;
import dev.junctor.core.json.Field;
import dev.junctor.core.json.Kind;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * {@code generationConfig} of a request, as places in its body.
 *
 * @param fields in order; empty when it is absent
 * @param from offset of its opening bracket; −1 when it is absent
 */
record GenerationConfig(List<Field> fields, int from) {
    static final GenerationConfig NONE = new GenerationConfig(List.of(), -1);

    private static final long MOST = Integer.MAX_VALUE;

    private static final Map<String, Rule> RULES =
            rules(
                    Map.ofEntries(
                            Map.entry(
                                    "temperature", new Rule.Between(0, 2, "a number from 0 to 2")),
                            Map.entry("topP", new Rule.Between(0, 1, "a number from 0 to 1")),
                            Map.entry("topK", new Rule.Between(0, MOST, "a number, at least 0")),
                            Map.entry(
                                    "candidateCount",
                                    new Rule.Whole(1, 128, "a whole number, at least 1")),
                            Map.entry(
                                    "maxOutputTokens",
                                    new Rule.Whole(
                                            0, MOST, "a whole number of tokens, at least 0")),
                            Map.entry(
                                    "stopSequences",
                                    new Rule.Strings(
                                            Rule.Strings.Alone.REFUSED, "an array of strings")),
                            Map.entry("thinkingConfig", Rule.kind("an object", Kind.OBJECT))));

    private static Map<String, Rule> rules(Map<String, Rule> camel) {
        Map<String, Rule> both = new HashMap<>(camel);
        camel.forEach((name, rule) -> both.put(RequestNames.snake(name), rule));
        return Map.copyOf(both);
    }

    /** That of a request with these fields. */
    static GenerationConfig of(List<Field> all, byte[] body) {
        for (Field field : all) {
            if (Spelling.is(field.name(), RequestNames.CONFIG)
                    && Kind.of(body[field.from()]) == Kind.OBJECT) {
                return new GenerationConfig(inside(body, field), field.from());
            }
        }
        return NONE;
    }

    private static List<Field> inside(byte[] body, Field field) {
        List<Field> fields = new ArrayList<>();
        Cursor cursor = Cursor.trusted(body, field.from(), field.to());
        while (cursor.next() && cursor.end() > 0) {
            String name =
                    new String(
                            body,
                            cursor.nameFrom() + 1,
                            cursor.nameTo() - cursor.nameFrom() - 2,
                            StandardCharsets.UTF_8);
            fields.add(new Field(name, cursor.nameFrom(), cursor.from(), cursor.end()));
        }
        return fields;
    }

    /** What is wrong with it. */
    Optional<Fault> fault(byte[] body) {
        return twice(fields)
                .map(name ->
                        Fault.invalid(
                                name,
                                RequestNames.CONFIG + " has " + name + " twice; send it once."))
                .or(() -> Rule.check(RULES, fields, body));
    }

    /** A name that stands twice, in whatever spelling: two readers could see two requests. */
    static Optional<String> twice(List<Field> fields) {
        Set<String> seen = new HashSet<>();
        for (Field field : fields) {
            if (!seen.add(RequestNames.snake(field.name()))) {
                return Optional.of(field.name());
            }
        }
        return Optional.empty();
    }

    /** Its fields by name. */
    BodyFields read(byte[] body) {
        return new BodyFields(fields, body);
    }
}
