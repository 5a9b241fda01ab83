package dev.junctor.core.dialect.openaichat;

import dev.junctor.core.catalog.Capability;
import dev.junctor.core.catalog.Modality;
import dev.junctor.core.dialect.BodyFields;
import dev.junctor.core.dialect.BrokenBody;
import dev.junctor.core.dialect.Controls;
import dev.junctor.core.dialect.Delivery;
import dev.junctor.core.dialect.Envelope;
import dev.junctor.core.dialect.Operation;
import dev.junctor.core.dialect.Peeked;
import dev.junctor.core.dialect.Peeked.Refused;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.json.Field;
import dev.junctor.core.json.Kind;
import dev.junctor.core.json.Names;
import dev.junctor.core.json.Outline;
import dev.junctor.core.json.Scan;
import dev.junctor.core.json.Scan.Text;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a request's body once and makes its envelope, or says what the caller must change. */
final class RequestPeek {
    /** What steers Junctor and is small enough to be copied. */
    private static final Set<String> CONTROLS =
            Set.of(
                    "provider",
                    "routing",
                    "reasoning",
                    "reasoning_effort",
                    "include_reasoning",
                    "route",
                    "plugins",
                    "transforms",
                    "preset",
                    "service_tier",
                    "speed",
                    "seed",
                    "session_id",
                    "user",
                    "trace",
                    "debug",
                    "prompt_cache_key");

    private static final Names NAMES = new Names(RequestFields.KNOWN);

    private final Operation operation;
    private final BodyFields body;
    private final Set<Capability> capabilities = EnumSet.noneOf(Capability.class);

    private RequestPeek(Operation operation, BodyFields body) {
        this.operation = operation;
        this.body = body;
    }

    /** Reads the body from 0 to {@code length}. */
    static Peeked peek(Operation operation, byte[] body, int length) {
        MessagesWalk messages = new MessagesWalk();
        Outline outline =
                Outline.of(
                        body,
                        length,
                        NAMES,
                        (name, bytes, from, limit) ->
                                operation == Operation.CHAT && name.equals("messages")
                                        ? messages.walk(bytes, from, limit)
                                        : Scan.value(bytes, from, limit, 1, Text.PROVEN));
        return switch (outline) {
            case Outline.Broken broken -> new Refused(BrokenBody.fault(broken));
            case Outline.Fields read -> {
                Optional<Fault> fault =
                        operation == Operation.CHAT
                                ? FieldRules.chat(read.fields(), body)
                                : FieldRules.completion(read.fields(), body);
                yield fault.isPresent()
                        ? new Refused(fault.get())
                        : new RequestPeek(operation, new BodyFields(read.fields(), body))
                                .envelope(read.fields(), messages);
            }
        };
    }

    private Peeked envelope(List<Field> fields, MessagesWalk messages) {
        Optional<Fault> fault = contents(messages).or(() -> Controls.check(body, CONTROLS));
        Map<String, String> controls = Controls.of(body, CONTROLS);
        fault = fault.or(() -> ReasoningAsk.check(controls)).or(this::modalitiesFault);
        if (fault.isPresent()) {
            return new Refused(fault.get());
        }
        needs(controls);
        return new Envelope(
                operation,
                body.string("model"),
                body.strings("models"),
                body.is("stream", Kind.TRUE) ? Delivery.STREAM : Delivery.UNARY,
                messages.modalities(),
                answerModalities(),
                capabilities,
                Math.max(body.whole("max_tokens", 0), body.whole("max_completion_tokens", 0)),
                completions(),
                RequestFields.PROMPT.stream().mapToLong(body::size).sum(),
                fields,
                controls);
    }

    /** Who is asked, and what. */
    private Optional<Fault> contents(MessagesWalk messages) {
        if (body.string("model").isEmpty() && body.strings("models").isEmpty()) {
            return Optional.of(
                    Fault.invalid(
                            "model",
                            "model is missing; name a model, as \"model\":"
                                    + " \"openai/gpt-4o-mini\"."));
        }
        String content = operation == Operation.CHAT ? "messages" : "prompt";
        if (!body.has(content)) {
            return Optional.of(Fault.invalid(content, content + " is missing."));
        }
        return operation == Operation.CHAT ? messages.fault() : Optional.empty();
    }

    private void needs(Map<String, String> controls) {
        if (body.hasElements("tools") || body.hasElements("functions")) {
            capabilities.add(Capability.TOOLS);
        }
        if (body.has("tool_choice") && !body.string("tool_choice").equals("auto")) {
            capabilities.add(Capability.TOOL_CHOICE);
        }
        if (body.is("parallel_tool_calls", Kind.TRUE)) {
            capabilities.add(Capability.PARALLEL_TOOLS);
        }
        boolean formed = body.has("response_format");
        if (formed && !body.member("response_format", "type").equals("text")) {
            capabilities.add(Capability.STRUCTURED_OUTPUT);
        }
        if (body.has("web_search_options")) {
            capabilities.add(Capability.WEB_SEARCH);
        }
        if (ReasoningAsk.of(controls).wish() == ReasoningAsk.Wish.ON) {
            capabilities.add(Capability.REASONING);
        }
    }

    private Optional<Fault> modalitiesFault() {
        for (String name : body.strings("modalities")) {
            if (modality(name).isEmpty()) {
                return Optional.of(
                        Fault.invalid(
                                "modalities", "modalities may name text, image, audio, video."));
            }
        }
        return Optional.empty();
    }

    private Set<Modality> answerModalities() {
        Set<Modality> out = EnumSet.noneOf(Modality.class);
        body.strings("modalities").forEach(name -> modality(name).ifPresent(out::add));
        return out.isEmpty() ? EnumSet.of(Modality.TEXT) : out;
    }

    private static Optional<Modality> modality(String name) {
        return switch (name) {
            case "text" -> Optional.of(Modality.TEXT);
            case "image" -> Optional.of(Modality.IMAGE);
            case "audio" -> Optional.of(Modality.AUDIO);
            case "video" -> Optional.of(Modality.VIDEO);
            default -> Optional.empty();
        };
    }

    /** How many completions are made and billed for all prompts: {@code best_of}, of which {@code n} are shown. */
    private int completions() {
        long each =
                Math.min(Integer.MAX_VALUE, Math.max(body.whole("n", 1), body.whole("best_of", 1)));
        return (int) Math.min(Integer.MAX_VALUE, each * prompts());
    }

    /** A text completion may have an array of prompts; a prompt may be an array of tokens. */
    private long prompts() {
        boolean several = operation == Operation.COMPLETION;
        return several
                ? Math.max(
                        1,
                        body.elements("prompt", kind -> kind == Kind.STRING || kind == Kind.ARRAY))
                : 1;
    }
}
