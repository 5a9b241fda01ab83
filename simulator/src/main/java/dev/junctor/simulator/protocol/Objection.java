package dev.junctor.simulator.protocol;

import dev.junctor.simulator.ask.Complaint;
import java.util.Optional;

/** What a reader or a rule stops at; it never leaves a protocol. */
public final class Objection extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final transient Complaint complaint;

    /** Stops at this. */
    public Objection(Complaint complaint) {
        super(complaint.message(), null, false, false);
        this.complaint = complaint;
    }

    /** A request that must be changed, in words only. */
    public static Objection invalid(String message) {
        return new Objection(Complaint.invalid("", "", message));
    }

    /** What it stops at. */
    public Complaint complaint() {
        return complaint;
    }

    /** What a rule stops at; empty when it comes to its end. */
    public static Optional<Complaint> of(Runnable rule) {
        try {
            rule.run();
            return Optional.empty();
        } catch (Objection objection) {
            return Optional.of(objection.complaint());
        }
    }
}
