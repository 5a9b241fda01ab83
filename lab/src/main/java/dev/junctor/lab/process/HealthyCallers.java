package dev.junctor.lab.process;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Callers who offer a fixed number of requests a second, whatever else goes on, and count what is answered in time. */
final class HealthyCallers {
    private static final int CALLERS = 24;
    private static final long IN_TIME_NANOS = 2_000_000_000;

    private final House house;
    private final int perSecond;

    HealthyCallers(House house, int perSecond) {
        this.house = house;
        this.perSecond = perSecond;
    }

    /** What came of a window of time. */
    record Count(int offered, int answered) {
        Count plus(Count other) {
            return new Count(offered + other.offered, answered + other.answered);
        }

        /** Answered of offered, 0 to 1. */
        double share() {
            return offered == 0 ? 0 : (double) answered / offered;
        }
    }

    /** Offers requests for so long, and waits for the last answers. */
    Count measure(Duration window) throws InterruptedException {
        int offered = Math.max(1, (int) (perSecond * window.toMillis() / 1_000));
        long begin = System.nanoTime();
        AtomicInteger next = new AtomicInteger();
        AtomicInteger answered = new AtomicInteger();
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            callers.add(Thread.ofVirtual().start(() -> call(begin, offered, next, answered)));
        }
        for (Thread caller : callers) {
            caller.join();
        }
        return new Count(offered, answered.get());
    }

    private void call(long begin, int offered, AtomicInteger next, AtomicInteger answered) {
        @Nullable Talk talk = null;
        try {
            for (int n = next.getAndIncrement(); n < offered; n = next.getAndIncrement()) {
                long due = begin + n * 1_000_000_000L / perSecond;
                TimeUnit.NANOSECONDS.sleep(due - System.nanoTime());
                try {
                    talk = talk == null ? house.talk() : talk;
                    Talk.Reply reply = talk.ask("POST", House.CHAT, House.KEY, body(n));
                    boolean good = reply.status() == 200 && reply.whole() == Talk.Whole.YES;
                    if (good && System.nanoTime() - due < IN_TIME_NANOS) {
                        answered.incrementAndGet();
                    }
                    if (!reply.keepsAlive()) {
                        talk.close();
                        talk = null;
                    }
                } catch (IOException failed) {
                    if (talk != null) {
                        talk.close();
                        talk = null;
                    }
                }
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        } finally {
            if (talk != null) {
                talk.close();
            }
        }
    }

    private String body(int number) {
        String provider = house.providers().get(number % house.providers().size());
        return House.plainRequest(provider, number % 4 == 0 ? "true" : "false");
    }
}
