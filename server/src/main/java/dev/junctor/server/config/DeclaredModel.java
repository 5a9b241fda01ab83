package dev.junctor.server.config;

import dev.junctor.core.catalog.Capability;
import dev.junctor.core.catalog.Modality;
import dev.junctor.core.catalog.Price;
import java.util.Set;

/**
 * A model that a provider of the configuration serves.
 *
 * @param id {@code author/slug}
 * @param upstream what the provider calls it
 * @param context tokens that prompt and completion may have together; 0 for unknown
 * @param maxOutput tokens that a completion may have; 0 for unknown
 * @param quantization {@code fp8, bf16, …}; {@code unknown} when nobody says
 */
public record DeclaredModel(
        String id,
        String upstream,
        long context,
        long maxOutput,
        Set<Modality> in,
        Set<Modality> out,
        Set<Capability> capabilities,
        String quantization,
        Price price) {
    public DeclaredModel {
        in = Set.copyOf(in);
        out = Set.copyOf(out);
        capabilities = Set.copyOf(capabilities);
    }
}
