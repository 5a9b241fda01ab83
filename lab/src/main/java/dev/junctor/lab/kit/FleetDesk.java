package dev.junctor.lab.kit;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import tools.jackson.databind.JsonNode;

/** The control API of the simulated fleet. */
public final class FleetDesk {
    private static final String FAULTS = "/_simulator/faults";
    private static final String REQUESTS = "/_simulator/requests";
    private static final int TICK_MILLIS = 5;

    private final WebCaller caller;

    /** The fleet at a base URL. */
    public FleetDesk(String url) {
        this.caller = new WebCaller(url, "");
    }

    /** Orders a fault, as {@code {"provider": "…", "fault": "429"}}. */
    public void order(String fault) {
        Answer answer = caller.send("POST", FAULTS, fault);
        if (answer.status() != 200) {
            throw new IllegalArgumentException(answer.toString());
        }
    }

    /** Takes back all faults and forgets all requests. */
    public void reset() {
        caller.send("DELETE", FAULTS, "");
        caller.send("DELETE", REQUESTS, "");
    }

    /** What came: counts, the same by provider, the last requests. */
    public JsonNode requests() {
        return caller.get(REQUESTS).json();
    }

    /** How many requests came, were cancelled, … as the control API names it. */
    public long count(String what) {
        return requests().path(what).asLong();
    }

    /** Waits until something is so; tells whether it came true in time. */
    public static boolean comesTrue(Duration patience, BooleanSupplier condition)
            throws InterruptedException {
        long until = System.nanoTime() + patience.toNanos();
        while (!condition.getAsBoolean()) {
            if (System.nanoTime() > until) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(TICK_MILLIS);
        }
        return true;
    }
}
