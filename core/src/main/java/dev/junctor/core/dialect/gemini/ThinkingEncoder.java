package dev.junctor.core.dialect.gemini;

import dev.junctor.core.chat.Conversation;
import dev.junctor.core.chat.ReasoningAsk;
import dev.junctor.core.chat.ReasoningAsk.Display;
import dev.junctor.core.chat.ReasoningAsk.Mode;
import dev.junctor.core.dialect.Ability;
import dev.junctor.core.dialect.Efforts;
import dev.junctor.core.dialect.Losses;
import dev.junctor.core.dialect.Target;
import java.util.Locale;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes how much to think: by a limit or by a level, never by both, which the API refuses. */
final class ThinkingEncoder {
    private static final int AS_MUCH_AS_IT_LIKES = -1;

    private final ReasoningAsk ask;
    private final long limit;
    private final Target target;
    private final Losses losses;
    private final ObjectNode json = JsonNodeFactory.instance.objectNode();

    ThinkingEncoder(Conversation asked, Target target, Losses losses) {
        this.ask = asked.reasoning();
        this.limit = asked.limit().tokens();
        this.target = target;
        this.losses = losses;
    }

    void encode(ObjectNode config) {
        boolean canBudget = target.can(Ability.REASONING_BUDGET);
        boolean canLevel = target.can(Ability.REASONING_EFFORT);
        boolean asks = ask.mode() != Mode.UNSAID || !ask.effort().isEmpty();
        if (asks && !canBudget && !canLevel) {
            if (ask.mode() != Mode.OFF) {
                losses.dropped(ask.path(), "the model does not think");
            }
            return;
        }
        if (ask.mode() == Mode.OFF) {
            off(canBudget);
        } else {
            amount(canBudget, canLevel);
            shown();
        }
        if (!json.isEmpty()) {
            config.set("thinkingConfig", json);
        }
    }

    private void off(boolean canBudget) {
        if (canBudget) {
            json.put("thinkingBudget", 0); // to show thoughts with it is refused
        } else {
            losses.approximated(ask.path(), "the model thinks at least a little");
            json.put("thinkingLevel", "MINIMAL");
        }
    }

    private void amount(boolean canBudget, boolean canLevel) {
        if (ask.budgetTokens() >= 0 && canBudget) {
            json.put("thinkingBudget", ask.budgetTokens());
        } else if (ask.budgetTokens() >= 0) {
            losses.approximated(ask.path(), "a limit of thought is sent as a level of effort");
            level(Efforts.level(ask.budgetTokens(), limit));
        } else if (!ask.effort().isEmpty() && canLevel) {
            level(ask.effort());
        } else if (!ask.effort().isEmpty()) {
            losses.approximated(ask.path(), "a level of effort is sent as a limit of thought");
            json.put("thinkingBudget", Efforts.budget(ask.effort(), limit));
        } else if (ask.mode() != Mode.UNSAID && canBudget) {
            json.put("thinkingBudget", AS_MUCH_AS_IT_LIKES);
        }
    }

    private void level(String effort) {
        String level = effort;
        if (effort.equals("max")) {
            losses.approximated(ask.path(), "xhigh is the most effort");
            level = "xhigh";
        }
        json.put("thinkingLevel", level.toUpperCase(Locale.ROOT));
    }

    /** Who asks for thought in other protocols gets to see it. */
    private void shown() {
        boolean hidden = ask.display() == Display.HIDDEN;
        boolean asked = ask.display() != Display.UNSAID || ask.mode() != Mode.UNSAID;
        if (asked && (!json.isEmpty() || !hidden)) {
            json.put("includeThoughts", !hidden);
        }
    }
}
