package dev.junctor.server.api;

import dev.junctor.core.catalog.Capability;
import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Model;
import dev.junctor.core.health.EndpointHealth;
import dev.junctor.core.usage.Bucket;
import java.math.BigDecimal;
import java.math.RoundingMode;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * An endpoint in OpenRouter's shape. Measured figures are those of our rolling window of five minutes, whatever the
 * name of their field says; {@code null} where nothing was measured, speeds also where the caller showed no key.
 */
final class EndpointEntry {
    private static final double MILLIS = 1_000;

    private EndpointEntry() {}

    /** Whether measured figures are told. */
    enum Figures {
        SHOWN,
        WITHHELD
    }

    static ObjectNode of(Model model, Offer.Priced priced, EndpointHealth health, Figures figures) {
        Endpoint endpoint = priced.endpoint();
        boolean measured = health.samples() > 0;
        boolean told = measured && figures == Figures.SHOWN;
        ObjectNode entry = Json.object();
        entry.put("name", endpoint.provider().name() + " | " + model.id());
        entry.put("model_id", model.id());
        entry.put("model_name", model.name());
        entry.put("context_length", endpoint.context() > 0 ? endpoint.context() : model.context());
        entry.set("pricing", PublicPrice.of(priced.price()));
        entry.put("provider_name", endpoint.provider().name());
        entry.put("tag", endpoint.tag());
        entry.put("quantization", endpoint.quantization());
        entry.set("max_completion_tokens", Json.numberOrNull(endpoint.maxOutput()));
        entry.set("max_prompt_tokens", Json.numberOrNull(endpoint.maxInput()));
        entry.set("supported_parameters", Json.texts(SupportedParameters.of(endpoint)));
        entry.put("status", status(health.standing()));
        entry.set("uptime_last_5m", measured ? percent(health.successRatio()) : unknown());
        entry.putNull("uptime_last_30m");
        entry.putNull("uptime_last_1d");
        entry.set("latency_last_30m", told ? percentiles(health.latency(), MILLIS) : unknown());
        entry.set("throughput_last_30m", told ? percentiles(health.throughput(), 1) : unknown());
        entry.put(
                "supports_implicit_caching",
                endpoint.can(Capability.CACHING) && cachesByItself(priced));
        entry.set("supports_tool_choice", toolChoice(endpoint));
        entry.putObject("native_tools");
        entry.putNull("service_tier");
        entry.put("supports_diarization", false);
        return entry;
    }

    /** A cache that must be asked for has a price for writing to it. */
    private static boolean cachesByItself(Offer.Priced priced) {
        return !priced.price().base().lists(Bucket.CACHE_WRITE);
    }

    /** 0 is well; the more below, the worse. */
    private static int status(EndpointHealth.Standing standing) {
        return switch (standing) {
            case STABLE -> 0;
            case UNSTABLE -> -2;
            case BROKEN, PROBING -> -5;
        };
    }

    private static ObjectNode toolChoice(Endpoint endpoint) {
        boolean tools = endpoint.can(Capability.TOOLS);
        boolean choice = tools && endpoint.can(Capability.TOOL_CHOICE);
        return Json.object()
                .put("auto", tools)
                .put("none", choice)
                .put("required", choice)
                .put("function", choice);
    }

    private static JsonNode percentiles(EndpointHealth.Quantiles measured, double factor) {
        if (measured.equals(EndpointHealth.Quantiles.NONE)) {
            return unknown();
        }
        ObjectNode entry = Json.object();
        entry.set("p50", rounded(measured.p50() * factor));
        entry.set("p75", rounded(measured.p75() * factor));
        entry.set("p90", rounded(measured.p90() * factor));
        entry.set("p99", rounded(measured.p99() * factor));
        return entry;
    }

    private static JsonNode percent(double ratio) {
        return rounded(ratio * 100);
    }

    private static JsonNode rounded(double value) {
        BigDecimal exact =
                BigDecimal.valueOf(value).setScale(2, RoundingMode.HALF_UP).stripTrailingZeros();
        return JsonNodeFactory.instance.numberNode(exact.scale() < 0 ? exact.setScale(0) : exact);
    }

    private static JsonNode unknown() {
        return JsonNodeFactory.instance.nullNode();
    }
}
