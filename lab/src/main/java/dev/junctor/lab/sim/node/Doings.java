package dev.junctor.lab.sim.node;

import dev.junctor.core.base.Money;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.record.GenerationRecord;

/** Hears of what happens inside a process, to check it. */
public interface Doings {
    /** A request was given its name. */
    void named(int request, String publicId);

    /** A request was refused before anybody was asked. */
    void refused(Fault fault);

    /** A record was handed to the log. */
    void appended(GenerationRecord record);

    /** A request ended. */
    void ended(GenerationRecord record);

    /** The host bears a part of a charge. */
    void capped(GenerationRecord record, Money borne);

    /** The program met an error of its own. */
    void defect(RuntimeException defect);
}
