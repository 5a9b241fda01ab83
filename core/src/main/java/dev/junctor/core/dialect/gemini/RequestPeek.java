package dev.junctor.core.dialect.gemini;

import dev.junctor.core.catalog.Capability;
import dev.junctor.core.catalog.Modality;
import dev.junctor.core.dialect.BodyFields;
import dev.junctor.core.dialect.BrokenBody;
import dev.junctor.core.dialect.Controls;
import dev.junctor.core.dialect.Envelope;
import dev.junctor.core.dialect.Operation;
import dev.junctor.core.dialect.Peeked;
import dev.junctor.core.dialect.RequestLine;
import dev.junctor.core.dialect.Rule;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.json.Cursor;
import dev.junctor.core.json.Field;
import dev.junctor.core.json.Kind;
import dev.junctor.core.json.Names;
import dev.junctor.core.json.Outline;
import dev.junctor.core.json.Quoted;
import dev.junctor.core.json.Scalars;
import dev.junctor.core.json.Scan;
import dev.junctor.core.json.Scan.Text;
import java.nio.charset.StandardCharsets;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a request's body once and makes its envelope, or says what the caller must change. */
final class RequestPeek {
    private static final Names NAMES = new Names(RequestNames.KNOWN);

    private static final Map<String, Rule> RULES =
            Map.ofEntries(
                    Map.entry(
                            "models",
                            new Rule.Strings(
                                    Rule.Strings.Alone.REFUSED, "an array of names of models")),
                    Map.entry(RequestNames.CONFIG, object()),
                    Map.entry("generation_config", object()),
                    Map.entry("toolConfig", object()),
                    Map.entry("tool_config", object()),
                    Map.entry("tools", Rule.kind("an array", Kind.ARRAY, Kind.OBJECT)),
                    Map.entry("provider", object()),
                    Map.entry("routing", object()),
                    Map.entry("session_id", Rule.kind("a string", Kind.STRING)));

    private RequestPeek() {}

    private static Rule object() {
        return Rule.kind("an object", Kind.OBJECT);
    }

    /** Reads the body from 0 to {@code length}. */
    static Peeked peek(RequestLine line, byte[] body, int length) {
        ContentsWalk contents = new ContentsWalk(body);
        Outline outline =
                Outline.of(
                        body,
                        length,
                        NAMES,
                        (name, bytes, from, limit) ->
                                name.equals("contents")
                                        ? contents.walk(from, limit)
                                        : Scan.value(bytes, from, limit, 1, Text.PROVEN));
        return switch (outline) {
            case Outline.Broken broken -> new Peeked.Refused(BrokenBody.fault(broken));
            case Outline.Fields read -> read(line, read.fields(), body, contents);
        };
    }

    private static Peeked read(
            RequestLine line, List<Field> all, byte[] body, ContentsWalk contents) {
        BodyFields fields = new BodyFields(all, body);
        GenerationConfig config = GenerationConfig.of(all, body);
        String named = line.model().isEmpty() ? fields.string("model") : line.model();
        String model = MethodPath.model(named);
        Optional<Fault> fault =
                GenerationConfig.twice(all)
                        .map(name -> Fault.invalid(name, name + " stands twice; send it once."))
                        .or(() -> Rule.check(RULES, all, body))
                        .or(() -> missing(model, fields))
                        .or(contents::fault)
                        .or(() -> config.fault(body))
                        .or(() -> Controls.check(fields, RequestNames.CONTROLS));
        if (fault.isPresent()) {
            return new Peeked.Refused(fault.get());
        }
        BodyFields settings = config.read(body);
        return new Envelope(
                Operation.CHAT,
                model,
                fields.strings("models"),
                line.delivery(),
                contents.modalities(),
                out(settings),
                needs(settings, body, all),
                settings.whole(Spelling.in(settings, "maxOutputTokens"), 0),
                (int) settings.whole(Spelling.in(settings, "candidateCount"), 1),
                RequestNames.PROMPT.stream()
                        .mapToLong(name -> fields.size(Spelling.in(fields, name)))
                        .sum(),
                all,
                controls(fields, settings));
    }

    private static Optional<Fault> missing(String model, BodyFields fields) {
        if (model.isEmpty() && fields.strings("models").isEmpty()) {
            return Optional.of(
                    Fault.invalid(
                            "model",
                            "The path names no model; name one, as"
                                    + " /models/acme/tiny:generateContent."));
        }
        return fields.has("contents")
                ? Optional.empty()
                : Optional.of(Fault.invalid("contents", "contents is missing."));
    }

    /** The names by which routing knows them in every protocol. */
    private static Map<String, String> controls(BodyFields fields, BodyFields settings) {
        Map<String, String> controls = new HashMap<>(Controls.of(fields, RequestNames.CONTROLS));
        String tier = fields.string(Spelling.in(fields, "serviceTier")).toLowerCase(Locale.ROOT);
        if (!tier.isEmpty()) {
            controls.put("service_tier", Quoted.string(tier.replace("service_tier_", "")));
        }
        if (settings.has("seed")) {
            controls.put("seed", settings.json("seed"));
        }
        return Map.copyOf(controls);
    }

    private static Set<Modality> out(BodyFields settings) {
        Set<Modality> out = EnumSet.of(Modality.TEXT);
        for (String word : settings.strings(Spelling.in(settings, "responseModalities"))) {
            switch (word.toUpperCase(Locale.ROOT)) {
                case "IMAGE" -> out.add(Modality.IMAGE);
                case "AUDIO" -> out.add(Modality.AUDIO);
                case "VIDEO" -> out.add(Modality.VIDEO);
                default -> {}
            }
        }
        return out;
    }

    private static Set<Capability> needs(BodyFields settings, byte[] body, List<Field> all) {
        Set<Capability> needs = EnumSet.noneOf(Capability.class);
        if (Declarations.stand(body, all)) {
            needs.add(Capability.TOOLS);
        }
        String mode = mode(body, all);
        if (mode.equals("ANY")) {
            needs.add(Capability.TOOL_CHOICE);
        }
        for (String schema : List.of("responseSchema", "responseJsonSchema")) {
            if (settings.has(Spelling.in(settings, schema))) {
                needs.add(Capability.STRUCTURED_OUTPUT);
            }
        }
        String thinking = settings.json(Spelling.in(settings, "thinkingConfig"));
        if (thinking.matches("(?s).*\"thinking_?[Bb]udget\"\\s*:\\s*[1-9].*")) {
            needs.add(Capability.REASONING);
        }
        return needs;
    }

    /** {@code toolConfig.functionCallingConfig.mode} in capitals; empty when it is not said. */
    private static String mode(byte[] body, List<Field> all) {
        for (Field field : all) {
            if (Spelling.is(field.name(), "toolConfig")) {
                return mode(body, Cursor.trusted(body, field.from(), field.to()));
            }
        }
        return "";
    }

    private static String mode(byte[] body, Cursor fields) {
        String mode = "";
        while (fields.next() && fields.end() > 0) {
            int from = fields.nameFrom() + 1;
            String name =
                    new String(body, from, fields.nameTo() - from - 1, StandardCharsets.UTF_8);
            if (Spelling.is(name, "functionCallingConfig")) {
                mode = mode(body, Cursor.trusted(body, fields.from(), fields.end()));
            } else if (name.equals("mode") && fields.kind() == Kind.STRING) {
                mode = Scalars.string(body, fields.from(), fields.end()).toUpperCase(Locale.ROOT);
            }
        }
        return mode;
    }
}
