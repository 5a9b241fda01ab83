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

    /** The suffix chooses who is asked; what is asked of them is the body's. */
    private static final Reason SEARCH_NOT_ASKED =
            new Reason.Fixed(
                    "able to search the web; :online only prefers that, web_search_options asks for it");

    private final Question question;
    private final Wishes wishes;
    private final Filter[] filters;
    private final List<Capability> wanted;
    private final List<Capability> wantedWithSearch;
    private final Shortlist shortlist = new Shortlist();
    private final Set<String> models = new HashSet<>();

    /** Whether what not all endpoints offer takes out the others even when nobody offers it. */
    private enum Necessity {
        REQUIRED,
        PREFERRED
    }

    /** What says that a capability is wanted. */
    private enum Source {
        REQUEST,
        SUFFIX
    }

    private record Need(Capability capability, Necessity necessity, Source source) {}

    Gathering(Question question, Wishes wishes) {
        this.question = question;
        this.wishes = wishes;
        this.filters = Filters.of(question);
        this.wanted = Wanted.by(question.request(), Target.Search.NO);
        this.wantedWithSearch = Wanted.by(question.request(), Target.Search.PREFERRED);
    }

    /** What was gathered. */
    Shortlist shortlist() {
        return shortlist;
    }

    /** Adds the endpoints of a target's models; a model that an earlier target brought is passed over. */
    void add(Target target, int group) {
        boolean only = question.request().names().size() == 1;
        for (Model model : target.models()) {
            if (only || models.add(model.id())) {
                add(target, model, group);
            }
        }
    }

    private void add(Target target, Model model, int group) {
        List<Listing> listings = question.snapshot().market().listingsOf(model);
        List<Listing> kept = new ArrayList<>(listings.size());
        boolean chosenByUs = target.isAuto();
        for (int i = 0; i < listings.size(); i++) {
            Listing listing = listings.get(i);
            if (chosenByUs && !FitFilters.serves(listing, question.request().operation())) {
                continue; // what is no chat model was never meant by "auto"
            }
            if (check(listing, target) instanceof Verdict.Reject reject) {
                shortlist.reject(listing, reject.field(), reject.reason());
            } else {
                kept.add(listing);
            }
        }
        List<Reason> notes = new ArrayList<>(0);
        Necessity necessity = chosenByUs ? Necessity.REQUIRED : Necessity.PREFERRED;
        for (Capability each : wanted(target)) {
            kept = narrow(kept, new Need(each, necessity, source(each)), notes);
        }
        if (target.search() == Target.Search.PREFERRED
                && !wanted.contains(Capability.WEB_SEARCH)
                && !kept.isEmpty()
                && kept.getFirst().endpoint().can(Capability.WEB_SEARCH)) {
            notes.add(SEARCH_NOT_ASKED);
        }
        if (question.tier().equals(ServiceTier.FLEX)) {
            kept = flex(kept);
        }
        for (int i = 0; i < kept.size(); i++) {
            Entry entry = new Entry(kept.get(i), group, question);
            notes.forEach(entry::because);
            shortlist.add(entry);
        }
    }

    private List<Capability> wanted(Target target) {
        return target.search() == Target.Search.NO ? wanted : wantedWithSearch;
    }

    /** What the request itself does not want is wanted by {@code :online} in the model's name. */
    private Source source(Capability capability) {
        return wanted.contains(capability) ? Source.REQUEST : Source.SUFFIX;
    }

    private Verdict check(Listing listing, Target target) {
        for (Filter filter : filters) {
            Verdict verdict = filter.check(listing, question);
            if (verdict instanceof Verdict.Reject) {
                return verdict;
            }
        }
        if (wishes.fallbacks() == Choice.NO
                && !wishes.order().isEmpty()
                && !ProviderName.isIn(wishes.order(), listing.endpoint())) {
            return NOT_IN_ORDER;
        }
        return target.offer() == Target.Offer.FREE ? free(listing.endpoint()) : Verdict.KEEP;
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
    private List<Listing> narrow(List<Listing> kept, Need need, List<Reason> notes) {
        Capability wanted = need.capability();
        List<Listing> able = new ArrayList<>(kept.size());
        for (Listing listing : kept) {
            if (listing.endpoint().can(wanted)) {
                able.add(listing);
            }
        }
        if (able.size() == kept.size()) {
            return kept;
        }
        if (able.isEmpty() && need.necessity() == Necessity.PREFERRED) {
            String inVain =
                    need.source() == Source.SUFFIX
                            ? "; :online has no effect"
                            : ", tried all the same";
            notes.add(new Reason.Fixed(Wanted.reason(wanted) + inVain));
            return kept;
        }
        for (Listing listing : kept) {
            if (!listing.endpoint().can(wanted)) {
                String field = need.source() == Source.SUFFIX ? "model" : Wanted.field(wanted);
                shortlist.reject(listing, field, Wanted.reason(wanted));
            }
        }
        return able;
    }

    /** {@code service_tier: flex} is never served otherwise, unless nobody offers it for the model. */
    private List<Listing> flex(List<Listing> kept) {
        List<Listing> able = new ArrayList<>(kept.size());
        for (Listing listing : kept) {
            if (ServiceTier.offers(listing.endpoint(), ServiceTier.FLEX)) {
                able.add(listing);
            }
        }
        if (able.isEmpty()) {
            return kept;
        }
        for (Listing listing : kept) {
            if (!ServiceTier.offers(listing.endpoint(), ServiceTier.FLEX)) {
                shortlist.reject(listing, "service_tier", "offers no flex tier");
            }
        }
        return able;
    }
}
