package dev.junctor.server.api;

import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Modality;
import dev.junctor.core.catalog.Model;
import dev.junctor.core.catalog.Price;
import dev.junctor.core.usage.Bucket;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/**
 * A model and who serves it here at a known price.
 *
 * @param endpoints never empty
 */
record Offer(Model model, List<Priced> endpoints) {
    /** An endpoint and what it charges. */
    record Priced(Endpoint endpoint, Price price) {
        /** Prompt and completion together, in nano-dollars per million tokens: what is compared. */
        long weight() {
            return price.base().nanoPerMillion(Bucket.INPUT)
                    + price.base().nanoPerMillion(Bucket.OUTPUT);
        }

        /** Whether it says that it costs nothing. */
        boolean isFree() {
            return weight() == 0 && price.units().of("request") == 0;
        }
    }

    Offer {
        endpoints = List.copyOf(endpoints);
    }

    /** The cheapest endpoint, the first of several: the one whose facts stand for the model in lists. */
    Priced top() {
        return endpoints.stream()
                .min(Comparator.comparingLong(Priced::weight))
                .orElseThrow(() -> new IllegalStateException("an offer has endpoints"));
    }

    /** How many providers serve it. */
    long providers() {
        return endpoints.stream().map(one -> one.endpoint().provider().slug()).distinct().count();
    }

    /** The same under another id, with those who ask nothing for it; empty when nobody does. */
    Optional<Offer> free(String id) {
        List<Priced> free = endpoints.stream().filter(Priced::isFree).toList();
        return free.isEmpty() ? Optional.empty() : Optional.of(new Offer(renamed(id), free));
    }

    private Model renamed(String id) {
        return new Model(
                id,
                model.name() + " (free)",
                model.family(),
                model.released(),
                model.knowledge(),
                model.weights(),
                model.context(),
                model.maxOutput(),
                model.in(),
                model.out(),
                model.capabilities(),
                model.reasoning(),
                model.lifecycle(),
                model.aliases(),
                model.quality());
    }

    /** Tokens of prompt and completion together, by the model or the most generous endpoint; 0 for unknown. */
    long context() {
        return model.context() > 0
                ? model.context()
                : endpoints.stream().mapToLong(one -> one.endpoint().context()).max().orElse(0);
    }

    /** What goes in at one endpoint at least. */
    Set<Modality> in() {
        Set<Modality> all = EnumSet.noneOf(Modality.class);
        endpoints.forEach(one -> all.addAll(one.endpoint().in()));
        return all;
    }

    /** What comes out at one endpoint at least. */
    Set<Modality> out() {
        Set<Modality> all = EnumSet.noneOf(Modality.class);
        endpoints.forEach(one -> all.addAll(one.endpoint().out()));
        return all;
    }

    /** Fields that one endpoint at least takes, in alphabetical order. */
    Set<String> supportedParameters() {
        Set<String> all = new TreeSet<>();
        endpoints.forEach(one -> all.addAll(SupportedParameters.of(one.endpoint())));
        return all;
    }
}
