package dev.junctor.server.api;

import dev.junctor.core.catalog.Catalog;
import dev.junctor.core.catalog.Model;
import dev.junctor.core.catalog.Retired;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.FaultKind;
import dev.junctor.server.http.Refused;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * A model looked up by a name that people use: an id, an alias, a provider's own id, {@code ~author/family-latest}, each
 * with suffixes.
 *
 * @param name as it was given
 * @param base the name without suffixes that only steer routing
 * @param variant a suffix that means an offer of its own, as {@code free}; empty for none
 */
record Named(String name, String base, String variant) {
    private static final String FREE = "free";

    /** Suffixes that say how to choose among endpoints; any model may have them. */
    private static final Set<String> ROUTING = Set.of("nitro", "floor", "exacto", "online");

    /** Suffixes that mean an offer with a price of its own; it exists or it does not. */
    private static final Set<String> OFFERS = Set.of(FREE, "batch", "thinking", "extended");

    /** Takes a name apart. */
    static Named of(String name, Catalog catalog) {
        String base = name;
        String variant = "";
        int colon = base.lastIndexOf(':');
        while (colon > 0 && catalog.resolve(base).isEmpty()) {
            String suffix = base.substring(colon + 1).toLowerCase(Locale.ROOT);
            if (OFFERS.contains(suffix)) {
                variant = suffix;
            } else if (!ROUTING.contains(suffix)) {
                break;
            }
            base = base.substring(0, colon);
            colon = base.lastIndexOf(':');
        }
        return new Named(name, base, variant);
    }

    /** Whether it stands for a choice among all models. */
    boolean isAuto() {
        return base.equals(Offers.AUTO);
    }

    /** The model and who serves it; empty when nobody serves what the variant means. */
    Optional<Offer> offer(Offers offers) {
        Optional<Offer> offer =
                isAuto() ? offers.auto() : offers.catalog().resolve(base).flatMap(offers::of);
        return switch (variant) {
            case "" -> offer;
            case FREE -> offer.flatMap(found -> found.free(found.model().id() + ":" + FREE));
            default -> Optional.empty();
        };
    }

    /**
     * What is said when there is no such model: what became of it, and the three nearest.
     *
     * @return the refusal, to be thrown
     */
    Refused missing(Catalog catalog) {
        String shown = name.length() <= 128 ? name : name.substring(0, 128) + "…";
        String message =
                "No model is served here as \"%s\".%s%s"
                        .formatted(
                                shown,
                                catalog.retired(base).map(Named::fate).orElse(""),
                                nearest(catalog));
        return new Refused(Fault.caller(FaultKind.NOT_FOUND, "model", message));
    }

    private static String fate(Retired gone) {
        String when = gone.on().isEmpty() ? "" : " on " + gone.on();
        String successor =
                gone.replacement().isEmpty() ? "" : "; it names " + gone.replacement() + " instead";
        return " " + gone.provider() + " shut it down" + when + successor + ".";
    }

    private String nearest(Catalog catalog) {
        String ids =
                catalog.nearest(base, 3).stream().map(Model::id).collect(Collectors.joining(", "));
        return ids.isEmpty() ? " GET /models lists what there is." : " Nearest are " + ids + ".";
    }
}
