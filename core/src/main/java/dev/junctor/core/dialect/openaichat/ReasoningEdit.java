package dev.junctor.core.dialect.openaichat;

import dev.junctor.core.catalog.Capability;
import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Quirks.ReasoningFormat;
import dev.junctor.core.catalog.Reasoning.Support;
import dev.junctor.core.dialect.Envelope;
import dev.junctor.core.dialect.openaichat.ReasoningAsk.Wish;
import dev.junctor.core.json.Cursor;
import dev.junctor.core.json.Field;
import dev.junctor.core.json.Kind;
import dev.junctor.core.json.ObjectEdits;
import dev.junctor.core.json.Quoted;
import dev.junctor.core.json.Splice;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * Tells an endpoint in its own words what the caller wants of reasoning.
 *
 * <p>What the caller says in the endpoint's words already ({@code thinking}, {@code enable_thinking}, …) stays as it
 * is.
 */
final class ReasoningEdit {
    private static final String OBJECT = "reasoning";
    private static final String EFFORT = "reasoning_effort";
    private static final byte[] ENABLE_THINKING = ascii("enable_thinking");

    private final Envelope envelope;
    private final byte[] body;
    private final Endpoint endpoint;
    private final ObjectEdits edits;
    private final ReasoningAsk ask;

    private ReasoningEdit(Envelope envelope, byte[] body, Endpoint endpoint, ObjectEdits edits) {
        this.envelope = envelope;
        this.body = body;
        this.endpoint = endpoint;
        this.edits = edits;
        this.ask = ReasoningAsk.of(envelope.controls());
    }

    /** Adds what must change to the edits. */
    static void apply(Envelope envelope, byte[] body, Endpoint endpoint, ObjectEdits edits) {
        if (edits.has(OBJECT) || edits.has(EFFORT)) {
            new ReasoningEdit(envelope, body, endpoint, edits).apply();
        }
    }

    private void apply() {
        ReasoningFormat format = endpoint.provider().quirks().reasoning();
        if (format == ReasoningFormat.OBJECT) {
            object();
            return;
        }
        edits.remove(OBJECT);
        switch (format) {
            case OBJECT -> {}
            case EFFORT -> effort();
            case THINKING -> {
                thinking();
                effortBeside();
            }
            case ENABLE_THINKING -> {
                enableThinking();
                effortBeside();
            }
            case CHAT_TEMPLATE -> {
                chatTemplate();
                effortBeside();
            }
            case NONE -> edits.remove(EFFORT);
        }
    }

    /** It takes the object as it is; the lone field becomes one. */
    private void object() {
        if (!edits.has(EFFORT)) {
            return;
        }
        edits.remove(EFFORT);
        if (!edits.has(OBJECT) && !ask.effort().isEmpty()) {
            edits.set(OBJECT, ascii("{\"effort\":" + Quoted.string(ask.effort()) + "}"));
        } else if (envelope.controls().containsKey(OBJECT) && !ask.effort().isEmpty()) {
            effortIntoObject();
        }
    }

    private void effortIntoObject() {
        for (Field field : envelope.fields()) {
            if (field.name().equals(OBJECT)) {
                Cursor fields = Cursor.trusted(body, field.from(), field.to());
                boolean empty = !fields.next();
                for (boolean more = !empty; more; more = fields.next()) {
                    if (fields.named(ascii("effort")) || fields.named(ascii("max_tokens"))) {
                        return;
                    }
                }
                String member = "\"effort\":" + Quoted.string(ask.effort()) + (empty ? "" : ",");
                int at = field.from() + 1;
                edits.inside(OBJECT, List.of(new Splice(at, at, ascii(member))));
            }
        }
    }

    /** The only words are levels; a level of the caller's own that is not known to be refused stays as it is. */
    private void effort() {
        switch (ask.wish()) {
            case UNSAID -> {}
            case OFF -> setEffort(off());
            case ON -> setEffort(level());
        }
    }

    private void setEffort(String level) {
        boolean reasons =
                endpoint.can(Capability.REASONING) || !endpoint.reasoning().efforts().isEmpty();
        if (!reasons && !edits.has(EFFORT)) {
            return; // as with OpenRouter, a model that does not reason is not bothered
        }
        if (level.isEmpty()) {
            edits.remove(EFFORT);
        } else if (!edits.has(EFFORT) || !isField(level)) {
            edits.set(EFFORT, Quoted.bytes(level));
        }
    }

    private boolean isField(String level) {
        return Quoted.string(level).equals(envelope.controls().get(EFFORT));
    }

    /** The level to send, or where the endpoint cannot stop reasoning its weakest one. */
    private String off() {
        List<String> efforts = endpoint.reasoning().efforts();
        return efforts.isEmpty() || efforts.contains(Effort.NONE)
                ? Effort.NONE
                : efforts.getFirst();
    }

    private String level() {
        String asked = ask.effort();
        if (asked.isEmpty() && ask.budget() > 0) {
            long most =
                    envelope.maxOutputTokens() > 0
                            ? envelope.maxOutputTokens()
                            : endpoint.maxOutput();
            asked = Effort.ofBudget(ask.budget(), most);
        }
        return Effort.nearest(asked.isEmpty() ? "medium" : asked, endpoint.reasoning().efforts());
    }

    /** Beside a switch a level is sent only where levels are known. */
    private void effortBeside() {
        boolean on = ask.wish() == Wish.ON && !endpoint.reasoning().efforts().isEmpty();
        if (!on) {
            edits.remove(EFFORT);
        } else if (!isField(level())) {
            edits.set(EFFORT, Quoted.bytes(level()));
        }
    }

    private void thinking() {
        if (ask.wish() != Wish.UNSAID && !edits.has("thinking")) {
            String type = ask.wish() == Wish.ON ? "enabled" : "disabled";
            edits.set("thinking", ascii("{\"type\":\"" + type + "\"}"));
        }
    }

    private void enableThinking() {
        if (ask.wish() == Wish.UNSAID || edits.has("enable_thinking")) {
            return;
        }
        edits.set("enable_thinking", ascii(String.valueOf(ask.wish() == Wish.ON)));
        boolean budget = endpoint.reasoning().budget() == Support.YES && ask.budget() > 0;
        if (budget && !edits.has("thinking_budget")) {
            edits.set("thinking_budget", ascii(Long.toString(ask.budget())));
        }
    }

    private void chatTemplate() {
        if (ask.wish() == Wish.UNSAID) {
            return;
        }
        String name = "chat_template_kwargs";
        String member = "\"enable_thinking\":" + (ask.wish() == Wish.ON);
        if (!edits.has(name)) {
            edits.set(name, ascii("{" + member + "}"));
            return;
        }
        for (Field field : envelope.fields()) {
            if (field.name().equals(name) && Kind.of(body[field.from()]) == Kind.OBJECT) {
                Cursor fields = Cursor.trusted(body, field.from(), field.to());
                boolean empty = !fields.next();
                for (boolean more = !empty; more; more = fields.next()) {
                    if (fields.named(ENABLE_THINKING)) {
                        return;
                    }
                }
                int at = field.from() + 1;
                byte[] added = ascii(empty ? member : member + ",");
                edits.inside(name, List.of(new Splice(at, at, added)));
            }
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
