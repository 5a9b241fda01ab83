package dev.junctor.core.dialect.openairesponses;

import dev.junctor.core.chat.Aside;
import dev.junctor.core.chat.ChatEvent;
import dev.junctor.core.chat.ChatEvent.Cited;
import dev.junctor.core.chat.ChatEvent.Delta;
import dev.junctor.core.chat.ChatEvent.NextText;
import dev.junctor.core.chat.ChatEvent.PartEnd;
import dev.junctor.core.chat.ChatEvent.PartStart;
import dev.junctor.core.chat.ChatEvent.StateKnown;
import dev.junctor.core.chat.Opaque;
import dev.junctor.core.chat.Part;
import dev.junctor.core.chat.Part.Reasoning.Form;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/**
 * Reads one item of a stream. What its deltas did not bring is taken from what tells the whole: some providers send
 * nothing else.
 */
final class ItemReader {
    private final String type;
    private final String path;
    private final String scope;
    private final Numbers numbers;

    /** By the index of the content or of the summary; a call has one only. */
    private final Map<Integer, Growing> texts = new LinkedHashMap<>();

    private int part = -1;
    private int text;
    private Form form = Form.REDACTED;

    /** Gives the parts of an answer their numbers. */
    static final class Numbers {
        private int next;

        int next() {
            return next++;
        }
    }

    /** One text as far as it came. */
    private static final class Growing {
        final int part;
        int characters;
        int citations;
        boolean over;

        Growing(int part) {
            this.part = part;
        }
    }

    ItemReader(JsonNode item, String path, String scope, Numbers numbers) {
        this.type = item.path("type").asString("");
        this.path = path;
        this.scope = scope;
        this.numbers = numbers;
    }

    /** The item is announced: a call is known by name at once, all else waits for what it says. */
    void open(JsonNode item, List<ChatEvent> out) {
        if (isCall()) {
            for (Part read : AnswerDecoder.item(item, path, scope)) {
                if (read instanceof Part.ToolCall call) {
                    Growing input = new Growing(numbers.next());
                    texts.put(0, input);
                    Part opening =
                            new Part.ToolCall(call.id(), call.name(), call.kind(), "", Aside.NONE);
                    out.add(new PartStart(0, input.part, opening));
                    grow(input, call.input(), out);
                }
            }
        }
    }

    private boolean isCall() {
        return type.equals("function_call") || type.equals("custom_tool_call");
    }

    private boolean isThought() {
        return type.equals("reasoning");
    }

    /** A content of a message is announced. */
    void content(int index, JsonNode content, List<ChatEvent> out) {
        if (type.equals("message") && !texts.containsKey(index)) {
            Growing growing = new Growing(numbers.next());
            texts.put(index, growing);
            Part opening =
                    switch (AnswerDecoder.content(content)) {
                        case Part.Refusal refusal -> new Part.Refusal("", Aside.NONE);
                        default -> Part.Text.of("");
                    };
            out.add(new PartStart(0, growing.part, opening));
        }
    }

    /** A text, a refusal or the input of a call grows. */
    void delta(int index, String more, List<ChatEvent> out) {
        Growing growing = texts.get(isCall() ? 0 : index);
        if (growing != null && !growing.over) {
            grow(growing, more, out);
        }
    }

    private static void grow(Growing growing, String more, List<ChatEvent> out) {
        if (!more.isEmpty()) {
            growing.characters += more.length();
            out.add(new Delta(0, growing.part, more));
        }
    }

    /** A text, a refusal or the input of a call is told as a whole. */
    void whole(int index, String all, List<ChatEvent> out) {
        Growing growing = texts.get(isCall() ? 0 : index);
        if (growing != null && !growing.over && all.length() > growing.characters) {
            grow(growing, all.substring(growing.characters), out);
        }
    }

