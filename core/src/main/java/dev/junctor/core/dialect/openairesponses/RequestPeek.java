package dev.junctor.core.dialect.openairesponses;

import dev.junctor.core.catalog.Capability;
import dev.junctor.core.catalog.Modality;
import dev.junctor.core.dialect.BodyFields;
import dev.junctor.core.dialect.BrokenBody;
import dev.junctor.core.dialect.Controls;
import dev.junctor.core.dialect.Delivery;
import dev.junctor.core.dialect.Envelope;
import dev.junctor.core.dialect.Operation;
import dev.junctor.core.dialect.Peeked;
import dev.junctor.core.dialect.Rule;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.json.Field;
import dev.junctor.core.json.Kind;
import dev.junctor.core.json.Names;
import dev.junctor.core.json.Outline;
import dev.junctor.core.json.Scan;
import dev.junctor.core.json.Scan.Text;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Reads a request's body once and makes its envelope, or says what the caller must change. */
final class RequestPeek {
    private static final Names NAMES = new Names(RequestNames.KNOWN);

    private RequestPeek() {}

    /** Reads the body from 0 to {@code length}. */
    static Peeked peek(byte[] body, int length) {
        InputWalk input = new InputWalk(body);
        Outline outline =
                Outline.of(
                        body,
                        length,
                        NAMES,
                        (name, bytes, from, limit) ->
                                name.equals("input")
                                        ? input.walk(from, limit)
                                        : Scan.value(bytes, from, limit, 1, Text.PROVEN));
        return switch (outline) {
            case Outline.Broken broken -> new Peeked.Refused(BrokenBody.fault(broken));
            case Outline.Fields read -> read(read.fields(), body, input);
        };
    }

    private static Peeked read(List<Field> all, byte[] body, InputWalk input) {
        BodyFields fields = new BodyFields(all, body);
        Optional<Fault> fault =
                Rule.check(RequestRules.ALL, all, body)
                        .or(() -> Stateless.check(fields))
                        .or(() -> missing(fields))
                        .or(input::fault)
                        .or(() -> Controls.check(fields, RequestNames.CONTROLS));
        if (fault.isPresent()) {
            return new Peeked.Refused(fault.get());
        }
        return new Envelope(
                Operation.CHAT,
                fields.string("model"),
                fields.strings("models"),
                fields.is("stream", Kind.TRUE) ? Delivery.STREAM : Delivery.UNARY,
                input.modalities(),
                EnumSet.of(Modality.TEXT),
                needs(fields),
                fields.whole("max_output_tokens", 0),
                1,
                RequestNames.PROMPT.stream().mapToLong(fields::size).sum(),
                all,
                Controls.of(fields, RequestNames.CONTROLS));
    }

    private static Optional<Fault> missing(BodyFields fields) {
        if (fields.string("model").isEmpty() && fields.strings("models").isEmpty()) {
            return invalid(
                    "model",
                    "model is missing; name a model, as \"model\": \"openai/gpt-5-mini\".");
        }
        return fields.has("input") || fields.has("prompt")
                ? Optional.empty()
                : invalid("input", "input is missing; send a string or an array of items.");
    }

    private static Optional<Fault> invalid(String field, String message) {
        return Optional.of(Fault.invalid(field, message));
    }

    private static Set<Capability> needs(BodyFields fields) {
        Set<Capability> needs = EnumSet.noneOf(Capability.class);
        if (fields.hasElements("tools")) {
            needs.add(Capability.TOOLS);
        }
        String choice = fields.string("tool_choice");
        if (choice.equals("required") || fields.is("tool_choice", Kind.OBJECT)) {
            needs.add(Capability.TOOL_CHOICE);
        }
        String effort = fields.member("reasoning", "effort");
        if (!effort.isEmpty() && !effort.equals("none")) {
            needs.add(Capability.REASONING);
        }
        if (fields.json("text").contains("\"json_schema\"")) {
            needs.add(Capability.STRUCTURED_OUTPUT);
        }
        return needs;
    }
}
