package dev.junctor.server.cli;

import java.math.BigDecimal;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A whole answer of a model.
 *
 * @param asked the model as the user named it
 * @param model the model that answered
 * @param provider its slug; empty when the gateway does not say
 * @param id of the generation
 * @param finish why it ended: {@code stop, length, …}; empty when the stream does not say
 * @param usage as the gateway reports it; an empty object when it does not
 * @param firstNanos from the request to the first word
 * @param totalNanos from the request to the end
 */
record ChatAnswer(
        String asked,
        String model,
        String provider,
        String id,
        String text,
        String reasoning,
        String finish,
        JsonNode usage,
        long firstNanos,
        long totalNanos) {

    /** Tokens that went in. */
    long promptTokens() {
        return usage.path("prompt_tokens").asLong(0);
    }

    /** Tokens that came out, reasoning included. */
    long completionTokens() {
        return usage.path("completion_tokens").asLong(0);
    }

    /** What it cost in US dollars, as {@code $0.000195}; {@code unknown} when the gateway does not say. */
    String cost() {
        JsonNode cost = usage.path("cost");
        return cost.isNumber() ? "$" + Figures.usd(cost.decimalValue()) : "unknown";
    }

    /** One line about it. */
    String summary() {
        StringBuilder line = new StringBuilder(model);
        if (!provider.isEmpty()) {
            line.append(" by ").append(provider);
        }
        line.append(" · ").append(promptTokens()).append(" tokens in, ");
        line.append(completionTokens()).append(" out");
        long reasoned = usage.at("/completion_tokens_details/reasoning_tokens").asLong(0);
        if (reasoned > 0) {
            line.append(" (").append(reasoned).append(" reasoning)");
        }
        line.append(" · ").append(cost());
        line.append(" · first token ").append(Figures.seconds(firstNanos));
        line.append(", total ").append(Figures.seconds(totalNanos));
        if (totalNanos > firstNanos && completionTokens() > 1) {
            line.append(String.format(Locale.ROOT, ", %.0f tokens/s", tokensPerSecond()));
        }
        if (finish.equals("length")) {
            line.append(" · cut off at the token limit");
        }
        return line.toString();
    }

    private double tokensPerSecond() {
        return (completionTokens() - 1) * 1e9 / (totalNanos - firstNanos);
    }

    /** The same as data. */
    ObjectNode toJson() {
        ObjectNode value = JsonNodeFactory.instance.objectNode();
        value.put("asked", asked)
                .put("model", model)
                .put("provider", provider)
                .put("id", id)
                .put("text", text);
        if (!reasoning.isEmpty()) {
            value.put("reasoning", reasoning);
        }
        value.put("finish_reason", finish);
        value.set("usage", usage);
        value.put("first_token_ms", Figures.milliseconds(firstNanos));
        value.put("total_ms", Figures.milliseconds(totalNanos));
        return value;
    }

    /** What it cost, for sums; zero when unknown. */
    BigDecimal costUsd() {
        return usage.path("cost").asDecimal(BigDecimal.ZERO);
    }
}
