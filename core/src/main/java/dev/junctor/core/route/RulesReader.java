package dev.junctor.core.route;

import dev.junctor.core.base.Glob;
import dev.junctor.core.base.Money;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the {@code provider} and {@code routing} objects, of a request or of the operator's policy. */
final class RulesReader {
    private static final List<String> PROVIDER_KEYS =
            List.of(
                    "order",
                    "only",
                    "ignore",
                    "allow_fallbacks",
                    "require_parameters",
                    "data_collection",
                    "zdr",
                    "enforce_distillable_text",
                    "quantizations",
                    "sort",
                    "max_price",
                    "preferred_min_throughput",
                    "preferred_max_latency",
                    "options");
    private static final List<String> ROUTING_KEYS =
            List.of("objective", "within_best", "max_usd", "models", "quality");
    private static final List<String> QUANTIZATIONS =
            List.of(
                    "int4", "int8", "fp4", "mxfp4", "nvfp4", "fp6", "fp8", "mxfp8", "fp16", "bf16",
                    "fp32", "unknown");
    private static final List<String> PERCENTILES = List.of("p50", "p75", "p90", "p99");
    private static final List<Sort> SORTS =
            List.of(Sort.PRICE, Sort.THROUGHPUT, Sort.LATENCY, Sort.QUALITY, Sort.EXACTO);
    private static final List<Objective> OBJECTIVES =
            List.of(Objective.COST, Objective.LATENCY, Objective.QUALITY, Objective.BALANCED);

    private RulesReader() {}

    static ProviderRules provider(String path, String json, FirstFault faults) {
        ObjectReader reader = ObjectReader.of(path, json, PROVIDER_KEYS, faults);
        boolean sortIsObject = reader.isObject("sort");
        ObjectReader sort =
                sortIsObject ? reader.object("sort", List.of("by", "partition")) : reader;
        return new ProviderRules(
                reader.names("order"),
                reader.names("only"),
                reader.names("ignore"),
                reader.choice("allow_fallbacks"),
                reader.choice("require_parameters"),
                reader.oneOf(
                        "data_collection",
                        List.of(Choice.YES, Choice.NO),
                        choice -> choice == Choice.YES ? "deny" : "allow",
                        Choice.UNSAID),
                reader.choice("zdr"),
                reader.choice("enforce_distillable_text"),
                Set.copyOf(reader.words("quantizations", QUANTIZATIONS)),
                sort.oneOf(sortIsObject ? "by" : "sort", SORTS, Sort::key, Sort.NONE),
                sortIsObject
                        ? sort.oneOf(
                                "partition",
                                List.of(Partition.MODEL, Partition.NONE),
                                partition -> partition == Partition.NONE ? "none" : "model",
                                Partition.MODEL)
                        : Partition.MODEL,
                caps(reader),
                cutoffs(reader, "preferred_min_throughput"),
                cutoffs(reader, "preferred_max_latency"),
                options(reader));
    }

    static RoutingRules routing(String path, String json, FirstFault faults) {
        ObjectReader reader = ObjectReader.of(path, json, ROUTING_KEYS, faults);
        ObjectReader models = reader.object("models", List.of("allow", "deny"));
        ObjectReader quality = reader.object("quality", List.of("domain"));
        return new RoutingRules(
                reader.oneOf("objective", OBJECTIVES, Objective::key, Objective.NONE),
                reader.number("within_best", 1, RoutingRules.UNSAID),
                new Money(reader.nanoDollars("max_usd", Long.MAX_VALUE)),
                models.names("allow").stream().map(Glob::new).toList(),
                models.names("deny").stream().map(Glob::new).toList(),
                quality.string("domain"));
    }

    private static PriceCaps caps(ObjectReader reader) {
        if (!reader.has("max_price")) {
            return PriceCaps.NONE;
        }
        ObjectReader caps =
                reader.object(
                        "max_price", List.of("prompt", "completion", "request", "image", "audio"));
        return new PriceCaps(
                caps.nanoDollars("prompt", PriceCaps.NO_CAP),
                caps.nanoDollars("completion", PriceCaps.NO_CAP),
                caps.nanoDollars("request", PriceCaps.NO_CAP),
                caps.nanoDollars("image", PriceCaps.NO_CAP),
                caps.nanoDollars("audio", PriceCaps.NO_CAP));
    }

    private static Cutoffs cutoffs(ObjectReader reader, String key) {
        if (!reader.has(key)) {
            return Cutoffs.NONE;
        }
        if (reader.isNumber(key)) {
            return new Cutoffs(reader.number(key, Double.MAX_VALUE, 0), 0, 0, 0);
        }
        if (!reader.isObject(key)) {
            reader.wrong(key, "must be a number or an object of " + String.join(", ", PERCENTILES));
            return Cutoffs.NONE;
        }
        ObjectReader cutoffs = reader.object(key, PERCENTILES);
        return new Cutoffs(
                cutoffs.number("p50", Double.MAX_VALUE, 0),
                cutoffs.number("p75", Double.MAX_VALUE, 0),
                cutoffs.number("p90", Double.MAX_VALUE, 0),
                cutoffs.number("p99", Double.MAX_VALUE, 0));
    }

    private static Map<String, String> options(ObjectReader reader) {
        if (!reader.has("options")) {
            return Map.of();
        }
        if (!reader.isObject("options")) {
            reader.wrong("options", "must be an object with one object a provider");
            return Map.of();
        }
        Map<String, String> result = new HashMap<>();
        ObjectReader options = reader.anyObject("options");
        for (String slug : options.keys()) {
            if (options.isObject(slug)) {
                result.put(slug, options.json(slug));
            } else {
                options.wrong(slug, "must be an object");
            }
        }
        return result;
    }
}
