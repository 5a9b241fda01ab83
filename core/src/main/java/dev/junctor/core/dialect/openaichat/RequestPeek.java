package dev.junctor.core.dialect.openaichat;

import dev.junctor.core.catalog.Capability;
import dev.junctor.core.catalog.Modality;
import dev.junctor.core.dialect.Delivery;
import dev.junctor.core.dialect.Envelope;
import dev.junctor.core.dialect.Operation;
import dev.junctor.core.dialect.Peeked;
import dev.junctor.core.dialect.Peeked.Refused;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.json.Cursor;
import dev.junctor.core.json.Field;
import dev.junctor.core.json.Kind;
import dev.junctor.core.json.Names;
import dev.junctor.core.json.Outline;
import dev.junctor.core.json.Scalars;
import dev.junctor.core.json.Scan;
import dev.junctor.core.json.Scan.Text;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads a request's body once and makes its envelope, or says what the caller must change. */
final class RequestPeek {
    private static final int MAX_CONTROL = 64 * 1024;
    private static final int MAX_SESSION = 256;

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
    private final byte[] body;
    private final Map<String, Field> byName = new HashMap<>();
    private final Map<String, String> controls = new HashMap<>();
    private final Set<Capability> capabilities = EnumSet.noneOf(Capability.class);
    private long promptBytes;

