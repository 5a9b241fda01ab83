package dev.junctor.core.dialect;

import dev.junctor.core.catalog.Capability;
import dev.junctor.core.catalog.Modality;
import dev.junctor.core.json.Field;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What routing, metering and editing need to know of a request; the body itself stays bytes.
 *
 * @param model the model asked for; empty when only {@code models} names some
 * @param models fallbacks, in order
 * @param in modalities that the messages contain
 * @param out modalities that the answer may have
 * @param capabilities what an endpoint must or should be able to do
 * @param maxOutputTokens the caller's bound for the completion; 0 for none
 * @param choices how many completions are made, for all prompts together
 * @param promptBytes size of messages, prompt and tools in bytes
 * @param fields all top-level fields in order, as places in the body
 * @param controls copies of the values that steer Junctor ({@code provider, routing, reasoning, service_tier, seed,
 *     session_id, …}), as JSON text by field name; each at most 64 KB
 */
public record Envelope(
        Operation operation,
        String model,
        List<String> models,
        Delivery delivery,
        Set<Modality> in,
        Set<Modality> out,
        Set<Capability> capabilities,
        long maxOutputTokens,
        int choices,
        long promptBytes,
        List<Field> fields,
        Map<String, String> controls)
        implements Peeked {

    /** The same with a bound for the completion. */
    public Envelope boundedTo(long tokens) {
        return new Envelope(
                operation,
                model,
                models,
                delivery,
                in,
                out,
                capabilities,
                tokens,
                choices,
                promptBytes,
                fields,
                controls);
    }
}
