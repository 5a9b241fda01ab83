package dev.junctor.server.cli;

import dev.junctor.core.base.Nearest;
import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Pricing;
import dev.junctor.core.catalog.Provider;
import dev.junctor.server.config.ProviderAccess;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/** Looks at the providers that are set up: what each serves, what is missing, what has no price. */
final class StockCheck {
    private static final int MOST_NAMED = 3;
    private static final Pattern KEY_VARIABLE = Pattern.compile("[A-Z][A-Z0-9_]*_API_KEY");
    private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([A-Z0-9_]+)}");

    private final Stock stock;
    private final Map<String, String> variables;

    StockCheck(Stock stock, Map<String, String> variables) {
        this.stock = stock;
        this.variables = variables;
    }

    /**
     * Everything about them.
     *
     * @param settings text of the configuration file; variables that it names are meant
     */
    List<Diagnosis> look(String settings) {
        List<Diagnosis> found = new ArrayList<>();
        if (stock.access().isEmpty()) {
            found.add(
                    Diagnosis.hint(
                            "provider",
                            "none",
                            "no provider is set up",
                            "Set a key such as OPENAI_API_KEY, or try ./junctor demo, which needs"
                                    + " none."));
        }
        Map<String, List<Endpoint>> endpoints =
                stock.chatEndpoints().stream()
                        .collect(Collectors.groupingBy(endpoint -> endpoint.provider().slug()));
        for (Provider provider : stock.enabled().providers()) {
            List<Endpoint> offered = endpoints.getOrDefault(provider.slug(), List.of());
            found.add(offer(provider, offered));
            found.addAll(unpriced(provider, offered));
        }
        stock.everything().providers().stream()
                .flatMap(provider -> incomplete(provider).stream())
                .forEach(found::add);
        found.addAll(strangers(settings));
        return found;
    }

    private Diagnosis offer(Provider provider, List<Endpoint> endpoints) {
        if (Stock.spoken(provider).isEmpty()) {
            return Diagnosis.warning(
                    "provider",
                    provider.slug(),
                    "speaks "
                            + String.join(", ", new TreeSet<>(provider.dialects().keySet()))
                            + ", which this version does not",
                    "Reach its models through another provider.");
        }
        long served =
                endpoints.stream()
                        .filter(Endpoint::isServed)
                        .map(Endpoint::model)
                        .distinct()
                        .count();
        return served == 0
                ? Diagnosis.warning(
                        "provider",
                        provider.slug(),
                        "is set up and serves no model",
                        "Declare some under providers."
                                + provider.slug()
                                + ".models in junctor.yaml.")
                : Diagnosis.ok(
                        "provider",
                        provider.slug(),
                        "opened by " + opener(provider) + ", serves " + served + " models");
    }

    private String opener(Provider provider) {
        String source =
                stock.access().getOrDefault(provider.slug(), ProviderAccess.Access.OPEN).source();
        return source.isEmpty() ? "its place in junctor.yaml" : source;
    }

    /** A provider with a key whose address has a variable that is not set cannot be called. */
    private Optional<Diagnosis> incomplete(Provider provider) {
        boolean hasKey = provider.keyVariables().stream().anyMatch(this::isSet);
        Set<String> missing = new TreeSet<>();
        Matcher named =
                PLACEHOLDER.matcher(provider.dialects().getOrDefault(Stock.spoken(provider), ""));
        while (named.find()) {
            if (!isSet(named.group(1))) {
                missing.add(named.group(1));
            }
        }
        return hasKey && !missing.isEmpty() && !stock.access().containsKey(provider.slug())
                ? Optional.of(
                        Diagnosis.warning(
                                "provider",
                                provider.slug(),
                                "its address needs " + String.join(", ", missing),
                                "Set it, or providers."
                                        + provider.slug()
                                        + ".base_url in junctor.yaml."))
                : Optional.empty();
    }

    private boolean isSet(String variable) {
        return !variables.getOrDefault(variable, "").isBlank();
    }

    private static List<Diagnosis> unpriced(Provider provider, List<Endpoint> endpoints) {
        List<String> models =
                endpoints.stream()
                        .filter(endpoint -> endpoint.pricing() instanceof Pricing.Unknown)
                        .map(Endpoint::model)
                        .distinct()
                        .sorted()
                        .toList();
        if (models.isEmpty()) {
            return List.of();
        }
        String named = models.stream().limit(MOST_NAMED).collect(Collectors.joining(", "));
        String more =
                models.size() > MOST_NAMED ? " and " + (models.size() - MOST_NAMED) + " more" : "";
        return List.of(
                Diagnosis.warning(
                        "price",
                        provider.slug(),
                        "nobody knows the price of " + named + more + ", so they get no requests",
                        "Set providers."
                                + provider.slug()
                                + ".ceiling_price in junctor.yaml to what you would pay at most."));
    }

    /** Variables that look like the key of a provider which nobody knows. */
    private List<Diagnosis> strangers(String settings) {
        Set<String> known =
                stock.everything().providers().stream()
                        .flatMap(provider -> provider.keyVariables().stream())
                        .collect(Collectors.toCollection(TreeSet::new));
        return variables.keySet().stream()
                .filter(name -> KEY_VARIABLE.matcher(name).matches())
                .filter(name -> !name.startsWith("JUNCTOR_") && !known.contains(name))
                .filter(name -> !settings.contains("${" + name + "}"))
                .sorted()
                .map(name ->
                        Diagnosis.hint(
                                "key",
                                name,
                                "is set, and no provider of the catalog takes it",
                                Nearest.to(name, known)
                                        .filter(near -> Nearest.distance(name, near) <= 2)
                                        .map(near -> "Did you mean " + near + "?")
                                        .orElse(
                                                "If a provider is behind it, declare that under"
                                                        + " providers in junctor.yaml.")))
                .toList();
    }
}
