package dev.junctor.core.route;

import dev.junctor.core.fault.Fault;

/** What a request's controls gave. */
public sealed interface Asked permits RouteRequest, Asked.Refused {
    /** The caller must change something. */
    record Refused(Fault fault) implements Asked {}
}
