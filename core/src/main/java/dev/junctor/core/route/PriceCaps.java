package dev.junctor.core.route;

/**
 * The most that an endpoint may charge; {@link Long#MAX_VALUE} where nothing is said.
 *
 * @param prompt nano-dollars per million prompt tokens
 * @param completion nano-dollars per million completion tokens
 * @param request nano-dollars per request
 * @param image nano-dollars per image of the prompt
 * @param audio nano-dollars per million audio tokens of the prompt
 */
public record PriceCaps(long prompt, long completion, long request, long image, long audio) {
    /** No bound. */
    public static final long NO_CAP = Long.MAX_VALUE;

    /** Nothing is bounded. */
    public static final PriceCaps NONE = new PriceCaps(NO_CAP, NO_CAP, NO_CAP, NO_CAP, NO_CAP);
}
