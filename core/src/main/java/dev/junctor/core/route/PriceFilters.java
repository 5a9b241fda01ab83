package dev.junctor.core.route;

import dev.junctor.core.base.Money;
import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Price;
import dev.junctor.core.catalog.Rates;
import dev.junctor.core.money.Markup;
import dev.junctor.core.usage.Bucket;

/** What an answer may cost. They stand behind the filter for unknown prices. */
final class PriceFilters {
    private PriceFilters() {}

    /** {@code provider.max_price}: the listed prices that apply to this request. */
    static Verdict maxPrice(Listing listing, Question question) {
        Endpoint endpoint = listing.endpoint();
        PriceCaps asked = question.request().provider().maxPrice();
        PriceCaps operator = question.policy().provider().maxPrice();
        if (asked.equals(PriceCaps.NONE) && operator.equals(PriceCaps.NONE)) {
            return Verdict.KEEP;
        }
        Verdict verdict = under("provider.max_price", asked, endpoint, question);
        return verdict instanceof Verdict.Reject
                ? verdict
                : under("policy.provider.max_price", operator, endpoint, question);
    }

    /** {@code routing.max_usd}: what this request can cost in the worst case. */
    static Verdict maxUsd(Listing listing, Question question) {
        Endpoint endpoint = listing.endpoint();
        Money asked = question.request().routing().maxUsd();
        Money operator = question.policy().routing().maxUsd();
        if (asked.equals(RoutingRules.UNBOUNDED) && operator.equals(RoutingRules.UNBOUNDED)) {
            return Verdict.KEEP;
        }
        long nanos =
                WorstCase.of(
                                endpoint,
                                question.request(),
                                Markup.NONE,
                                question.snapshot().epochMillis())
                        .amount()
                        .nanoDollars();
        if (nanos <= asked.nanoDollars()
                && nanos <= operator.nanoDollars()
                && nanos != Cost.UNKNOWN) {
            return Verdict.KEEP;
        }
        String field =
                nanos > asked.nanoDollars() || operator.equals(RoutingRules.UNBOUNDED)
                        ? "routing.max_usd"
                        : "policy.routing.max_usd";
        return new Verdict.Reject(
                field,
                nanos == Cost.UNKNOWN
                        ? "what the request can cost at most is not known"
                        : "the request can cost up to $" + new Money(nanos).toUsd());
    }

    private static Verdict under(
            String field, PriceCaps caps, Endpoint endpoint, Question question) {
        if (caps.equals(PriceCaps.NONE)) {
            return Verdict.KEEP;
        }
        Price price = Cost.known(endpoint.pricing());
        Rates rates =
                Cost.rates(
                        price,
                        question.request().size(),
                        question.snapshot().epochMillis(),
                        question.tier());
        long prompt = rates.nanoPerMillion(Bucket.INPUT);
        if (prompt > caps.prompt()) {
            return over(field, "prompt price is ", prompt, "/M");
        }
        long completion = rates.nanoPerMillion(Bucket.OUTPUT);
        if (completion > caps.completion()) {
            return over(field, "completion price is ", completion, "/M");
        }
        long request = price.units().of("request");
        if (request > caps.request()) {
            return over(field, "price of a request is ", request, "");
        }
        long image = price.units().of("in_image_each");
        if (image > caps.image()) {
            return over(field, "price of an image is ", image, "");
        }
        long audio = rates.lists(Bucket.AUDIO_IN) ? rates.nanoPerMillion(Bucket.AUDIO_IN) : 0;
        return audio > caps.audio() ? over(field, "audio price is ", audio, "/M") : Verdict.KEEP;
    }

    private static Verdict over(String field, String what, long nanos, String per) {
        return new Verdict.Reject(field, what + "$" + new Money(nanos).toUsd() + per);
    }
}
