package dev.junctor.wire;

import java.util.ArrayDeque;

/** What has arrived on a connection and waits until what came before it is answered; bounded in number and bytes. */
final class ArrivalQueue {
    private final ListenerOptions.Limits limits;
    private final ArrayDeque<Intake.Arrival> arrivals = new ArrayDeque<>(2);
    private long bytes;

    ArrivalQueue(ListenerOptions.Limits limits) {
        this.limits = limits;
    }

    boolean isEmpty() {
        return arrivals.isEmpty();
    }

    /** Whether a request is one too many to wait. */
    boolean full(Request request) {
        return arrivals.size() >= limits.pipelined()
                || bytes + request.body().readableBytes() > limits.bodyBytes();
    }

    void add(Intake.Arrival arrival) {
        arrivals.add(arrival);
        bytes += size(arrival);
    }

    Intake.Arrival remove() {
        Intake.Arrival next = arrivals.remove();
        bytes -= size(next);
        return next;
    }

    /** Forgets everything; gives the bytes of bodies that waited. */
    long release() {
        long forgotten = bytes;
        bytes = 0;
        for (Intake.Arrival arrival : arrivals) {
            if (arrival instanceof Intake.Arrival.Whole whole) {
                whole.request().body().release();
            }
        }
        arrivals.clear();
        return forgotten;
    }

    private static long size(Intake.Arrival arrival) {
        return switch (arrival) {
            case Intake.Arrival.Whole whole -> whole.bodyBytes();
            case Intake.Arrival.Refused refused -> 0;
        };
    }
}
