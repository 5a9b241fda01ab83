package dev.junctor.core.chat;

import dev.junctor.core.usage.Usage;
import java.util.List;

/**
 * A whole answer.
 *
 * @param id the provider's; empty when it gave none
 * @param model as the provider names it; empty when it did not
 * @param created second of the epoch; 0 when unknown
 * @param usage what it consumed; {@link Usage#NONE} when the provider did not say
 * @param serviceTier as the provider served; empty when it does not say
 */
public record Completion(
        String id,
        String model,
        long created,
        List<Choice> choices,
        Usage usage,
        String serviceTier,
        Origin origin) {
    public Completion {
        choices = List.copyOf(choices);
    }
}
