package dev.junctor.core.route;

import dev.junctor.core.base.Nearest;
import dev.junctor.core.catalog.Catalog;
import dev.junctor.core.catalog.Model;
import dev.junctor.core.catalog.Retired;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.FaultKind;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;

/** What a caller is told when there is no plan: what is wrong, who took what out, and what to do. */
final class Refusals {
    private static final int NEAREST = 3;

    private final RouteRequest request;
    private final Catalog catalog;

    Refusals(RouteRequest request, Catalog catalog) {
        this.request = request;
        this.catalog = catalog;
    }

    /** A domain of quality in which no model is rated. */
    Optional<Planned.Refused> unknownDomain(Policy policy) {
        String asked = request.routing().domain();
        String domain = asked.isEmpty() ? policy.routing().domain() : asked;
        if (domain.isEmpty() || isRated(domain)) {
            return Optional.empty();
        }
        TreeSet<String> known = new TreeSet<>();
        catalog.models().forEach(model -> known.addAll(model.quality().keySet()));
        String field = asked.isEmpty() ? "policy.routing.quality.domain" : "routing.quality.domain";
        String message =
                field
                        + ": no model is rated in \""
                        + shortened(domain)
                        + "\". "
                        + meant(domain, known)
                        + "Known are "
                        + (known.isEmpty() ? "none" : String.join(", ", known));
        return Optional.of(new Planned.Refused(Fault.invalid(field, message), List.of()));
    }

    /** A name that means no model. */
    Planned.Refused unknownModel(String name) {
        StringBuilder message =
                new StringBuilder("No model is called \"").append(shortened(name)).append('"');
        catalog.retired(name).ifPresent(gone -> message.append(farewell(gone)));
        List<Model> nearest = catalog.nearest(shortened(name), NEAREST);
        message.append(nearest.isEmpty() ? "; GET /models lists what there is" : "; nearest are ");
        message.append(String.join(", ", nearest.stream().map(Model::id).toList()));
        String field = name.equals(request.names().getFirst()) ? "model" : "models";
        return new Planned.Refused(
                Fault.caller(FaultKind.NOT_FOUND, field, message.toString()), List.of());
    }

    private static String farewell(Retired gone) {
        return " any more: "
                + gone.provider()
                + " shut it down"
                + (gone.on().isEmpty() ? "" : " on " + gone.on())
                + (gone.replacement().isEmpty()
                        ? ""
                        : " and names " + gone.replacement() + " as its successor");
    }

    /** Nobody is left. */
    Planned.Refused nobody(List<Rejected> rejected) {
        String models = shortened(String.join(", ", request.names()));
        if (rejected.isEmpty()) {
            String message =
                    "No endpoints found for "
                            + models
                            + ": nobody here serves it; enable a provider that does";
            return new Planned.Refused(
                    Fault.caller(FaultKind.NOT_FOUND, "model", message), rejected);
        }
        Optional<Fault> tooLong = TooLong.fault(request, catalog, rejected);
        if (tooLong.isPresent()) {
            return new Planned.Refused(tooLong.get(), rejected);
        }
        List<Map.Entry<String, Integer>> counts = counts(rejected);
        StringBuilder message = new StringBuilder("No endpoints found for ").append(models);
        message.append(" that may answer this request; taken out of ").append(rejected.size());
        for (int i = 0; i < counts.size(); i++) {
            message.append(i == 0 ? ": " : ", ")
                    .append(counts.get(i).getValue())
                    .append(" by ")
                    .append(counts.get(i).getKey());
        }
        String field = counts.getFirst().getKey();
        Rejected example = firstBy(field, rejected);
        message.append(" (").append(example.provider()).append(": ").append(example.reason());
        message.append("). ");
        message.append(unknownProvider(field)).append(remedy(field, rejected));
        boolean tooShort = counts.stream().anyMatch(count -> count.getKey().equals("context"));
        if (tooShort && !field.equals("context")) {
            message.append(". For who is too small, shorten the prompt or lower max_tokens");
        }
        return new Planned.Refused(
                Fault.caller(FaultKind.NOT_FOUND, field, message.toString()), rejected);
    }

