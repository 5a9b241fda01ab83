package dev.junctor.core.dialect.anthropic;

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
    static Peeked peek(Operation operation, byte[] body, int length) {
        ContentWalk content = new ContentWalk(body);
        Outline outline =
                Outline.of(
                        body,
                        length,
                        NAMES,
                        (name, bytes, from, limit) ->
                                name.equals("messages")
                                        ? content.walk(from, limit)
                                        : Scan.value(bytes, from, limit, 1, Text.PROVEN));
        return switch (outline) {
            case Outline.Broken broken -> new Peeked.Refused(BrokenBody.fault(broken));
            case Outline.Fields read -> read(operation, read.fields(), body, content);
        };
    }

    private static Peeked read(
            Operation operation, List<Field> all, byte[] body, ContentWalk content) {
        BodyFields fields = new BodyFields(all, body);
        Optional<Fault> fault =
                Rule.check(RequestRules.ALL, all, body)
                        .or(() -> missing(operation, fields))
                        .or(content::fault)
                        .or(() -> Controls.check(fields, RequestNames.CONTROLS));
        if (fault.isPresent()) {
            return new Peeked.Refused(fault.get());
        }
        return new Envelope(
                operation,
                fields.string("model"),
                fields.strings("models"),
                fields.is("stream", Kind.TRUE) ? Delivery.STREAM : Delivery.UNARY,
                content.modalities(),
                EnumSet.of(Modality.TEXT),
                needs(fields),
                fields.whole("max_tokens", 0),
                1,
                RequestNames.PROMPT.stream().mapToLong(fields::size).sum(),
                all,
                Controls.of(fields, RequestNames.CONTROLS));
    }

    private static Optional<Fault> missing(Operation operation, BodyFields fields) {
        if (fields.string("model").isEmpty() && fields.strings("models").isEmpty()) {
            return invalid(
                    "model",
                    "model is missing; name a model, as \"model\":"
                            + " \"anthropic/claude-sonnet-4.5\".");
        }
        if (!fields.has("messages")) {
            return invalid("messages", "messages is missing.");
        }
        return operation == Operation.COUNT || fields.has("max_tokens")
                ? Optional.empty()
                : invalid(
                        "max_tokens",
                        "max_tokens is missing; say how many tokens the answer may have, as"
                                + " \"max_tokens\": 1024.");
    }

    private static Optional<Fault> invalid(String field, String message) {
        return Optional.of(Fault.invalid(field, message));
    }

    private static Set<Capability> needs(BodyFields fields) {
        Set<Capability> needs = EnumSet.noneOf(Capability.class);
        if (fields.hasElements("tools")) {
            needs.add(Capability.TOOLS);
        }
        String choice = fields.member("tool_choice", "type");
        if (choice.equals("any") || choice.equals("tool")) {
            needs.add(Capability.TOOL_CHOICE);
        }
        String thinking = fields.member("thinking", "type");
        if (thinking.equals("enabled")) {
            needs.add(Capability.REASONING);
        }
        if (fields.hasMember("output_config", "format")) {
            needs.add(Capability.STRUCTURED_OUTPUT);
        }
        return needs;
    }
}
