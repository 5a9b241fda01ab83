package dev.junctor.lab.process;

import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;

/** What was expected and was not so; from any thread. */
final class Findings {
    private static final int MOST_KEPT = 200;

    private final ConcurrentLinkedQueue<String> wrong = new ConcurrentLinkedQueue<>();
    private final AtomicInteger expectations = new AtomicInteger();
    private final AtomicInteger failed = new AtomicInteger();

    /** Expects something; what it would mean otherwise is said in one sentence. */
    void expect(boolean so, String otherwise) {
        expectations.incrementAndGet();
        if (!so) {
            failed.incrementAndGet();
            if (wrong.size() < MOST_KEPT) {
                wrong.add(otherwise);
            }
        }
    }

    int expectations() {
        return expectations.get();
    }

    int failed() {
        return failed.get();
    }

    List<String> wrong() {
        return List.copyOf(wrong);
    }
}
