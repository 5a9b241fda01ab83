package dev.junctor.lab.sim.store;

/** The machine dies in the middle of what it does. */
public final class PowerLoss extends RuntimeException {
    private static final long serialVersionUID = 1;

    PowerLoss(String where) {
        super(where);
    }
}
