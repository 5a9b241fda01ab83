package dev.junctor.lab.sim.fleet;

import dev.junctor.core.catalog.Quirks;
import dev.junctor.lab.sim.world.Dice;
import java.util.ArrayList;
import java.util.List;

/** What a provider says, in the dialect of chat completions, with the freedoms that providers take. */
final class Words {
    private final Attempt attempt;
    private final Dice dice;
    private final Quirks quirks;
    private final String blank;
    private final String field;
    private final long cached;
    private final long reasoning;

    Words(Attempt attempt, Dice dice, Quirks quirks) {
        this.attempt = attempt;
        this.dice = dice;
        this.quirks = quirks;
        this.blank = dice.oneIn(5) ? "\r\n\r\n" : "\n\n";
        this.field = dice.oneIn(5) ? "data:" : "data: ";
        this.cached = dice.oneIn(3) ? dice.between(0, attempt.promptTokens()) : 0;
        this.reasoning = dice.oneIn(4) ? dice.between(0, attempt.completionTokens()) : 0;
    }

    private String id() {
        return "up-" + attempt.number();
    }

    /** Events of a stream up to and with the last words; the usage is not among them. */
    List<String> events() {
        List<String> events = new ArrayList<>();
        if (dice.oneIn(4)) {
            events.add(": wait" + blank);
        }
        events.add(chunk("{\"role\":\"assistant\",\"content\":\"\"}", "null"));
        for (String piece : attempt.pieces()) {
            events.add(chunk("{\"content\":\"" + piece + "\"}", "null"));
            if (dice.oneIn(15)) {
                events.add(": ping" + blank);
            }
        }
        events.add(chunk("{}", "\"stop\""));
        return events;
    }

    private String chunk(String delta, String finish) {
        return field
                + "{\"id\":\""
                + id()
                + "\",\"object\":\"chat.completion.chunk\",\"created\":1790000000,\"model\":\""
                + attempt.model()
                + "\",\"choices\":[{\"index\":0,\"delta\":"
                + delta
                + ",\"finish_reason\":"
                + finish
                + "}]}"
                + blank;
    }

    /** The event with the usage. */
    String usageEvent() {
        return field
                + "{\"id\":\""
                + id()
                + "\",\"object\":\"chat.completion.chunk\",\"created\":1790000000,\"model\":\""
                + attempt.model()
                + "\",\"choices\":[],"
                + usage()
                + "}"
                + blank;
    }

    /** The protocol's end. */
    String done() {
        return field + "[DONE]" + blank;
    }

    /** An error in the middle of a stream. */
    String errorEvent() {
        return field
                + "{\"error\":{\"message\":\"The engine is gone.\",\"code\":"
                + dice.pick(List.of(500, 503, 429))
                + "}}"
                + blank;
    }

    /** Bytes that are no event. */
    String garbage() {
        return dice.pick(
                List.of(
                        field + "{\"id\":" + blank,
                        field + "<html>" + blank,
                        field + "\u00c3(" + blank,
                        field + "[1,2" + blank));
    }

    /** The whole answer. */
    String whole() {
        return "{\"id\":\""
                + id()
                + "\",\"object\":\"chat.completion\",\"created\":1790000000,\"model\":\""
                + attempt.model()
                + "\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\",\"content\":\""
                + attempt.content()
                + "\"},\"finish_reason\":\"stop\"}]"
                + (attempt.trouble().filter(Trouble.NO_USAGE::equals).isPresent()
                        ? ""
                        : "," + usage())
                + "}";
    }

    private String usage() {
        long completion = attempt.completionTokens();
        boolean apart = quirks.reasoningTokens() == Quirks.ReasoningTokens.SEPARATE;
        long total = attempt.promptTokens() + completion;
        return "\"usage\":{\"prompt_tokens\":"
                + attempt.promptTokens()
                + ",\"completion_tokens\":"
                + (apart ? completion - reasoning : completion)
                + ",\"total_tokens\":"
                + total
                + (cached > 0
                        ? ",\"prompt_tokens_details\":{\"cached_tokens\":" + cached + "}"
                        : "")
                + (reasoning > 0
                        ? ",\"completion_tokens_details\":{\"reasoning_tokens\":" + reasoning + "}"
                        : "")
                + "}";
    }
}
