package dev.junctor.core.route;

/** One hard rule: whether an endpoint may answer at all. Pure, and cheap: it runs for each endpoint of each request. */
@FunctionalInterface
public interface Filter {
    /** The verdict, which depends on nothing but the arguments. */
    Verdict check(Listing listing, Question question);
}
