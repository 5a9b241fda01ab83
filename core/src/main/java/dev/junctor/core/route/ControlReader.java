package dev.junctor.core.route;

import dev.junctor.core.base.Seed;
import dev.junctor.core.dialect.Envelope;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.json.Field;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads what a request says to Junctor rather than to the model. */
final class ControlReader {
    /** More names than anybody means; each may cost a walk through the catalog. */
    private static final int MOST_NAMES = 64;

    private ControlReader() {}

    static Asked read(Envelope envelope) {
        FirstFault faults = new FirstFault();
        List<String> names = names(envelope, faults);
        Map<String, String> controls = envelope.controls();
        String provider = controls.getOrDefault("provider", "");
        String routing = controls.getOrDefault("routing", "");
        ProviderRules providerRules =
                provider.isEmpty()
                        ? ProviderRules.NONE
                        : RulesReader.provider("provider", provider, faults);
        RoutingRules routingRules =
                routing.isEmpty()
                        ? RoutingRules.NONE
                        : RulesReader.routing("routing", routing, faults);
        Optional<Fault> fault = faults.get();
        if (fault.isPresent()) {
            return new Asked.Refused(fault.get());
        }
        return new RouteRequest(
                envelope.operation(),
                envelope.delivery(),
                names,
                Size.of(
                        envelope.promptBytes(),
                        envelope.in(),
                        envelope.maxOutputTokens(),
                        envelope.choices()),
                envelope.in(),
                envelope.out(),
                envelope.capabilities(),
                parameters(envelope.fields()),
                providerRules,
                routingRules,
                tier(controls),
                seeding(controls.getOrDefault("seed", "")));
    }

    /** {@code model} first, then {@code models}, each once. */
    private static List<String> names(Envelope envelope, FirstFault faults) {
        if (envelope.models().isEmpty() && !envelope.model().isEmpty()) {
            return List.of(envelope.model());
        }
        Set<String> names = new LinkedHashSet<>();
        if (!envelope.model().isEmpty()) {
            names.add(envelope.model());
        }
        names.addAll(envelope.models());
        if (names.isEmpty()) {
            faults.invalid("model", "model is missing; name one, as \"junctor/auto\"");
        }
        if (names.size() > MOST_NAMES) {
            faults.invalid("models", "models has more than " + MOST_NAMES + " names");
        }
        return List.copyOf(names);
    }

    private static List<String> parameters(List<Field> fields) {
        List<String> result = new ArrayList<>(fields.size());
        for (int i = 0; i < fields.size(); i++) {
            result.add(fields.get(i).name());
        }
        return result;
    }

    private static String tier(Map<String, String> controls) {
        String tier = ServiceTier.of(unquoted(controls.getOrDefault("service_tier", "")));
        return tier.isEmpty() ? ServiceTier.of(unquoted(controls.getOrDefault("speed", ""))) : tier;
    }

    /** The few values that matter have no escapes. */
    private static String unquoted(String json) {
        return json.length() >= 2 && json.charAt(0) == '"'
                ? json.substring(1, json.length() - 1)
                : "";
    }

    /** A seed that is no whole number is between the caller and the model. */
    private static Seeding seeding(String json) {
        if (json.isEmpty()) {
            return new Seeding.Any();
        }
        try {
            return new Seeding.Fixed(new Seed(Long.parseLong(json)));
        } catch (NumberFormatException notWhole) {
            return new Seeding.Any();
        }
    }
}
