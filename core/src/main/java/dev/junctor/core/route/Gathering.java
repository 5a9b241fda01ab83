package dev.junctor.core.route;

import dev.junctor.core.catalog.Capability;
import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Model;
import dev.junctor.core.catalog.Price;
import dev.junctor.core.catalog.Rates;
import dev.junctor.core.usage.Bucket;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** Who may answer: the endpoints of the models that a request names, less those that a filter takes out. */
final class Gathering {

    private static final Verdict NOT_FREE =
            new Verdict.Reject("model", "not free, and :free admits nothing else");
    private static final Verdict NOT_IN_ORDER =
            new Verdict.Reject(
                    "provider.allow_fallbacks", "not in provider.order, and fallbacks are off");

    private final Question question;
    private final Wishes wishes;
    private final Filter[] filters;
    private final Shortlist shortlist = new Shortlist();
    private final Set<String> models = new HashSet<>();

    /** Whether what not all endpoints offer takes out the others even when nobody offers it. */
    private enum Necessity {
        REQUIRED,
        PREFERRED
    }

    Gathering(Question question, Wishes wishes) {
        this.question = question;
        this.wishes = wishes;
        this.filters = Filters.of(question);
    }

    /** What was gathered. */
    Shortlist shortlist() {
        return shortlist;
    }

    /** Adds the endpoints of a target's models; a model that an earlier target brought is passed over. */
    void add(Target target, int group) {
        for (Model model : target.models()) {
            if (models.add(model.id())) {
                add(target, model, group);
            }
        }
    }

    private void add(Target target, Model model, int group) {
        List<Endpoint> endpoints = question.snapshot().catalog().endpointsOf(model.id());
        List<Endpoint> kept = new ArrayList<>(endpoints.size());
        boolean chosenByUs = target.isAuto();
        for (Endpoint endpoint : endpoints) {
            if (chosenByUs && !FitFilters.serves(endpoint, question.request().operation())) {
                continue; // what is no chat model was never meant by "auto"
            }
            switch (check(endpoint, model, target)) {
                case Verdict.Keep keep -> kept.add(endpoint);
                case Verdict.Reject reject ->
                        shortlist.reject(endpoint, reject.field(), reject.reason());
            }
        }
        List<Reason> missing = new ArrayList<>(2);
        Necessity necessity = chosenByUs ? Necessity.REQUIRED : Necessity.PREFERRED;
        for (Capability wanted : Wanted.by(question.request(), target.search())) {
            kept = narrow(kept, wanted, necessity, missing);
        }
        if (question.tier().equals(ServiceTier.FLEX)) {
            kept = flex(kept);
        }
        for (Endpoint endpoint : kept) {
            Entry entry = new Entry(endpoint, model, group, question);
            missing.forEach(entry::because);
            explainDropped(entry);
            shortlist.add(entry);
        }
    }

    private Verdict check(Endpoint endpoint, Model model, Target target) {
        for (Filter filter : filters) {
            Verdict verdict = filter.check(endpoint, model, question);
            if (verdict instanceof Verdict.Reject) {
                return verdict;
            }
        }
        if (wishes.fallbacks() == Choice.NO
                && !wishes.order().isEmpty()
                && !ProviderName.isIn(wishes.order(), endpoint)) {
            return NOT_IN_ORDER;
        }
        return target.offer() == Target.Offer.FREE ? free(endpoint) : Verdict.KEEP;
    }

    /** Free is what an explicit price of 0 says; an unknown price has been filtered out before. */
    private Verdict free(Endpoint endpoint) {
        Price price = Cost.known(endpoint.pricing());
        Rates rates = price.base();
        return rates.nanoPerMillion(Bucket.INPUT) == 0
                        && rates.nanoPerMillion(Bucket.OUTPUT) == 0
                        && price.units().of("request") == 0
                ? Verdict.KEEP
                : NOT_FREE;
    }

    /**
     * Who has a capability, if somebody has. Public data about capabilities is incomplete, so a model that the caller
     * named is tried all the same when nobody is known to have it; one that is chosen for the caller must have it.
     */
    private List<Endpoint> narrow(
            List<Endpoint> kept, Capability wanted, Necessity necessity, List<Reason> missing) {
        List<Endpoint> able = new ArrayList<>(kept.size());
        for (Endpoint endpoint : kept) {
            if (endpoint.can(wanted)) {
                able.add(endpoint);
            }
        }
        if (able.size() == kept.size()) {
            return kept;
        }
        if (able.isEmpty() && necessity == Necessity.PREFERRED) {
            missing.add(new Reason.Fixed(Wanted.reason(wanted) + ", tried all the same"));
            return kept;
        }
        for (Endpoint endpoint : kept) {
            if (!endpoint.can(wanted)) {
                shortlist.reject(endpoint, Wanted.field(wanted), Wanted.reason(wanted));
            }
        }
        return able;
    }

    /** {@code service_tier: flex} is never served otherwise, unless nobody offers it for the model. */
    private List<Endpoint> flex(List<Endpoint> kept) {
        List<Endpoint> able = new ArrayList<>(kept.size());
        for (Endpoint endpoint : kept) {
            if (ServiceTier.offers(endpoint, ServiceTier.FLEX)) {
                able.add(endpoint);
            }
        }
        if (able.isEmpty()) {
            return kept;
        }
        for (Endpoint endpoint : kept) {
            if (!ServiceTier.offers(endpoint, ServiceTier.FLEX)) {
                shortlist.reject(endpoint, "service_tier", "offers no flex tier");
            }
        }
        return able;
    }

    private void explainDropped(Entry entry) {
        Endpoint endpoint = entry.endpoint;
        if (endpoint.refused().isEmpty() && endpoint.provider().quirks().dropped().isEmpty()) {
            return;
        }
        List<String> dropped = Parameters.refused(question.request(), endpoint);
        if (!dropped.isEmpty()) {
            entry.because(new Reason.Drops(dropped));
        }
    }
}
