package dev.junctor.core.dialect.gemini;

import dev.junctor.core.chat.ChatEvent;
import dev.junctor.core.chat.ChatEvent.Consumed;
import dev.junctor.core.chat.ChatEvent.Done;
import dev.junctor.core.chat.ChatEvent.Failed;
import dev.junctor.core.chat.ChatEvent.Finished;
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
 * Reads a stream of responses, each with what is new. No mark ends it, and a reason of the end may come before the last
 * parts: ends are told when the connection closes.
 */
final class ResponseDecoder implements StreamDecoder {
    private final Sent sent;
    private final Map<Integer, CandidateDeltas> candidates = new TreeMap<>();
    private List<ChatEvent> out = new ArrayList<>();
    private Usage usage = Usage.NONE;
    private long searches;
    private String tier = "";
    private String blockReason = "";
    private String id = "";
    private State state = State.NEW;

    private enum State {
        NEW,
        RUNNING,
        OVER
    }

    ResponseDecoder(Sent sent) {
        this.sent = sent;
    }

    @Override
    public List<ChatEvent> on(String name, byte[] bytes, int from, int to) {
        if (state == State.OVER || to <= from) {
            return List.of();
        }
        out = new ArrayList<>();
        JsonNode response = Trees.read(bytes, from, to).orElse(Trees.NOTHING);
        if (!response.isObject()) {
            return fail(
                    ErrorClassifier.garbage(bytes, from, to, "The provider's stream is not JSON."));
        }
        if (response.hasNonNull("error")) {
            return fail(ErrorClassifier.inside(bytes, from, to));
        }
        start(response);
        for (JsonNode candidate : response.path("candidates")) {
            int index = candidate.path("index").asInt(0);
            candidates
                    .computeIfAbsent(index, i -> new CandidateDeltas(i, id, sent))
                    .take(candidate, out);
        }
        JsonNode feedback = response.path("promptFeedback").path("blockReason");
        blockReason = blockReason.isEmpty() ? feedback.asString("") : blockReason;
        consumed(response);
        return out;
    }

    private void start(JsonNode response) {
        if (state == State.NEW) {
            state = State.RUNNING;
            id = AnswerDecoder.id(response);
            String model = response.path("modelVersion").asString("");
            out.add(new Start(id, model, AnswerDecoder.created(response)));
        }
    }

    private void consumed(JsonNode response) {
        searches = Math.max(searches, AnswerDecoder.searches(response.path("candidates")));
        if (!response.path("usageMetadata").isObject()) {
            return;
        }
        String served = AnswerDecoder.tier(response);
        tier = served.isEmpty() ? tier : served;
        Usage said = AnswerDecoder.usage(response, searches);
        if (!said.equals(Usage.NONE) && !said.equals(usage)) {
            usage = said;
            out.add(new Consumed(usage, tier));
        }
    }

    private List<ChatEvent> fail(Fault fault) {
        state = State.OVER;
        out.add(new Failed(fault));
        return out;
    }

    @Override
    public List<ChatEvent> end() {
        if (state == State.OVER) {
            return List.of();
        }
        out = new ArrayList<>();
        boolean blocked = candidates.isEmpty() && !blockReason.isEmpty();
        boolean finished = !candidates.isEmpty();
        for (CandidateDeltas candidate : candidates.values()) {
            finished &= candidate.isFinished();
        }
        if (!finished && !blocked) {
            return fail(
                    Fault.silent(
                            FaultKind.PROVIDER_UNAVAILABLE,
                            Blame.ENDPOINT,
                            "The provider closed the stream before the answer was complete."));
        }
        for (CandidateDeltas candidate : candidates.values()) {
            candidate.close(out);
        }
        if (blocked) {
            out.add(new Finished(0, Endings.blocked(blockReason)));
        }
        state = State.OVER;
        out.add(new Done());
        return out;
    }
}
