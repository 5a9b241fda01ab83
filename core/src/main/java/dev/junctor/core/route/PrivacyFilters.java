package dev.junctor.core.route;

import dev.junctor.core.catalog.DataPolicy;
import dev.junctor.core.catalog.DataPolicy.Stance;
import dev.junctor.core.catalog.Endpoint;

/** What may happen to the prompt. What nobody knows counts against an endpoint. */
final class PrivacyFilters {
    private static final Verdict DISTILLATION_UNKNOWN =
            new Verdict.Reject(
                    "provider.enforce_distillable_text",
                    "whether the model's author allows distillation is not known");

    private PrivacyFilters() {}

    /** {@code provider.data_collection: deny}: neither keeps prompts nor trains on them. */
    static Verdict dataCollection(Listing listing, Question question) {
        Endpoint endpoint = listing.endpoint();
        String field =
                field(
                        question.request().provider().denyDataCollection(),
                        question.policy().provider().denyDataCollection(),
                        "provider.data_collection");
        if (field.isEmpty()) {
            return Verdict.KEEP;
        }
        DataPolicy policy = endpoint.provider().dataPolicy();
        if (policy.retains() != Stance.NO) {
            return new Verdict.Reject(field, stance(policy.retains(), "keeps prompts"));
        }
        return policy.trains() == Stance.NO
                ? Verdict.KEEP
                : new Verdict.Reject(field, stance(policy.trains(), "trains on prompts"));
    }

    /** {@code provider.zdr}: zero data retention. */
    static Verdict zeroRetention(Listing listing, Question question) {
        Endpoint endpoint = listing.endpoint();
        String field =
                field(
                        question.request().provider().zdr(),
                        question.policy().provider().zdr(),
                        "provider.zdr");
        Stance stance = endpoint.provider().dataPolicy().zeroRetention();
        if (field.isEmpty() || stance == Stance.YES) {
            return Verdict.KEEP;
        }
        return new Verdict.Reject(
                field,
                stance == Stance.NO
                        ? "offers no zero data retention"
                        : "whether it offers zero data retention is not known");
    }

    /** {@code provider.enforce_distillable_text}: the catalog does not know it of any model, so nobody passes. */
    static Verdict distillable(Listing listing, Question question) {
        return question.request().provider().distillableText() == Choice.YES
                        || question.policy().provider().distillableText() == Choice.YES
                ? DISTILLATION_UNKNOWN
                : Verdict.KEEP;
    }

    private static String field(Choice asked, Choice operator, String name) {
        if (asked == Choice.YES) {
            return name;
        }
        return operator == Choice.YES ? "policy." + name : "";
    }

    private static String stance(Stance stance, String what) {
        return stance == Stance.YES ? what : "whether it " + what + " is not known";
    }
}