    private boolean isRated(String domain) {
        for (Model model : catalog.models()) {
            if (model.quality().containsKey(domain)) {
                return true;
            }
        }
        return false;
    }

    /** How many each field took out, the most first. */
    private static List<Map.Entry<String, Integer>> counts(List<Rejected> rejected) {
        Map<String, Integer> counts = new TreeMap<>();
        rejected.forEach(one -> counts.merge(one.field(), 1, Integer::sum));
        List<Map.Entry<String, Integer>> result = new ArrayList<>(counts.entrySet());
        result.sort(
                Map.Entry.<String, Integer>comparingByValue(Comparator.reverseOrder())
                        .thenComparing(Map.Entry.comparingByKey()));
        return result;
    }

    private static Rejected firstBy(String field, List<Rejected> rejected) {
        for (Rejected one : rejected) {
            if (one.field().equals(field)) {
                return one;
            }
        }
        throw new IllegalArgumentException("nobody was taken out by " + field);
    }

    /** A name in {@code provider.only} that is nobody's. */
    private String unknownProvider(String field) {
        if (!field.equals("provider.only")) {
            return "";
        }
        TreeSet<String> known = new TreeSet<>();
        catalog.providers().forEach(provider -> known.add(provider.slug()));
        for (String name : request.provider().only()) {
            int slash = name.indexOf('/');
            String slug = slash < 0 ? name : name.substring(0, slash);
            boolean isName =
                    catalog.providers().stream()
                            .anyMatch(provider -> provider.name().equalsIgnoreCase(name));
            if (!isName && !known.contains(slug)) {
                return "No provider here is called \""
                        + shortened(name)
                        + "\". "
                        + meant(slug, known);
            }
        }
        return "";
    }

    private static String meant(String word, Collection<String> known) {
        return Nearest.to(word, known)
                .map(nearest -> "Did you mean \"" + nearest + "\"? ")
                .orElse("");
    }

    private String remedy(String field, List<Rejected> rejected) {
        if (field.startsWith("policy.")) {
            return "The operator's policy says so; ask the operator or choose another model";
        }
        return switch (field) {
            case "provider.only" -> "Add a provider that serves the model to provider.only";
            case "provider.ignore" ->
                    "Take a provider that serves the model out of provider.ignore";
            case "provider.max_price" -> "Raise provider.max_price or choose a cheaper model";
            case "routing.max_usd" -> "Raise routing.max_usd, or lower max_tokens";
            case "max_tokens" -> "Lower max_tokens or choose another model";
            case "context" -> "Shorten the prompt, lower max_tokens, or choose a larger model";
            case "price" -> "The operator can state the price or a ceiling for it";
            case "tools" -> "Choose a model that supports tool use";
            case "modalities" -> "Choose a model that takes and gives what the request needs";
            case "lifecycle" -> outOfService(rejected);
            case "model" -> "Leave the suffix out, or choose another model";
            case "dialect" -> "Choose a model that another provider serves";
            case "operation" -> "Choose a model that is made for this";
            default -> "Relax " + field + " or choose another model";
        };
    }

    /** The first model that is out of service stands for all, and its provider for those who list it unconfirmed. */
    private String outOfService(List<Rejected> rejected) {
        Rejected first = firstBy("lifecycle", rejected);
        String advice = Successor.advice(first.model(), catalog);
        int slash = first.provider().indexOf('/');
        String slug = slash < 0 ? first.provider() : first.provider().substring(0, slash);
        return first.reason().equals(Listing.UNVERIFIED.reason())
                ? advice + ". The operator can vouch for this one in providers." + slug + ".models"
                : advice;
    }

    private static String shortened(String text) {
        return text.length() > 128 ? text.substring(0, 128) + "…" : text;
    }
}