    private RequestPeek(Operation operation, byte[] body) {
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
            case Outline.Broken broken -> new Refused(Broken.fault(broken));
            case Outline.Fields read ->
                    new RequestPeek(operation, body).envelope(read.fields(), messages);
        };
    }

    private Peeked envelope(List<Field> fields, MessagesWalk messages) {
        Optional<Fault> fault =
                operation == Operation.CHAT
                        ? FieldRules.chat(fields, body)
                        : FieldRules.completion(fields, body);
        for (Field field : fields) {
            if (Kind.of(body[field.from()]) != Kind.NULL) {
                byName.put(field.name(), field);
            }
        }
        fault = fault.or(() -> contents(messages)).or(this::copyControls);
        fault = fault.or(() -> ReasoningAsk.check(controls)).or(this::modalitiesFault);
        if (fault.isPresent()) {
            return new Refused(fault.get());
        }
        needs();
        return new Envelope(
                operation,
                string("model"),
                strings("models"),
                is("stream", Kind.TRUE) ? Delivery.STREAM : Delivery.UNARY,
                messages.modalities(),
                answerModalities(),
                capabilities,
                Math.max(whole("max_tokens", 0), whole("max_completion_tokens", 0)),
                completions(),
                promptBytes,
                fields,
                Map.copyOf(controls));
    }

    /** Who is asked, and what. */
    private Optional<Fault> contents(MessagesWalk messages) {
        if (string("model").isEmpty() && strings("models").isEmpty()) {
            return Optional.of(
                    Fault.invalid(
                            "model",
                            "model is missing; name a model, as \"model\":"
                                    + " \"openai/gpt-4o-mini\"."));
        }
        String content = operation == Operation.CHAT ? "messages" : "prompt";
        if (!byName.containsKey(content)) {
            return Optional.of(Fault.invalid(content, content + " is missing."));
        }
        return operation == Operation.CHAT ? messages.fault() : Optional.empty();
    }

    private Optional<Fault> copyControls() {
        for (Field field : byName.values()) {
            String name = field.name();
            if (RequestFields.PROMPT.contains(name)) {
                promptBytes += field.to() - field.from();
            }
            if (!CONTROLS.contains(name)) {
                continue;
            }
            if (field.to() - field.from() > MAX_CONTROL) {
                return Optional.of(Fault.invalid(name, name + " is longer than 64 KB."));
            }
            String json = Scalars.text(body, field.from(), field.to());
            Kind kind = Kind.of(body[field.from()]);
            if ((kind == Kind.OBJECT || kind == Kind.ARRAY) && !SmallJson.isWellFormed(json)) {
                return Optional.of(Fault.invalid(name, name + " is not valid JSON."));
            }
            controls.put(name, json);
        }
        return string("session_id").length() > MAX_SESSION
                ? Optional.of(
                        Fault.invalid(
                                "session_id", "session_id must be at most 256 characters long."))
                : Optional.empty();
    }

    private void needs() {
        if (hasElements("tools") || hasElements("functions")) {
            capabilities.add(Capability.TOOLS);
        }
        if (byName.containsKey("tool_choice") && !string("tool_choice").equals("auto")) {
            capabilities.add(Capability.TOOL_CHOICE);
        }
        if (is("parallel_tool_calls", Kind.TRUE)) {
            capabilities.add(Capability.PARALLEL_TOOLS);
        }
        Field format = byName.get("response_format");
        if (format != null && !member(format, "type").equals("text")) {
            capabilities.add(Capability.STRUCTURED_OUTPUT);
        }
        if (byName.containsKey("web_search_options")) {
            capabilities.add(Capability.WEB_SEARCH);
        }
        if (ReasoningAsk.of(controls).wish() == ReasoningAsk.Wish.ON) {
            capabilities.add(Capability.REASONING);
        }
    }

    private Optional<Fault> modalitiesFault() {
        for (String name : strings("modalities")) {
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
        strings("modalities").forEach(name -> modality(name).ifPresent(out::add));
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

    private boolean is(String name, Kind kind) {
        Field field = byName.get(name);
        return field != null && Kind.of(body[field.from()]) == kind;
    }

    private String string(String name) {
        Field field = byName.get(name);
        return field == null || Kind.of(body[field.from()]) != Kind.STRING
                ? ""
                : Scalars.string(body, field.from(), field.to());
    }

    private List<String> strings(String name) {
        Field field = byName.get(name);
        if (field == null) {
            return List.of();
        }
        List<String> strings = new ArrayList<>();
        Cursor elements = Cursor.trusted(body, field.from(), field.to());
        while (elements.next()) {
            if (elements.kind() == Kind.STRING && elements.end() > 0) {
                strings.add(Scalars.string(body, elements.from(), elements.end()));
            }
        }
        strings.removeIf(String::isEmpty);
        return List.copyOf(strings);
    }

    private long whole(String name, long otherwise) {
        Field field = byName.get(name);
        return field == null
                ? otherwise
                : Scalars.integer(body, field.from(), field.to()).orElse(otherwise);
    }

    /** How many completions are made and billed for all prompts: {@code best_of}, of which {@code n} are shown. */
    private int completions() {
        long each = Math.min(Integer.MAX_VALUE, Math.max(whole("n", 1), whole("best_of", 1)));
        return (int) Math.min(Integer.MAX_VALUE, each * prompts());
    }

    /** A text completion may have an array of prompts; a prompt may be an array of tokens. */
    private long prompts() {
        Field prompt = byName.get("prompt");
        if (operation == Operation.CHAT || prompt == null) {
            return 1;
        }
        long prompts = 0;
        Cursor elements = Cursor.trusted(body, prompt.from(), prompt.to());
        while (elements.next()) {
            Kind kind = elements.kind();
            prompts += kind == Kind.STRING || kind == Kind.ARRAY ? 1 : 0;
        }
        return Math.max(1, prompts);
    }

    private boolean hasElements(String name) {
        Field field = byName.get(name);
        return field != null && Cursor.trusted(body, field.from(), field.to()).next();
    }

    private String member(Field object, String name) {
        if (Kind.of(body[object.from()]) != Kind.OBJECT) {
            return "";
        }
        Cursor fields = Cursor.trusted(body, object.from(), object.to());
        while (fields.next()) {
            boolean named = Scalars.string(body, fields.nameFrom(), fields.nameTo()).equals(name);
            if (named && fields.kind() == Kind.STRING && fields.end() > 0) {
                return Scalars.string(body, fields.from(), fields.end());
            }
        }
        return "";
    }
}
