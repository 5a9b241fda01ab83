package dev.junctor.core.route;

import dev.junctor.core.fault.Fault;
import java.util.List;

/** What routing decided. */
public sealed interface Planned permits RoutePlan, Planned.Refused {
    /** Nobody may answer. */
    record Refused(Fault fault, List<Rejected> rejected) implements Planned {
        public Refused {
            rejected = List.copyOf(rejected);
        }
    }
}
