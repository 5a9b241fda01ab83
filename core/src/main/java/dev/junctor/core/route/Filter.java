package dev.junctor.core.route;

import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Model;

/** One hard rule: whether an endpoint may answer at all. Pure, and cheap: it runs for each endpoint of each request. */
@FunctionalInterface
public interface Filter {
    /** The verdict, which depends on nothing but the arguments. */
    Verdict check(Endpoint endpoint, Model model, Question question);
}
