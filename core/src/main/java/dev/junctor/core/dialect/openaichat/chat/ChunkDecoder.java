package dev.junctor.core.dialect.openaichat.chat;

import dev.junctor.core.chat.ChatEvent;
import dev.junctor.core.chat.ChatEvent.Consumed;
import dev.junctor.core.chat.ChatEvent.Done;
import dev.junctor.core.chat.ChatEvent.Failed;
import dev.junctor.core.chat.ChatEvent.Start;
import dev.junctor.core.dialect.ErrorClassifier;
import dev.junctor.core.dialect.Sent;
import dev.junctor.core.dialect.StreamDecoder;
import dev.junctor.core.fault.Blame;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.FaultKind;
import dev.junctor.core.json.Trees;
import dev.junctor.core.usage.Usage;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import tools.jackson.databind.JsonNode;

/**
 * Reads a stream of chunks. Providers write the reason of the end early, often and wrongly: it is told once, when the
 * stream ends, and follows the calls that were seen.
 */
final class ChunkDecoder implements StreamDecoder {
    private static final String DONE = "[DONE]";

    private final Sent sent;
    private final Map<Integer, ChoiceDeltas> choices = new TreeMap<>();
    private List<ChatEvent> out = new ArrayList<>();
    private State state = State.NEW;
    private Usage usage = Usage.NONE;
    private String serviceTier = "";
    private String id = "";

    private enum State {
        NEW,
        RUNNING,
        OVER
    }

    ChunkDecoder(Sent sent) {
        this.sent = sent;
    }

    @Override
    public List<ChatEvent> on(String name, byte[] bytes, int from, int to) {
        if (state == State.OVER || to <= from) {
            return List.of();
        }
        out = new ArrayList<>();
        if (isDone(bytes, from, to)) {
            close();
            return out;
        }
        JsonNode chunk = Trees.read(bytes, from, to).orElse(Trees.NOTHING);
        if (!chunk.isObject()) {
            return fail(
                    ErrorClassifier.garbage(bytes, from, to, "The provider's stream is not JSON."));
        }
        JsonNode error = chunk.path("error");
        boolean failed =
                name.equals("error") || (error.isObject() && !error.isEmpty()) || isText(error);
        chunk(chunk);
        return failed ? fail(ErrorClassifier.inside(bytes, from, to)) : out;
    }

    private static boolean isText(JsonNode error) {
        return error.isString() && !error.asString().isEmpty();
    }

    private static boolean isDone(byte[] bytes, int from, int to) {
        int end = to;
        while (end > from && bytes[end - 1] <= ' ') {
            end--;
        }
        if (end - from != DONE.length()) {
            return false;
        }
        for (int i = 0; i < DONE.length(); i++) {
            if (bytes[from + i] != DONE.charAt(i)) {
                return false;
            }
        }
        return true;
    }

    private void chunk(JsonNode chunk) {
        JsonNode listed = chunk.path("choices");
        if (state == State.NEW && (!listed.isEmpty() || !text(chunk, "id").isEmpty())) {
            start(chunk);
        }
        for (JsonNode choice : listed) {
            int index = Math.max(0, choice.path("index").asInt(0));
            choices.computeIfAbsent(index, i -> new ChoiceDeltas(i, id, sent)).take(choice, out);
        }
        if (!text(chunk, "service_tier").isEmpty()) {
            serviceTier = text(chunk, "service_tier");
        }
        usage(chunk.path("usage"));
        usage(chunk.path("x_groq").path("usage"));
    }

    private void start(JsonNode chunk) {
        state = State.RUNNING;
        id = text(chunk, "id");
        out.add(new Start(id, text(chunk, "model"), chunk.path("created").asLong(0)));
    }

    private static String text(JsonNode of, String field) {
        return of.path(field).asString("");
    }

    private void usage(JsonNode json) {
        Usage said = UsageJson.read(json, sent.target().quirks().reasoningTokens());
        if (!said.equals(Usage.NONE) && !said.equals(usage)) {
            usage = said;
            out.add(new Consumed(usage, serviceTier));
        }
    }

    private List<ChatEvent> fail(Fault fault) {
        state = State.OVER;
        out.add(new Failed(fault));
        return out;
    }

    private void close() {
        if (state == State.NEW) {
            out.add(new Start("", "", 0));
        }
        for (ChoiceDeltas choice : choices.values()) {
            choice.close(out);
        }
        state = State.OVER;
        out.add(new Done());
    }

    @Override
    public List<ChatEvent> end() {
        if (state == State.OVER) {
            return List.of();
        }
        out = new ArrayList<>();
        boolean finished = !choices.isEmpty();
        for (ChoiceDeltas choice : choices.values()) {
            finished &= choice.isFinished();
        }
        if (finished) {
            close();
            return out;
        }
        return fail(
                Fault.silent(
                        FaultKind.PROVIDER_UNAVAILABLE,
                        Blame.ENDPOINT,
                        "The provider closed the stream before the answer was complete."));
    }
}
