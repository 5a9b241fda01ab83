package dev.junctor.simulator.gemini;

import dev.junctor.simulator.fault.ErrorBodies;
import dev.junctor.simulator.habit.ErrorShape;
import dev.junctor.simulator.say.AnswerScript.Choice;
import dev.junctor.simulator.say.AnswerScript.Consumption;
import dev.junctor.simulator.tell.Step;
import dev.junctor.simulator.tell.Telling;
import dev.junctor.simulator.tell.Voice;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The pieces of one stream, each a whole answer that has only what is new, and all usage so far. */
final class ContentEvents implements Voice.EventWriter {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final Telling telling;
    private final ContentVoice voice;
    private final String lineEnd;
    private boolean begun;
    private long told;

    ContentEvents(Telling telling, ContentVoice voice) {
        this.telling = telling;
        this.voice = voice;
        this.lineEnd = telling.habits().line().text();
    }

    @Override
    public void write(Step step, StringBuilder out) {
        told += step.tokens();
        switch (step) {
            case Step.Thought thought -> {
                if (ContentVoice.showsThoughts(telling.ask())) {
                    ObjectNode part = text(thought.token()).put("thought", true);
                    piece(candidate(thought.choice(), part), out);
                }
            }
            case Step.Text text -> piece(candidate(text.choice(), text(text.token())), out);
            case Step.ToolWhole whole -> {
                Choice said = telling.script().choices().get(whole.choice());
                ObjectNode part = voice.call(telling, said, whole.index());
                piece(candidate(whole.choice(), part), out);
            }
            case Step.Ending ending -> ending(ending, out);
            case Step.Failure failure -> {
                frame(ErrorBodies.json(failure.complaint(), ErrorShape.STATUS), out);
                finish(out);
            }
            case Step.Done done -> finish(out);
            case Step.Opening opening -> {}
            case Step.ToolOpening opening -> {}
            case Step.ToolPiece piece -> {}
            case Step.UsageApart usage -> {}
        }
    }

    private static ObjectNode text(String text) {
        return JSON.objectNode().put("text", text);
    }

    private static ObjectNode candidate(int index, ObjectNode part) {
        ObjectNode candidate = JSON.objectNode();
        ObjectNode content = candidate.putObject("content");
        content.putArray("parts").add(part);
        content.put("role", "model");
        return candidate.put("index", index);
    }

    /** The last piece has no words; it carries the signature of thoughts that led to them. */
    private void ending(Step.Ending ending, StringBuilder out) {
        Choice said = telling.script().choices().get(ending.choice());
        ObjectNode part = text("");
        if (!said.thoughts().isEmpty() && said.tools().isEmpty()) {
            part.put("thoughtSignature", voice.signature(telling, said));
        }
        ObjectNode candidate = candidate(ending.choice(), part);
        candidate.put("finishReason", ContentVoice.reason(ending.finish()));
        piece(candidate, out);
    }

    private void piece(ObjectNode candidate, StringBuilder out) {
        ObjectNode body = JSON.objectNode();
        body.putArray("candidates").add(candidate);
        Consumption all = telling.script().consumption();
        long reasoning = Math.min(told, all.reasoning());
        Consumption counted =
                new Consumption(
                        all.prompt(),
                        all.cached(),
                        all.cacheWritten(),
                        all.audioIn(),
                        all.imageIn(),
                        Math.min(told - reasoning, all.visible()),
                        reasoning);
        frame(ContentVoice.closed(body, telling, counted).toString(), out);
    }

    private void frame(String json, StringBuilder out) {
        switch (voice.framing()) {
            case EVENTS -> out.append("data: ").append(json).append(lineEnd).append(lineEnd);
            case LIST -> out.append(begun ? "," + lineEnd : "[").append(json).append(lineEnd);
        }
        begun = true;
    }

    private void finish(StringBuilder out) {
        switch (voice.framing()) {
            case EVENTS -> {}
            case LIST -> out.append(begun ? "]" : "[]");
        }
    }
}
