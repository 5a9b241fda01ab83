package dev.junctor.server.cli;

import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Lifecycle;
import dev.junctor.core.catalog.Model;
import dev.junctor.core.catalog.Status;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Looks for models that are gone, will soon be gone, or are no longer recommended, and for what follows them. */
final class LifecycleCheck {
    private static final String TOPIC = "lifecycle";
    private static final long SOON_DAYS = 90;

    private final Stock stock;
    private final LocalDate today;

    LifecycleCheck(Stock stock, LocalDate today) {
        this.stock = stock;
        this.today = today;
    }

    private record Ending(Endpoint endpoint, Optional<LocalDate> on) {}

    /** The soonest first. */
    List<Diagnosis> look() {
        List<Ending> endings = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (Endpoint endpoint : stock.chatEndpoints()) {
            if (isEnding(endpoint.lifecycle())
                    && seen.add(endpoint.provider().slug() + " " + endpoint.model())) {
                endings.add(new Ending(endpoint, day(endpoint.lifecycle().shutdownOn())));
            }
        }
        return endings.stream()
                .sorted(
                        Comparator.<Ending, String>comparing(
                                        ending -> ending.endpoint().provider().slug())
                                .thenComparing(ending -> ending.on().orElse(LocalDate.MAX))
                                .thenComparing(ending -> ending.endpoint().model()))
                .map(this::diagnosis)
                .toList();
    }

    private boolean isEnding(Lifecycle lifecycle) {
        return lifecycle.status() == Status.DEPRECATED
                || day(lifecycle.shutdownOn())
                        .filter(day -> day.isBefore(today.plusDays(SOON_DAYS)))
                        .isPresent();
    }

    private Diagnosis diagnosis(Ending ending) {
        String slug = ending.endpoint().provider().slug();
        String model = ending.endpoint().model();
        String remedy = remedy(ending.endpoint());
        if (ending.on().isEmpty()) {
            return Diagnosis.hint(TOPIC, slug, model + " is no longer recommended", remedy);
        }
        LocalDate on = ending.on().get();
        long days = ChronoUnit.DAYS.between(today, on);
        String finding =
                days < 0
                        ? model + " was shut down on " + on
                        : model
                                + " will be shut down on "
                                + on
                                + (days == 0 ? ", today" : ", in " + days + " days");
        return days < SOON_DAYS
                ? Diagnosis.warning(TOPIC, slug, finding, remedy)
                : Diagnosis.hint(TOPIC, slug, finding, remedy);
    }

    private String remedy(Endpoint endpoint) {
        if (!endpoint.lifecycle().replacement().isEmpty()) {
            return "Use " + endpoint.lifecycle().replacement() + ".";
        }
        Optional<Model> model = stock.everything().model(endpoint.model());
        Optional<Model> newest =
                model.filter(known -> !known.family().isEmpty())
                        .map(known -> "~" + known.author() + "/" + known.family() + "-latest")
                        .flatMap(latest -> stock.enabled().resolve(latest))
                        .filter(newer -> !newer.id().equals(endpoint.model()));
        return newest.map(newer ->
                        "Use "
                                + newer.id()
                                + ", the newest of its family (~"
                                + newer.author()
                                + "/"
                                + newer.family()
                                + "-latest).")
                .orElse("Choose another with ./junctor models.");
    }

    /** A date that is no date is the catalog's fault, found in the build. */
    private static Optional<LocalDate> day(String iso) {
        try {
            return iso.isEmpty() ? Optional.empty() : Optional.of(LocalDate.parse(iso));
        } catch (DateTimeException notADay) {
            return Optional.empty();
        }
    }
}
