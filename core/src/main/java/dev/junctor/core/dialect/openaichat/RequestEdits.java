package dev.junctor.core.dialect.openaichat;

import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Quirks;
import dev.junctor.core.catalog.Quirks.ReasoningFormat;
import dev.junctor.core.catalog.Quirks.UsageInStream;
import dev.junctor.core.dialect.Delivery;
import dev.junctor.core.dialect.Envelope;
import dev.junctor.core.dialect.UpstreamEdits;
import dev.junctor.core.json.Cursor;
import dev.junctor.core.json.Field;
import dev.junctor.core.json.Kind;
import dev.junctor.core.json.ObjectEdits;
import dev.junctor.core.json.Quoted;
import dev.junctor.core.json.Scalars;
import dev.junctor.core.json.Search;
import dev.junctor.core.json.Splice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** What must change in a caller's body before an endpoint gets it; all else stays byte for byte. */
final class RequestEdits {
    private static final byte[] ROLE = ascii("role");
    private static final byte[] INCLUDE_USAGE = ascii("include_usage");
    private static final byte[] TRUE = ascii("true");

    private final Envelope envelope;
    private final byte[] body;
    private final Endpoint endpoint;
    private final Quirks quirks;
    private final ObjectEdits edits;

    private RequestEdits(Envelope envelope, byte[] body, Endpoint endpoint) {
        this.envelope = envelope;
        this.body = body;
        this.endpoint = endpoint;
        this.quirks = endpoint.provider().quirks();
        this.edits = UpstreamEdits.begin(envelope, body);
    }

    /** The edits in order. */
    static List<Splice> of(Envelope envelope, byte[] body, Endpoint endpoint, long bound) {
        return bound == 0
                ? new RequestEdits(envelope, body, endpoint).all(0)
                : new RequestEdits(envelope.boundedTo(bound), body, endpoint).all(bound);
    }

    private List<Splice> all(long bound) {
        UpstreamEdits.model(envelope, body, endpoint, edits);
        RequestFields.OURS.forEach(edits::remove);
        if (quirks.reasoning() != ReasoningFormat.OBJECT) {
            edits.remove("cache_control"); // only who speaks OpenRouter knows it at the top
        }
        ReasoningEdit.apply(envelope, body, endpoint, edits);
        if (envelope.delivery() == Delivery.STREAM) {
            askForUsage();
        } else if (quirks.usageInStream() == UsageInStream.ALWAYS) {
            edits.remove("stream_options");
        }
        parameters();
        if (bound > 0) {
            byte[] tokens = ascii(Long.toString(bound));
            BoundField.of(endpoint).ifPresent(name -> edits.set(name, tokens));
        }
        roles();
        // as it is, except what is already decided
        UpstreamEdits.options(envelope, endpoint, RequestFields.OURS, RequestFields.DECIDED, edits);
        return edits.splices();
    }

    private void parameters() {
        for (String name : quirks.dropped()) {
            drop(name);
        }
        for (Map.Entry<String, String> renamed : quirks.renamed().entrySet()) {
            edits.rename(renamed.getKey(), renamed.getValue());
        }
        for (String name : endpoint.refused()) {
            if (!quirks.renamed().containsValue(name)) {
                drop(name);
            }
        }
    }

    /** Takes a parameter out; a limit of the completion goes by its other name, if that one is taken. */
    private void drop(String name) {
        String other =
                switch (name) {
                    case "max_tokens" -> "max_completion_tokens";
                    case "max_completion_tokens" -> "max_tokens";
                    default -> "";
                };
        boolean taken =
                !other.isEmpty()
                        && !quirks.dropped().contains(other)
                        && !endpoint.refused().contains(other);
        if (taken) {
            edits.rename(name, other);
        } else if (!RequestFields.ESSENTIAL.contains(name)) {
            edits.remove(name);
        }
    }

    private void askForUsage() {
        if (quirks.usageInStream() == UsageInStream.ALWAYS) {
            edits.remove("stream_options");
            return;
        }
        for (Field field : envelope.fields()) {
            if (field.name().equals("stream_options")
                    && Kind.of(body[field.from()]) == Kind.OBJECT) {
                edits.inside("stream_options", includeUsage(field));
                return;
            }
        }
        edits.set("stream_options", ascii("{\"include_usage\":true}"));
    }

    private List<Splice> includeUsage(Field options) {
        Cursor fields = Cursor.trusted(body, options.from(), options.to());
        boolean empty = true;
        while (fields.next()) {
            empty = false;
            if (fields.named(INCLUDE_USAGE)) {
                // What is no JSON stays as it is, for the provider to refuse.
                return fields.kind() == Kind.TRUE || fields.end() < 0
                        ? List.of()
                        : List.of(new Splice(fields.from(), fields.end(), TRUE));
            }
        }
        int at = options.from() + 1;
        return List.of(new Splice(at, at, ascii("\"include_usage\":true" + (empty ? "" : ","))));
    }

    /** Roles that have another name here; the messages are walked only where one of them can be. */
    private void roles() {
        for (Field field : envelope.fields()) {
            if (field.name().equals("messages") && !quirks.roles().isEmpty()) {
                boolean any = false;
                for (String role : quirks.roles().keySet()) {
                    any |= Search.find(body, field.from(), field.to(), Quoted.bytes(role)) >= 0;
                }
                if (any) {
                    edits.inside("messages", renamedRoles(field));
                }
            }
        }
    }

    private List<Splice> renamedRoles(Field messages) {
        List<Splice> splices = new ArrayList<>();
        Cursor each = Cursor.trusted(body, messages.from(), messages.to());
        while (each.next()) {
            Cursor message = each.inside();
            while (message.next()) {
                if (message.named(ROLE) && message.kind() == Kind.STRING) {
                    String role = Scalars.string(body, message.from(), message.end());
                    String other = quirks.roles().getOrDefault(role, role);
                    if (!other.equals(role)) {
                        splices.add(new Splice(message.from(), message.end(), Quoted.bytes(other)));
                    }
                }
            }
            each.leave(message.close());
        }
        return splices;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
