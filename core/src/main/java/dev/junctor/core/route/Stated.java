package dev.junctor.core.route;

import dev.junctor.core.fault.Fault;

/** What reading an operator's policy gave. */
public sealed interface Stated permits Policy, Stated.Refused {
    /** The operator must change something. */
    record Refused(Fault fault) implements Stated {}
}
