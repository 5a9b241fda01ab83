package dev.junctor.core.dialect.crossing;

import dev.junctor.core.chat.Choice;
import dev.junctor.core.chat.Completion;
import dev.junctor.core.chat.Ending;
import dev.junctor.core.chat.Part;
import dev.junctor.core.dialect.CallIds;
import dev.junctor.core.json.Trees;
import dev.junctor.core.usage.Usage;
import java.util.ArrayList;
import java.util.List;

/**
 * What an answer says to people and to programs, without how it says it.
 *
 * @param words text and refusals, joined
 * @param thoughts all that can be read of them
 * @param states data of the provider's, in order
 * @param calls ids, names and inputs
 */
record Meaning(
        int choices,
        List<String> words,
        List<String> thoughts,
        List<String> states,
        List<List<String>> calls,
        List<Ending.Finish> finishes,
        List<Long> usage) {

    static Meaning of(Completion completion) {
        List<String> words = new ArrayList<>();
        List<String> thoughts = new ArrayList<>();
        List<String> states = new ArrayList<>();
        List<List<String>> calls = new ArrayList<>();
        List<Ending.Finish> finishes = new ArrayList<>();
        for (Choice choice : completion.choices()) {
            StringBuilder said = new StringBuilder();
            StringBuilder thought = new StringBuilder();
            for (Part part : choice.parts()) {
                if (part instanceof Part.Text text) {
                    said.append(text.text());
                } else if (part instanceof Part.Refusal refusal) {
                    said.append(refusal.text());
                } else if (part instanceof Part.Reasoning reasoning) {
                    thought.append(reasoning.text().replace("\n", ""));
                } else if (part instanceof Part.ToolCall call) {
                    String input = call.input().isBlank() ? "{}" : call.input();
                    input = Trees.read(input).map(Trees::text).orElse(input);
                    calls.add(List.of(CallIds.plain(call.id(), 128), call.name(), input));
                }
                if (part.aside().opaque().isPresent()) {
                    states.add(part.aside().opaque().data());
                }
            }
            words.add(said.toString());
            thoughts.add(thought.toString());
            finishes.add(choice.ending().finish());
        }
        Usage u = completion.usage();
        List<Long> usage = List.of(u.promptTokens(), u.completionTokens());
        return new Meaning(
                completion.choices().size(), words, thoughts, states, calls, finishes, usage);
    }

    /** What must survive a crossing: endings become the nearest that the protocol knows. */
    Meaning crossed() {
        List<Ending.Finish> near =
                finishes.stream()
                        .map(finish ->
                                switch (finish) {
                                    case TOOL_CALLS -> Ending.Finish.TOOL_CALLS;
                                    case LENGTH, CONTEXT_FULL -> Ending.Finish.LENGTH;
                                    case FILTERED -> Ending.Finish.FILTERED;
                                    default -> Ending.Finish.STOP;
                                })
                        .toList();
        return new Meaning(choices, words, thoughts, states, calls, near, usage);
    }
}