    /** A text names a source. */
    void cited(int index, JsonNode annotation, List<ChatEvent> out) {
        Growing growing = texts.get(index);
        if (growing != null && !growing.over && PartDecoder.isOfWeb(annotation)) {
            growing.citations++;
            out.add(new Cited(0, growing.part, PartDecoder.citation(annotation)));
        }
    }

    /** A content of a message is whole. */
    void contentEnd(int index, JsonNode content, List<ChatEvent> out) {
        if (!type.equals("message")) {
            return;
        }
        content(index, content, out);
        Growing growing = texts.get(index);
        if (growing == null || growing.over) {
            return;
        }
        switch (AnswerDecoder.content(content)) {
            case Part.Text said -> {
                whole(index, said.text(), out);
                said.citations().stream()
                        .skip(growing.citations)
                        .forEach(cited -> out.add(new Cited(0, growing.part, cited)));
            }
            case Part.Refusal refusal -> whole(index, refusal.text(), out);
            default -> {}
        }
        growing.over = true;
        out.add(new PartEnd(0, growing.part));
    }

    /** Thoughts, or a summary of them, grow. */
    void thought(Form which, int index, String more, List<ChatEvent> out) {
        if (!isThought() || (part >= 0 && which != form)) {
            return;
        }
        if (part < 0) {
            part = numbers.next();
            form = which;
            text = index;
            out.add(new PartStart(0, part, new Part.Reasoning(form, List.of(), Aside.NONE)));
        }
        Growing growing = texts.computeIfAbsent(index, i -> new Growing(part));
        if (more.isEmpty()) {
            return;
        }
        if (index != text) {
            text = index;
            out.add(new NextText(0, part));
        }
        grow(growing, more, out);
    }

    /** One text of the thoughts is told as a whole. */
    void thoughtWhole(Form which, int index, String all, List<ChatEvent> out) {
        Growing growing = texts.get(index);
        int characters = growing == null ? 0 : growing.characters;
        if (all.length() > characters) {
            thought(which, index, all.substring(characters), out);
        }
    }

    /** The item is whole. */
    void close(JsonNode item, List<ChatEvent> out) {
        if (isCall()) {
            for (Part read : AnswerDecoder.item(item, path, scope)) {
                if (read instanceof Part.ToolCall call) {
                    whole(0, call.input(), out);
                }
            }
            texts.values().forEach(input -> out.add(new PartEnd(0, input.part)));
        } else if (isThought()) {
            closeThought(item, out);
        } else if (type.equals("message")) {
            List<Integer> announced = List.copyOf(texts.keySet());
            for (int i = 0; i < item.path("content").size(); i++) {
                // in their order, for some count their indexes otherwise
                int index = i < announced.size() ? announced.get(i) : i;
                contentEnd(index, item.path("content").get(i), out);
            }
            for (Growing growing : texts.values()) {
                if (!growing.over) {
                    growing.over = true;
                    out.add(new PartEnd(0, growing.part));
                }
            }
        } else {
            for (Part read : AnswerDecoder.item(item, path, scope)) {
                int number = numbers.next();
                out.add(new PartStart(0, number, read));
                out.add(new PartEnd(0, number));
            }
        }
    }

    private void closeThought(JsonNode item, List<ChatEvent> out) {
        Part.Reasoning whole = AnswerDecoder.reasoning(item, scope);
        if (part < 0 && whole.form() == Form.REDACTED) {
            part = numbers.next();
            out.add(new PartStart(0, part, whole));
            out.add(new PartEnd(0, part));
            return;
        }
        for (int i = 0; i < whole.texts().size(); i++) {
            thoughtWhole(whole.form(), i, whole.texts().get(i), out);
        }
        if (part < 0) {
            return; // there were texts, but none says anything
        }
        Opaque opaque = AnswerDecoder.state(item, scope);
        if (opaque.isPresent()) {
            out.add(new StateKnown(0, part, opaque));
        }
        out.add(new PartEnd(0, part));
    }
}
