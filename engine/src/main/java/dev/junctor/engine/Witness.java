package dev.junctor.engine;

import dev.junctor.core.base.Money;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.record.GenerationRecord;
import dev.junctor.core.route.Rejected;
import java.util.List;

/** Sees what happens, to count it; called on the loop, so it must be quick. */
public interface Witness {
    /** A request was refused before anyone was asked. */
    void refused(Fault fault, List<Rejected> rejected);

    /** A request has its plan and is about to be sent to a provider; {@link #ended} follows. */
    void started();

    /** A request that was sent to a provider has ended. */
    void ended(GenerationRecord record);

    /** A request cost more than its limits allowed: the host bears the rest. */
    void capped(GenerationRecord record, Money borne);
}
