package dev.junctor.core.dialect;

import dev.junctor.core.fault.Fault;

/** Leaves a decoder from its depths; never leaves a codec. */
public final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final transient Fault fault;

    /** A request that the caller must change. */
    public Malformed(String field, String message) {
        this(Fault.invalid(field, message));
    }

    /** Any failure. */
    public Malformed(Fault fault) {
        super(fault.field(), null, false, false);
        this.fault = fault;
    }

    /** What is wrong. */
    public Fault fault() {
        return fault;
    }
}
