package dev.junctor.server.http;

import dev.junctor.core.fault.Fault;

/** Carries a fault out of a handler; it is a value on its way, not a defect, so it has no stack trace. */
public final class Refused extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Fault fault;

    public Refused(Fault fault) {
        super(fault.message(), null, false, false);
        this.fault = fault;
    }

    /** What to tell the caller. */
    public Fault fault() {
        return fault;
    }
}
