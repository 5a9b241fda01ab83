package dev.junctor.server.config;

import dev.junctor.server.secret.Secret;
import java.util.Map;

/**
 * Where traces go.
 *
 * @param otlpEndpoint base URL of an OTLP/HTTP receiver; empty for none
 * @param otlpHeaders sent with each export
 * @param traceRatio share of requests that are traced, 0 to 1
 */
public record Telemetry(String otlpEndpoint, Map<String, Secret> otlpHeaders, double traceRatio) {
    /** No traces. */
    public static final Telemetry DEFAULT = new Telemetry("", Map.of(), 1);

    public Telemetry {
        otlpHeaders = Map.copyOf(otlpHeaders);
    }
}
