package dev.junctor.core.route;

import dev.junctor.core.base.Glob;
import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Model;
import java.util.List;

/** Who may answer, whatever the request contains. */
final class AccessFilters {
    private static final Verdict NOT_IN_ONLY =
            new Verdict.Reject("provider.only", "not listed in provider.only");
    private static final Verdict NOT_IN_POLICY_ONLY =
            new Verdict.Reject(
                    "policy.provider.only", "not among the providers that the operator allows");
    private static final Verdict IGNORED =
            new Verdict.Reject("provider.ignore", "listed in provider.ignore");
    private static final Verdict IGNORED_BY_POLICY =
            new Verdict.Reject("policy.provider.ignore", "taken out by the operator");
    private static final Verdict DENIED =
            new Verdict.Reject("routing.models.deny", "the model fits routing.models.deny");
    private static final Verdict DENIED_BY_POLICY =
            new Verdict.Reject("policy.routing.models.deny", "the operator denies this model");
    private static final Verdict NOT_ALLOWED =
            new Verdict.Reject(
                    "routing.models.allow", "the model fits nothing in routing.models.allow");
    private static final Verdict NOT_ALLOWED_BY_POLICY =
            new Verdict.Reject(
                    "policy.routing.models.allow", "not among the models that the operator allows");
    private static final Verdict TIER_NOT_ASKED =
            new Verdict.Reject("service_tier", "a tier of its own, which is used only when named");

    private AccessFilters() {}

    /** {@code provider.only}: nobody else. */
    static Verdict only(Listing listing, Question question) {
        Endpoint endpoint = listing.endpoint();
        if (!admits(question.request().provider().only(), endpoint)) {
            return NOT_IN_ONLY;
        }
        return admits(question.policy().provider().only(), endpoint)
                ? Verdict.KEEP
                : NOT_IN_POLICY_ONLY;
    }

    /** {@code provider.ignore}: never these. */
    static Verdict ignore(Listing listing, Question question) {
        Endpoint endpoint = listing.endpoint();
        if (ProviderName.isIn(question.request().provider().ignore(), endpoint)) {
            return IGNORED;
        }
        return ProviderName.isIn(question.policy().provider().ignore(), endpoint)
                ? IGNORED_BY_POLICY
                : Verdict.KEEP;
    }

    /** {@code routing.models}: deny wins over allow. */
    static Verdict models(Listing listing, Question question) {
        RoutingRules asked = question.request().routing();
        RoutingRules operator = question.policy().routing();
        if (fits(asked.deny(), listing.model())) {
            return DENIED;
        }
        if (fits(operator.deny(), listing.model())) {
            return DENIED_BY_POLICY;
        }
        if (!asked.allow().isEmpty() && !fits(asked.allow(), listing.model())) {
            return NOT_ALLOWED;
        }
        return operator.allow().isEmpty() || fits(operator.allow(), listing.model())
                ? Verdict.KEEP
                : NOT_ALLOWED_BY_POLICY;
    }

    /** What is retired, past its last day, not confirmed by anybody, or of an unknown price. */
    static Verdict standing(Listing listing, Question question) {
        String last = listing.lastDay();
        return last.isEmpty() || last.compareTo(question.today()) >= 0
                ? listing.standing()
                : new Verdict.Reject("lifecycle", "shut down on " + last);
    }

    /** A wire protocol that providers can be spoken to in. */
    static Verdict dialect(Listing listing, Question question) {
        return question.dialects().contains(listing.dialect())
                ? Verdict.KEEP
                : new Verdict.Reject(
                        "dialect", "speaks " + listing.dialect() + ", which is not spoken here");
    }

    /** An endpoint of a service tier answers only when it is named or its tier is asked for. */
    static Verdict tier(Listing listing, Question question) {
        String tier = listing.tier();
        if (tier.isEmpty()) {
            return Verdict.KEEP;
        }
        Endpoint endpoint = listing.endpoint();
        ProviderRules asked = question.request().provider();
        return tier.equals(question.tier())
                        || ProviderName.isIn(asked.order(), endpoint)
                        || ProviderName.isIn(asked.only(), endpoint)
                ? Verdict.KEEP
                : TIER_NOT_ASKED;
    }

    private static boolean admits(List<String> only, Endpoint endpoint) {
        return only.isEmpty() || ProviderName.isIn(only, endpoint);
    }

    private static boolean fits(List<Glob> globs, Model model) {
        for (int i = 0; i < globs.size(); i++) {
            if (globs.get(i).matches(model.id())) {
                return true;
            }
        }
        return false;
    }
}
