package dev.junctor.simulator.ask;

import static dev.junctor.simulator.ask.Checks.firstOf;

import dev.junctor.core.catalog.Capability;
import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Provider;
import dev.junctor.core.catalog.Quirks;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/** Parameters that this endpoint does not take, as the catalog knows it. */
final class ParameterChecks {
    /** Understood by gateways only; other providers refuse what they do not know. */
    private static final List<String> GATEWAYS_ONLY =
            List.of("provider", "routing", "models", "route", "plugins", "transforms");

    private static final List<String> EFFORTS =
            List.of("none", "minimal", "low", "medium", "high", "xhigh", "max");

    private ParameterChecks() {}

    static Optional<Complaint> first(Ask ask) {
        return firstOf(refused(ask), renamed(ask), strangers(ask), effort(ask));
    }

    private static Optional<Complaint> refused(Ask ask) {
        JsonNode body = ask.body();
        Endpoint endpoint = ask.endpoint();
        Quirks quirks = endpoint.provider().quirks();
        boolean always = quirks.usageInStream() == Quirks.UsageInStream.ALWAYS;
        if (always && given(body, "stream_options")) {
            return Optional.of(Complaint.unsupported("stream_options"));
        }
        for (Set<String> names : List.of(endpoint.refused(), quirks.dropped())) {
            for (String name : names) {
                if (name.equals("streaming")) {
                    if (body.path("stream").asBoolean(false)) {
                        return Optional.of(Complaint.unsupported("stream"));
                    }
                } else if (given(body, name) && !usual(body, name)) {
                    return Optional.of(Complaint.unsupported(name));
                }
            }
        }
        return Optional.empty();
    }

    /** Even models without a temperature take the one that they have. */
    private static boolean usual(JsonNode body, String name) {
        boolean fixed = name.equals("temperature") || name.equals("top_p");
        return fixed && body.path(name).isNumber() && body.path(name).asDouble() == 1;
    }

    private static Optional<Complaint> renamed(Ask ask) {
        Map<String, String> renamed = ask.endpoint().provider().quirks().renamed();
        for (Map.Entry<String, String> entry : renamed.entrySet()) {
            boolean old = entry.getKey().equals("max_tokens");
            boolean tolerated = old && !ask.endpoint().can(Capability.REASONING);
            if (given(ask.body(), entry.getKey()) && !tolerated) {
                return Optional.of(Complaint.renamed(entry.getKey(), entry.getValue()));
            }
        }
        return Optional.empty();
    }

    private static Optional<Complaint> strangers(Ask ask) {
        if (ask.endpoint().provider().kind() == Provider.Kind.GATEWAY) {
            return Optional.empty();
        }
        for (String name : GATEWAYS_ONLY) {
            if (given(ask.body(), name)) {
                return Optional.of(
                        Complaint.invalid(
                                name, "unknown_parameter", "Unknown parameter: '" + name + "'."));
            }
        }
        return Optional.empty();
    }

    private static Optional<Complaint> effort(Ask ask) {
        JsonNode effort = ask.body().path("reasoning_effort");
        if (effort.isMissingNode() || effort.isNull()) {
            return Optional.empty();
        }
        if (!effort.isString() || !EFFORTS.contains(effort.stringValue())) {
            return Optional.of(
                    Complaint.value("reasoning_effort", "one of " + String.join(", ", EFFORTS)));
        }
        return ask.endpoint().can(Capability.REASONING) || effort.stringValue().equals("none")
                ? Optional.empty()
                : Optional.of(Complaint.unsupported("reasoning_effort"));
    }

    private static boolean given(JsonNode body, String name) {
        JsonNode value = body.path(name);
        return !value.isMissingNode() && !value.isNull();
    }
}
