package dev.junctor.simulator.say;

import dev.junctor.simulator.ask.Tokens;
import dev.junctor.simulator.say.AnswerScript.Choice;
import dev.junctor.simulator.say.AnswerScript.Finish;
import dev.junctor.simulator.say.AnswerScript.ToolUse;
import java.util.ArrayList;
import java.util.List;

/** An answer as long as it likes, before stop sequences and the limit of tokens cut it. */
record Draft(
        List<String> thoughts, List<String> text, List<ToolUse> tools, Finish finish, String stop) {
    static Draft of(List<String> thoughts, List<String> text) {
        return new Draft(thoughts, text, List.of(), Finish.STOP, "");
    }

    /** Cut before the first stop sequence in the text. */
    Draft stoppedAt(List<String> stops) {
        String whole = String.join("", text);
        int cut = whole.length();
        String found = "";
        for (String stop : stops) {
            int at = whole.indexOf(stop);
            if (at >= 0 && at < cut) {
                cut = at;
                found = stop;
            }
        }
        return cut == whole.length()
                ? this
                : new Draft(thoughts, Tokens.split(whole.substring(0, cut)), tools, finish, found);
    }

    /** Cut after so many tokens; reasoning counts first, then the text, then the calls. */
    Draft within(long room) {
        long left = room;
        List<String> someThoughts = first(thoughts, left);
        left -= someThoughts.size();
        List<String> someText = first(text, left);
        left -= someText.size();
        List<ToolUse> someTools = new ArrayList<>();
        for (ToolUse use : tools) {
            long forArguments = left - (use.tokens() - use.arguments().size());
            if (forArguments < 0) {
                break;
            }
            List<String> arguments = first(use.arguments(), forArguments);
            someTools.add(new ToolUse(use.id(), use.kind(), use.name(), arguments));
            left = forArguments - arguments.size();
            if (arguments.size() < use.arguments().size()) {
                break;
            }
        }
        Draft cut = new Draft(someThoughts, someText, someTools, finish, stop);
        return cut.size() == size()
                ? this
                : new Draft(someThoughts, someText, someTools, Finish.LENGTH, "");
    }

    Choice choice() {
        return new Choice(thoughts, text, tools, finish, stop);
    }

    private long size() {
        return thoughts.size() + text.size() + tools.stream().mapToLong(ToolUse::tokens).sum();
    }

    private static List<String> first(List<String> tokens, long count) {
        return tokens.subList(0, Math.clamp(count, 0, tokens.size()));
    }
}
