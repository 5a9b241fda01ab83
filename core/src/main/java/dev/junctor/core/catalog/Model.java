package dev.junctor.core.catalog;

import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * A model, whoever serves it.
 *
 * @param id {@code author/slug}
 * @param name for people
 * @param family models that follow one another, as {@code claude-opus}; empty for unknown
 * @param released ISO date; empty for unknown
 * @param knowledge ISO year or month to which its training data goes; empty for unknown
 * @param context tokens that prompt and completion may have together; 0 for unknown
 * @param maxOutput tokens that a completion may have; 0 for unknown
 * @param aliases other names: the author's own ids, dated snapshots
 * @param tokenizer name of its vocabulary, where that is public, as {@code o200k_base}; empty for unknown
 * @param quality Elo-like scores by domain ({@code overall, coding, math, …}); higher is better; empty for unrated
 */
public record Model(
        String id,
        String name,
        String family,
        String released,
        String knowledge,
        Weights weights,
        long context,
        long maxOutput,
        Set<Modality> in,
        Set<Modality> out,
        Set<Capability> capabilities,
        Reasoning reasoning,
        Lifecycle lifecycle,
        List<String> aliases,
        String tokenizer,
        Map<String, Double> quality) {

    public Model {
        in = Set.copyOf(in);
        out = Set.copyOf(out);
        capabilities = Set.copyOf(capabilities);
        aliases = List.copyOf(aliases);
        quality = Map.copyOf(quality);
    }

    /** One whose vocabulary nobody knows. */
    public Model(
            String id,
            String name,
            String family,
            String released,
            String knowledge,
            Weights weights,
            long context,
            long maxOutput,
            Set<Modality> in,
            Set<Modality> out,
            Set<Capability> capabilities,
            Reasoning reasoning,
            Lifecycle lifecycle,
            List<String> aliases,
            Map<String, Double> quality) {
        this(
                id,
                name,
                family,
                released,
                knowledge,
                weights,
                context,
                maxOutput,
                in,
                out,
                capabilities,
                reasoning,
                lifecycle,
                aliases,
                "",
                quality);
    }

    /** Whether its weights can be downloaded. */
    public enum Weights {
        OPEN,
        CLOSED,
        UNKNOWN
    }

    /** The part of the id before the slash. */
    public String author() {
        return id.substring(0, id.indexOf('/'));
    }

    /** The part of the id after the slash. */
    public String slug() {
        return id.substring(id.indexOf('/') + 1);
    }
}
