package dev.junctor.lab.process;

import dev.junctor.core.base.Seed;
import dev.junctor.simulator.fault.Disturbance;
import java.io.IOException;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Very many requests, a third of them with a fault and some whose callers leave, in two halves: what the second half
 * leaves behind beyond the first has leaked.
 */
final class LeakRun {
    private static final int CALLERS = 24;
    private static final int MB = 1024 * 1024;
    private static final long HEAP_MARGIN = 24L * MB;
    private static final long BUFFER_MARGIN = 2L * MB;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final House house;
    private final Findings findings;
    private final int requests;
    private final AtomicInteger answered = new AtomicInteger();
    private final AtomicInteger left = new AtomicInteger();
    private final List<Cell> cells =
            Cell.all().stream()
                    .filter(cell -> !(cell.disturbance() instanceof Disturbance.Hang))
                    .filter(cell -> !(cell.disturbance() instanceof Disturbance.Stall))
                    .toList();

    LeakRun(House house, Findings findings, int requests) {
        this.house = house;
        this.findings = findings;
        this.requests = requests;
    }

    void run(PrintStream out) throws InterruptedException {
        half(0, requests / 2);
        Vitals first = rested();
        half(requests / 2, requests);
        Vitals second = rested();
        out.printf(
                "%d requests, %d answered, %d callers left%n",
                requests, answered.get(), left.get());
        out.println("  after half:  " + first);
        out.println("  after all:   " + second);
        no(second.heapBytes() - first.heapBytes() > HEAP_MARGIN, "heap", first, second);
        no(second.bufferBytes() - first.bufferBytes() > BUFFER_MARGIN, "buffers", first, second);
        no(second.sockets() - first.sockets() > CALLERS, "sockets", first, second);
        no(second.files() - first.files() > CALLERS + 8, "files", first, second);
        no(second.callers() > 8, "callers", first, second);
        no(second.holds() != 0, "holds", first, second);
        findings.expect(
                !house.process().log().contains("LEAK:"),
                "the process says in its log that a buffer was lost");
        findings.expect(
                answered.get() + left.get() == requests,
                "of " + requests + " requests only " + answered + " were answered");
    }

    private void no(boolean leak, String what, Vitals first, Vitals second) {
        findings.expect(!leak, what + " leaked: " + first + "; then " + second);
    }

    private Vitals rested() throws InterruptedException {
        findings.expect(
                house.comesToRest(PATIENCE), "after many requests something is held or under way");
        return Vitals.of(house);
    }

    private void half(int from, int to) throws InterruptedException {
        AtomicInteger next = new AtomicInteger(from);
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            callers.add(Thread.ofVirtual().start(() -> call(next, to)));
        }
        for (Thread caller : callers) {
            caller.join();
        }
    }

    private void call(AtomicInteger next, int to) {
        int number = next.getAndIncrement();
        while (number < to) {
            number = talk(number, next, to);
        }
    }

    /** Asks over one connection until it ends; gives the number to go on with. */
    private int talk(int begin, AtomicInteger next, int to) {
        int number = begin;
        try (Talk talk = house.talk()) {
            while (number < to) {
                Seed seed = new Seed(number);
                talk.say(Talk.request("POST", House.CHAT, House.KEY, body(number, seed)));
                if (seed.forPurpose("leaves").below(12) == 0) {
                    left.incrementAndGet();
                    return next.getAndIncrement();
                }
                Talk.Reply reply = talk.hear();
                answered.incrementAndGet();
                number = next.getAndIncrement();
                if (!reply.keepsAlive()) {
                    return number;
                }
            }
        } catch (IOException gone) {
            findings.expect(false, "request " + number + " was not answered: " + gone);
            return next.getAndIncrement();
        }
        return number;
    }

    /** A third with a fault, of those that end without waiting for a deadline. */
    private String body(int number, Seed seed) {
        String provider = house.providers().get(number % house.providers().size());
        String plain =
                House.plainRequest(
                        provider, seed.forPurpose("stream").below(2) == 0 ? "true" : "false");
        if (seed.forPurpose("fault").below(3) != 0) {
            return plain;
        }
        int cell = seed.forPurpose("cell").below(cells.size());
        return cells.get(cell).request(provider);
    }
}
