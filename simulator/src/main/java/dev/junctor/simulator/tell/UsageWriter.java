package dev.junctor.simulator.tell;

import dev.junctor.core.catalog.Quirks;
import dev.junctor.simulator.say.AnswerScript.Consumption;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Usage as the protocol writes it. */
final class UsageWriter {
    private UsageWriter() {}

    /** The usage of a whole answer. */
    static ObjectNode usage(Telling telling) {
        Consumption counted = telling.script().consumption();
        return telling.usage() == Telling.Usage.WRONG ? wrong(counted) : right(telling, counted);
    }

    /** Usage as far as a stream has come: so many tokens of it all. */
    static ObjectNode soFar(Telling telling, long told) {
        Consumption counted = telling.script().consumption();
        long reasoning = Math.min(told, counted.reasoning());
        return right(
                telling,
                new Consumption(
                        counted.prompt(),
                        counted.cached(),
                        counted.cacheWritten(),
                        counted.audioIn(),
                        counted.imageIn(),
                        Math.min(told - reasoning, counted.visible()),
                        reasoning));
    }

    private static ObjectNode right(Telling telling, Consumption counted) {
        boolean apart =
                telling.ask().endpoint().provider().quirks().reasoningTokens()
                        == Quirks.ReasoningTokens.SEPARATE;
        long completion = counted.visible() + (apart ? 0 : counted.reasoning());
        ObjectNode usage =
                written(
                        counted,
                        completion,
                        counted.prompt() + counted.visible() + counted.reasoning());
        CostWriter.add(usage, telling, counted);
        return usage;
    }

    /** More cached than there was, less completion than reasoning, and a total that is no sum. */
    private static ObjectNode wrong(Consumption counted) {
        Consumption lies =
                new Consumption(
                        counted.prompt(),
                        counted.prompt() + 7,
                        counted.cacheWritten(),
                        counted.audioIn(),
                        counted.imageIn(),
                        counted.visible(),
                        counted.visible() + counted.reasoning() + 1);
        return written(lies, counted.visible(), 1);
    }

    private static ObjectNode written(Consumption counted, long completion, long total) {
        ObjectNode usage =
                JsonNodeFactory.instance
                        .objectNode()
                        .put("prompt_tokens", counted.prompt())
                        .put("completion_tokens", completion)
                        .put("total_tokens", total);
        ObjectNode prompt =
                usage.putObject("prompt_tokens_details")
                        .put("cached_tokens", counted.cached())
                        .put("audio_tokens", counted.audioIn());
        if (counted.cacheWritten() > 0) {
            prompt.put("cache_write_tokens", counted.cacheWritten());
        }
        if (counted.imageIn() > 0) {
            prompt.put("image_tokens", counted.imageIn());
        }
        usage.putObject("completion_tokens_details")
                .put("reasoning_tokens", counted.reasoning())
                .put("audio_tokens", 0)
                .put("accepted_prediction_tokens", 0)
                .put("rejected_prediction_tokens", 0);
        return usage;
    }
}
