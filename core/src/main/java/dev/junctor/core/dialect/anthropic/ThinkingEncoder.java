package dev.junctor.core.dialect.anthropic;

import dev.junctor.core.chat.Conversation;
import dev.junctor.core.chat.ReasoningAsk;
import dev.junctor.core.chat.ReasoningAsk.Mode;
import dev.junctor.core.dialect.Ability;
import dev.junctor.core.dialect.Efforts;
import dev.junctor.core.dialect.Losses;
import dev.junctor.core.dialect.Target;
import tools.jackson.databind.node.ObjectNode;

/** Writes how much to think: by a limit, by a level, or as the model finds right. */
final class ThinkingEncoder {
    private static final long LEAST = 1_024;

    private final ReasoningAsk ask;
    private final Target target;
    private final Losses losses;

    ThinkingEncoder(Conversation asked, Target target, Losses losses) {
        this.ask = asked.reasoning();
        this.target = target;
        this.losses = losses;
    }

    /** Whether the tool loop that the conversation stands in lacks the thoughts that a model must be given back. */
    enum Loop {
        WITHOUT_THOUGHTS,
        FREE
    }

    /** Whether the model will think. */
    boolean encode(ObjectNode json, Loop loop) {
        boolean canBudget = target.can(Ability.REASONING_BUDGET);
        boolean canAdapt = target.can(Ability.REASONING_ADAPTIVE);
        boolean effortOnly = ask.mode() == Mode.UNSAID;
        if (effortOnly) {
            effort(json);
            return false;
        }
        if (ask.mode() == Mode.OFF) {
            if (canBudget || canAdapt) {
                json.putObject("thinking").put("type", "disabled");
            }
            return false;
        }
        if (!canBudget && !canAdapt) {
            losses.dropped(ask.path(), "the model does not think");
            return false;
        }
        if (loop == Loop.WITHOUT_THOUGHTS && !canAdapt) {
            losses.approximated(
                    ask.path(), "no thoughts: those that led to the last calls are not there");
            return false;
        }
        boolean wantsBudget = ask.budgetTokens() >= 0 || (ask.mode() == Mode.ON && !canAdapt);
        if (canBudget && (wantsBudget || !canAdapt)) {
            return budget(json);
        }
        if (ask.budgetTokens() >= 0) {
            losses.approximated(ask.path(), "a limit of thought is sent as a level of effort");
        }
        ObjectNode thinking = json.putObject("thinking").put("type", "adaptive");
        display(thinking);
        effort(json);
        return true;
    }

    private boolean budget(ObjectNode json) {
        long most = json.path("max_tokens").asLong(0);
        long wanted = ask.budgetTokens();
        if (wanted < 0) {
            wanted = Efforts.budget(ask.effort().isEmpty() ? "medium" : ask.effort(), most);
            if (!ask.effort().isEmpty()) {
                losses.approximated(ask.path(), "a level of effort is sent as a limit of thought");
            }
        }
        long budget = Math.max(LEAST, wanted);
        if (budget >= most) {
            budget = most - 1;
            if (budget < LEAST) {
                losses.dropped(ask.path(), "thoughts need more tokens than the answer may have");
                return false;
            }
            losses.approximated(ask.path(), "the limit of thought must be below the answer's");
        } else if (budget != wanted) {
            losses.approximated(ask.path(), "1,024 tokens are the least");
        }
        ObjectNode thinking = json.putObject("thinking").put("type", "enabled");
        thinking.put("budget_tokens", budget);
        display(thinking);
        if (ask.budgetTokens() >= 0) {
            effort(json);
        }
        return true;
    }

    private void display(ObjectNode thinking) {
        switch (ask.display()) {
            case UNSAID, SHOWN -> {}
            case SUMMARY -> thinking.put("display", "summarized");
            case HIDDEN -> thinking.put("display", "omitted");
        }
    }

    private void effort(ObjectNode json) {
        if (ask.effort().isEmpty() || ask.effort().equals("none")) {
            return;
        }
        if (!target.can(Ability.REASONING_EFFORT)) {
            losses.dropped(ask.path(), "the model cannot be told how much effort to take");
            return;
        }
        String level = ask.effort();
        if (level.equals("minimal")) {
            losses.approximated(ask.path(), "low is the least effort");
            level = "low";
        }
        json.withObject("output_config").put("effort", level);
    }
}
