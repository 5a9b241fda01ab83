package dev.junctor.core.route;

import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Lifecycle;
import dev.junctor.core.catalog.Model;
import dev.junctor.core.catalog.Pricing;
import dev.junctor.core.catalog.Status;
import java.time.LocalDate;
import java.util.List;

/** Who may answer, whatever the request contains. */
final class AccessFilters {
    private static final long MILLIS_PER_DAY = 86_400_000;

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
    private static final Verdict UNPRICED = new Verdict.Reject("price", "its price is not known");
    private static final Verdict RETIRED = new Verdict.Reject("lifecycle", "retired");
    private static final Verdict UNVERIFIED =
            new Verdict.Reject("lifecycle", "listed by one source only, not verified");
    private static final Verdict TIER_NOT_ASKED =
            new Verdict.Reject("service_tier", "a tier of its own, which is used only when named");

    private AccessFilters() {}

    /** {@code provider.only}: nobody else. */
    static Verdict only(Endpoint endpoint, Model model, Question question) {
        if (!admits(question.request().provider().only(), endpoint)) {
            return NOT_IN_ONLY;
        }
        return admits(question.policy().provider().only(), endpoint)
                ? Verdict.KEEP
                : NOT_IN_POLICY_ONLY;
    }

    /** {@code provider.ignore}: never these. */
    static Verdict ignore(Endpoint endpoint, Model model, Question question) {
        if (ProviderName.isIn(question.request().provider().ignore(), endpoint)) {
            return IGNORED;
        }
        return ProviderName.isIn(question.policy().provider().ignore(), endpoint)
                ? IGNORED_BY_POLICY
                : Verdict.KEEP;
    }

    /** {@code routing.models}: deny wins over allow. */
    static Verdict models(Endpoint endpoint, Model model, Question question) {
        RoutingRules asked = question.request().routing();
        RoutingRules operator = question.policy().routing();
        if (fits(asked.deny(), model)) {
            return DENIED;
        }
        if (fits(operator.deny(), model)) {
            return DENIED_BY_POLICY;
        }
        if (!asked.allow().isEmpty() && !fits(asked.allow(), model)) {
            return NOT_ALLOWED;
        }
        return operator.allow().isEmpty() || fits(operator.allow(), model)
                ? Verdict.KEEP
                : NOT_ALLOWED_BY_POLICY;
    }

    /** An unknown price is never taken for none. */
    static Verdict priced(Endpoint endpoint, Model model, Question question) {
        return switch (endpoint.pricing()) {
            case Pricing.Known known -> Verdict.KEEP;
            case Pricing.Unknown unknown -> UNPRICED;
        };
    }

    /** What is retired, past its last day, or not confirmed by anybody. */
    static Verdict lifecycle(Endpoint endpoint, Model model, Question question) {
        Verdict own = alive(endpoint.lifecycle(), question);
        return own instanceof Verdict.Reject ? own : alive(model.lifecycle(), question);
    }

    /** A wire protocol that providers can be spoken to in. */
    static Verdict dialect(Endpoint endpoint, Model model, Question question) {
        return question.dialects().contains(endpoint.dialect())
                ? Verdict.KEEP
                : new Verdict.Reject(
                        "dialect", "speaks " + endpoint.dialect() + ", which is not spoken here");
    }

    /** An endpoint of a service tier answers only when it is named or its tier is asked for. */
    static Verdict tier(Endpoint endpoint, Model model, Question question) {
        String tier = ProviderName.tierOf(endpoint.tag());
        ProviderRules asked = question.request().provider();
        return tier.isEmpty()
                        || tier.equals(question.tier())
                        || ProviderName.isIn(asked.order(), endpoint)
                        || ProviderName.isIn(asked.only(), endpoint)
                ? Verdict.KEEP
                : TIER_NOT_ASKED;
    }

    private static Verdict alive(Lifecycle lifecycle, Question question) {
        if (lifecycle.status() == Status.RETIRED) {
            return RETIRED;
        }
        if (lifecycle.status() == Status.UNVERIFIED) {
            return UNVERIFIED;
        }
        String last = lifecycle.shutdownOn();
        return last.isEmpty() || last.compareTo(today(question)) >= 0
                ? Verdict.KEEP
                : new Verdict.Reject("lifecycle", "shut down on " + last);
    }

    private static String today(Question question) {
        long day = Math.floorDiv(question.snapshot().epochMillis(), MILLIS_PER_DAY);
        return LocalDate.ofEpochDay(day).toString();
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
