package dev.junctor.core.route;

import dev.junctor.core.base.Money;
import dev.junctor.core.catalog.Capability;
import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Modality;
import dev.junctor.core.catalog.Price;
import dev.junctor.core.catalog.Rates;
import dev.junctor.core.money.Markup;
import dev.junctor.core.usage.Bucket;

/**
 * The most that a request can cost a customer at an endpoint: one token for each byte of a text prompt, the endpoint's
 * whole context for a prompt with media, written to the cache; and for each completion that is made, whether it is shown
 * or not, the caller's bound, or else the endpoint's, at the dearest kind of output that the endpoint has.
 *
 * @param promptUnits cost of the prompt and of all beside tokens, in millionths of a nano-dollar; {@link Cost#UNKNOWN}
 *     where nobody knows
 * @param outputUnits cost of one more token of every completion asked for, in the same unit
 * @param outputTokens bound of each completion; 0 where neither caller nor endpoint names one
 * @param bound who set it
 */
public record WorstCase(long promptUnits, long outputUnits, long outputTokens, Bound bound) {
    /** What some providers put before a prompt with tools, more than any is known to. */
    private static final long TOOL_TOKENS = 1_024;

    /** More searches than a provider makes for one answer. */
    private static final long WEB_SEARCHES = 10;

    private static final long PPM = 1_000_000;

    /** Who says how long a completion may be. */
    public enum Bound {
        CALLER,
        /** The endpoint's own limit, so a lower one may be set. */
        ENDPOINT
    }

    /** What a request may cost at an endpoint with a known price. */
    public static WorstCase of(
            Endpoint endpoint, RouteRequest request, Markup markup, long epochMillis) {
        Size size = request.size();
        Price price = Cost.known(endpoint.pricing());
        long prompt = prompt(endpoint, request);
        Rates rates = price.dearest(prompt, epochMillis, request.serviceTier());
        long completionPrice = completionPrice(endpoint, rates);
        boolean bounded = size.maxOutputTokens() > 0;
        return new WorstCase(
                Cost.sum(
                        marked(Cost.times(prompt, promptPrice(endpoint, rates)), markup),
                        Cost.times(prompt, extra(markup)),
                        marked(beside(price, request), markup)),
                Cost.times(
                        Cost.sum(marked(completionPrice, markup), extra(markup), 0),
                        size.choices()),
                bounded ? size.maxOutputTokens() : boundOf(endpoint),
                bounded ? Bound.CALLER : Bound.ENDPOINT);
    }

    /** The same where the caller's bound does not reach the endpoint, so that only its own limit holds. */
    public WorstCase unbounded(Endpoint endpoint) {
        return new WorstCase(promptUnits, outputUnits, boundOf(endpoint), Bound.ENDPOINT);
    }

    private static long boundOf(Endpoint endpoint) {
        return endpoint.maxOutput() > 0 ? endpoint.maxOutput() : endpoint.context();
    }

    /** Whether somebody knows what it costs at most. */
    public boolean isKnown() {
        return amount().nanoDollars() != Cost.UNKNOWN;
    }

    /** The most that it costs in whole nano-dollars, rounded up; the greatest amount there is where nobody knows. */
    public Money amount() {
        return outputTokens == 0 && outputUnits > 0
                ? new Money(Cost.UNKNOWN)
                : amountWith(outputTokens);
    }

    /** The most that it costs when completions are bounded by so many tokens each. */
    public Money amountWith(long tokens) {
        return new Money(Cost.nanosUp(Cost.sum(promptUnits, Cost.times(tokens, outputUnits), 0)));
    }

    /** The longest completions that an amount pays for, in tokens each; 0 when it does not pay for one. */
    public long outputTokensWithin(Money available) {
        long units = Cost.times(Math.max(0, available.nanoDollars()), Cost.UNITS_PER_NANO);
        if (promptUnits == Cost.UNKNOWN || units < promptUnits) {
            return 0;
        }
        return outputUnits == 0 ? Long.MAX_VALUE : (units - promptUnits) / outputUnits;
    }

    private static long prompt(Endpoint endpoint, RouteRequest request) {
        Size size = request.size();
        long limit = endpoint.maxInput() > 0 ? endpoint.maxInput() : endpoint.context();
        if (size.content() == Size.Content.MEDIA) {
            return limit > 0 ? limit : Cost.UNKNOWN;
        }
        boolean tools = request.capabilities().contains(Capability.TOOLS);
        long most = size.promptBytes() + (tools ? TOOL_TOKENS : 0);
        return limit > 0 ? Math.min(most, limit) : most;
    }

    private static long promptPrice(Endpoint endpoint, Rates rates) {
        long price = rates.nanoPerMillion(Bucket.INPUT);
        price = Math.max(price, rates.nanoPerMillion(Bucket.CACHE_WRITE));
        price = Math.max(price, rates.nanoPerMillion(Bucket.CACHE_WRITE_1H));
        price = Math.max(price, rates.nanoPerMillion(Bucket.CACHE_READ));
        for (Modality modality : endpoint.in()) {
            price = Math.max(price, rates.nanoPerMillion(bucketOf(modality)));
        }
        return price;
    }

    /** Some answer with pictures or sound although nobody asked for them: what an endpoint can give decides. */
    private static long completionPrice(Endpoint endpoint, Rates rates) {
        long price =
                Math.max(
                        rates.nanoPerMillion(Bucket.OUTPUT),
                        rates.nanoPerMillion(Bucket.REASONING));
        for (Modality modality : endpoint.out()) {
            price =
                    switch (modality) {
                        case AUDIO -> Math.max(price, rates.nanoPerMillion(Bucket.AUDIO_OUT));
                        case IMAGE, VIDEO ->
                                Math.max(price, rates.nanoPerMillion(Bucket.IMAGE_OUT));
                        case TEXT, FILE -> price;
                    };
        }
        return price;
    }

    private static long beside(Price price, RouteRequest request) {
        boolean searches = request.capabilities().contains(Capability.WEB_SEARCH);
        return Cost.sum(
                Cost.perRequest(price),
                searches
                        ? Cost.times(
                                WEB_SEARCHES,
                                Cost.times(price.units().of("web_search"), Cost.UNITS_PER_NANO))
                        : 0,
                0);
    }

    /** The customer's price for what costs so many units at the provider's, rounded up. */
    private static long marked(long units, Markup markup) {
        long factor =
                switch (markup.keyOwner()) {
                    case HOST -> PPM + markup.marginPpm();
                    case CUSTOMER -> markup.feePpm();
                };
        if (factor == 0) {
            return 0; // free, however much it is
        }
        if (units == Cost.UNKNOWN || factor == PPM) {
            return units;
        }
        long whole = Cost.times(units / PPM, factor);
        return Cost.sum(whole, Math.ceilDiv(units % PPM * factor, PPM), 0);
    }

    /** What each token costs on top; what may lower the price is not reckoned with. */
    private static long extra(Markup markup) {
        return switch (markup.keyOwner()) {
            case HOST -> Math.max(0, markup.marginNanosPerMillion());
            case CUSTOMER -> 0;
        };
    }

    private static Bucket bucketOf(Modality modality) {
        return switch (modality) {
            case TEXT, FILE -> Bucket.INPUT;
            case IMAGE -> Bucket.IMAGE_IN;
            case AUDIO -> Bucket.AUDIO_IN;
            case VIDEO -> Bucket.VIDEO_IN;
        };
    }
}
