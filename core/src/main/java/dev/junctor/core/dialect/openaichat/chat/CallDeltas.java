package dev.junctor.core.dialect.openaichat.chat;

import dev.junctor.core.chat.Aside;
import dev.junctor.core.chat.ChatEvent;
import dev.junctor.core.chat.ChatEvent.Delta;
import dev.junctor.core.chat.ChatEvent.PartEnd;
import dev.junctor.core.chat.ChatEvent.PartStart;
import dev.junctor.core.chat.ChatEvent.StateKnown;
import dev.junctor.core.chat.Opaque;
import dev.junctor.core.chat.Part;
import dev.junctor.core.chat.Part.ToolCall.Kind;
import dev.junctor.core.dialect.CallIds;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * The calls of one choice. A fragment belongs to the call of its index; providers leave indexes out, use one for several
 * calls, or repeat id and name in each fragment.
 */
final class CallDeltas {
    private static final int NO_INDEX = -1;

    private record Call(int index, String givenId, int part) {}

    private final int choice;
    private final String answerId;
    private final List<Call> calls = new ArrayList<>();

    CallDeltas(int choice, String answerId) {
        this.choice = choice;
        this.answerId = answerId;
    }

    boolean isEmpty() {
        return calls.isEmpty();
    }

    /**
     * Takes one fragment.
     *
     * @param state of the provider's that came with it
     * @return the number of the part that would open next
     */
    int take(JsonNode fragment, Opaque state, int nextPart, List<ChatEvent> out) {
        JsonNode custom = fragment.path("custom");
        JsonNode function = custom.isObject() ? custom : fragment.path("function");
        String name = function.path("name").asString("");
        String id = fragment.path("id").asString("");
        String input =
                AnswerDecoder.input(function.path(custom.isObject() ? "input" : "arguments"));
        int index = fragment.path("index").asInt(NO_INDEX);
        int next = nextPart;
        int at = find(index, id, name);
        if (at < 0) {
            if (name.isEmpty() && input.isEmpty()) {
                return next; // an empty announcement
            }
            Kind kind = custom.isObject() ? Kind.CUSTOM : Kind.FUNCTION;
            Part.ToolCall call = new Part.ToolCall(made(id, name), name, kind, "", Aside.of(state));
            at = open(index, id, call, next, out);
            next++;
        } else if (state.isPresent()) {
            out.add(new StateKnown(choice, calls.get(at).part, state));
        }
        grow(at, input, out);
        return next;
    }

    private void grow(int at, String input, List<ChatEvent> out) {
        if (!input.isEmpty()) {
            out.add(new Delta(choice, calls.get(at).part, input));
        }
    }

    private String made(String given, String name) {
        return given.isEmpty() ? CallIds.made(answerId, calls.size(), name) : given;
    }

    private int open(int index, String given, Part.ToolCall call, int part, List<ChatEvent> out) {
        calls.add(new Call(index, given, part));
        out.add(new PartStart(choice, part, call));
        return calls.size() - 1;
    }

    private int find(int index, String id, String name) {
        for (int i = calls.size() - 1; i >= 0; i--) {
            Call call = calls.get(i);
            boolean other = !id.isEmpty() && !call.givenId.isEmpty() && !call.givenId.equals(id);
            if (index != NO_INDEX && call.index == index && !other) {
                return i;
            }
            if (index == NO_INDEX && !id.isEmpty() && call.givenId.equals(id)) {
                return i;
            }
        }
        boolean goesOn = index == NO_INDEX && id.isEmpty() && name.isEmpty();
        return goesOn ? calls.size() - 1 : -1;
    }

    /** The older form, which knows one call only. */
    int old(JsonNode call, int nextPart, List<ChatEvent> out) {
        int next = nextPart;
        if (calls.isEmpty()) {
            String name = call.path("name").asString("");
            String id = ToolDecoder.oldId(name);
            open(0, id, new Part.ToolCall(id, name, Kind.FUNCTION, "", Aside.NONE), next, out);
            next++;
        }
        grow(0, AnswerDecoder.input(call.path("arguments")), out);
        return next;
    }

    /** Whether a call bears this id. */
    boolean knows(String id) {
        return calls.stream().anyMatch(call -> !id.isEmpty() && call.givenId.equals(id));
    }

    /** The state of a call. */
    void state(String id, Opaque state, List<ChatEvent> out) {
        for (Call call : calls) {
            if (call.givenId.equals(id) && state.isPresent()) {
                out.add(new StateKnown(choice, call.part, state));
            }
        }
    }

    void close(List<ChatEvent> out) {
        for (Call call : calls) {
            out.add(new PartEnd(choice, call.part));
        }
    }
}
