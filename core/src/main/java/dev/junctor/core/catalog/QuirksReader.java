package dev.junctor.core.catalog;

import dev.junctor.core.catalog.DataPolicy.Stance;
import java.util.LinkedHashSet;
import java.util.Set;

/** Reads how a provider differs from its protocol, and what it does with prompts. */
final class QuirksReader {
    private static final Set<String> KEYS =
            Fields.keysOf(
                    "renamed",
                    "dropped",
                    "roles",
                    "usage_in_stream",
                    "reasoning_tokens",
                    "reasoning",
                    "cancel_stops_bill",
                    "cost");
    private static final Set<String> POLICY_KEYS =
            Fields.keysOf("retains", "trains", "zero_retention");

    private QuirksReader() {}

    static Quirks quirks(Fields provider) {
        if (!provider.has("quirks")) {
            return Quirks.NONE;
        }
        Fields fields = Fields.of(provider.required("quirks"), provider.placeOf("quirks"), KEYS);
        return new Quirks(
                fields.textsByKey("renamed"),
                new LinkedHashSet<>(fields.texts("dropped")),
                fields.textsByKey("roles"),
                fields.constant("usage_in_stream", Quirks.NONE.usageInStream()),
                fields.constant("reasoning_tokens", Quirks.NONE.reasoningTokens()),
                fields.constant("reasoning", Quirks.NONE.reasoning()),
                fields.constant("cancel_stops_bill", Quirks.NONE.cancelStopsBill()),
                fields.constant("cost", Quirks.NONE.cost()));
    }

    static DataPolicy dataPolicy(Fields provider) {
        if (!provider.has("data_policy")) {
            return DataPolicy.UNKNOWN;
        }
        Fields fields =
                Fields.of(
                        provider.required("data_policy"),
                        provider.placeOf("data_policy"),
                        POLICY_KEYS);
        return new DataPolicy(
                fields.constant("retains", Stance.UNKNOWN),
                fields.constant("trains", Stance.UNKNOWN),
                fields.constant("zero_retention", Stance.UNKNOWN));
    }
}
