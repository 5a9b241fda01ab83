package dev.junctor.core.dialect.anthropic;

import dev.junctor.core.chat.ChatEvent;
import dev.junctor.core.chat.ChatEvent.Cited;
import dev.junctor.core.chat.ChatEvent.Consumed;
import dev.junctor.core.chat.ChatEvent.Delta;
import dev.junctor.core.chat.ChatEvent.Done;
import dev.junctor.core.chat.ChatEvent.Failed;
import dev.junctor.core.chat.ChatEvent.Finished;
import dev.junctor.core.chat.ChatEvent.PartEnd;
import dev.junctor.core.chat.ChatEvent.PartStart;
import dev.junctor.core.chat.ChatEvent.Start;
import dev.junctor.core.chat.ChatEvent.StateKnown;
import dev.junctor.core.chat.Part;
import dev.junctor.core.dialect.ErrorClassifier;
import dev.junctor.core.dialect.MadeTool;
import dev.junctor.core.dialect.Sent;
import dev.junctor.core.dialect.StreamDecoder;
import dev.junctor.core.fault.Blame;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.FaultKind;
import dev.junctor.core.json.Trees;
import dev.junctor.core.usage.Usage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** Reads a stream of events; what a proxy doubled ({@code message_start}) or left open is set right. */
final class EventDecoder implements StreamDecoder {
    private final Sent sent;
    private final UsageCounts counts = new UsageCounts();
    private final Map<Integer, Block> open = new HashMap<>();
    private List<ChatEvent> out = new ArrayList<>();
    private Usage usage = Usage.NONE;
    private String serviceTier = "";
    private String stopReason = "";
    private String stopSequence = "";
    private int parts;
    private boolean started;
    private boolean over;
    private StopReasons.Calls calls = StopReasons.Calls.NONE;

    /** One open block. */
    private static final class Block {
        final int part;
        final boolean call;
        final String input;
        boolean grown;

        /**
         * @param input what a call had when it opened; told at its end when nothing else came
         */
        Block(int part, boolean call, String input) {
            this.part = part;
            this.call = call;
            this.input = input;
        }
    }

    EventDecoder(Sent sent) {
        this.sent = sent;
    }

    @Override
    public List<ChatEvent> on(String name, byte[] bytes, int from, int to) {
        if (over || to <= from) {
            return List.of();
        }
        out = new ArrayList<>();
        JsonNode event = Trees.read(bytes, from, to).orElse(Trees.NOTHING);
        if (!event.isObject()) {
            return fail(
                    ErrorClassifier.garbage(bytes, from, to, "The provider's stream is not JSON."));
        }
        String type = event.path("type").asString(name);
        switch (type) {
            case "message_start" -> start(event.path("message"));
            case "content_block_start" -> openBlock(event);
            case "content_block_delta" -> delta(event);
            case "content_block_stop" -> closeBlock(event.path("index").asInt(0));
            case "message_delta" -> messageDelta(event);
            case "message_stop" -> close();
            case "error" -> fail(ErrorClassifier.inside(bytes, from, to));
            default -> {
                if (event.path("error").isObject()) {
                    fail(ErrorClassifier.inside(bytes, from, to));
                }
            }
        }
        return out;
    }

    private void start(JsonNode message) {
        if (!started) {
            begin(message.path("id").asString(""), message.path("model").asString(""));
        }
        consumed(message.path("usage"));
    }

    private void begin(String id, String model) {
        started = true;
        out.add(new Start(id, model, 0));
    }

    private void consumed(JsonNode json) {
        String tier = json.path("service_tier").asString("");
        serviceTier = tier.isEmpty() ? serviceTier : tier;
        counts.take(json);
        if (!counts.usage().equals(usage)) {
            usage = counts.usage();
            out.add(new Consumed(usage, serviceTier));
        }
    }

    private void openBlock(JsonNode event) {
        if (!started) {
            begin("", "");
        }
        int index = event.path("index").asInt(0);
        if (open.containsKey(index)) {
            closeBlock(index);
        }
        JsonNode json = event.path("content_block");
        boolean made = isMade(json);
        Part part = AnswerDecoder.part(json, "content[" + index + "]", sent);
        boolean call = part instanceof Part.ToolCall || made;
        String input = "";
        if (part instanceof Part.ToolCall tool) {
            calls = StopReasons.Calls.SEEN;
            input = tool.input();
            part = new Part.ToolCall(tool.id(), tool.name(), tool.kind(), "", tool.aside());
        } else if (made) {
            input = ((Part.Text) part).text();
            part = Part.Text.of("");
        }
        Block block = new Block(parts++, call, input);
        open.put(index, block);
        out.add(new PartStart(0, block.part, part));
    }

    private boolean isMade(JsonNode block) {
        return block.path("name").asString("").equals(MadeTool.NAME) && MadeTool.isUsed(sent);
    }

    private void delta(JsonNode event) {
        Block block = open.get(event.path("index").asInt(0));
        JsonNode delta = event.path("delta");
        if (block == null) {
            return;
        }
        switch (delta.path("type").asString("")) {
            case "text_delta" -> grow(block, delta.path("text"));
            case "thinking_delta" -> grow(block, delta.path("thinking"));
            case "input_json_delta" -> {
                if (block.call) { // the input of hosted tools means nothing to others
                    grow(block, delta.path("partial_json"));
                }
            }
            case "signature_delta" -> {
                String signature = delta.path("signature").asString("");
                if (!signature.isEmpty()) {
                    out.add(
                            new StateKnown(
                                    0,
                                    block.part,
                                    AnswerDecoder.state(signature, sent.target().scope())));
                }
            }
            case "citations_delta" -> {
                if (BlockDecoder.isOfWeb(delta.path("citation"))) {
                    out.add(
                            new Cited(
                                    0, block.part, BlockDecoder.citation(delta.path("citation"))));
                }
            }
            default -> {}
        }
    }

    private void grow(Block block, JsonNode text) {
        if (text.isString() && !text.asString().isEmpty()) {
            block.grown = true;
            out.add(new Delta(0, block.part, text.asString()));
        }
    }

    private void closeBlock(int index) {
        Block block = open.remove(index);
        if (block == null) {
            return;
        }
        if (block.call && !block.grown) {
            out.add(new Delta(0, block.part, block.input)); // "{}" for a call without arguments
        }
        out.add(new PartEnd(0, block.part));
    }

    private void messageDelta(JsonNode event) {
        JsonNode delta = event.path("delta");
        String word = delta.path("stop_reason").asString("");
        stopReason = word.isEmpty() ? stopReason : word;
        String sequence = delta.path("stop_sequence").asString("");
        stopSequence = sequence.isEmpty() ? stopSequence : sequence;
        if (event.path("usage") instanceof ObjectNode said) {
            consumed(said);
        }
    }

    private void close() {
        if (!started) {
            begin("", "");
        }
        for (Integer index : List.copyOf(open.keySet())) {
            closeBlock(index);
        }
        out.add(new Finished(0, StopReasons.ending(stopReason, stopSequence, calls)));
        over = true;
        out.add(new Done());
    }

    private List<ChatEvent> fail(Fault fault) {
        over = true;
        out.add(new Failed(fault));
        return out;
    }

    @Override
    public List<ChatEvent> end() {
        if (over) {
            return List.of();
        }
        out = new ArrayList<>();
        if (!stopReason.isEmpty()) {
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
