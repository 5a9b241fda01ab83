package dev.junctor.server.budget;

import dev.junctor.core.base.Money;
import dev.junctor.engine.admit.ApiKey;
import dev.junctor.engine.admit.KeyId;
import dev.junctor.engine.admit.LimitReset;
import dev.junctor.engine.money.Budget;
import dev.junctor.engine.money.Budgets;
import dev.junctor.engine.money.Hold;
import dev.junctor.engine.port.Chunk;
import dev.junctor.engine.port.EventLoop;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;

/** Requests as an event loop makes them: each test's thread is a loop of its own. */
final class Asking {
    /** 2026-11-24T12:00:00Z, a Tuesday. */
    static final long NOON = 1_795_521_600_000L;

    static final long HOUR = 3_600_000;
    static final long DAY = 24 * HOUR;

    private Asking() {}

    static ApiKey key(int number, String account, Money limit, LimitReset reset) {
        return new ApiKey(
                new KeyId(number, 2, 3, 4),
                "key " + number,
                "sk-jn-v1-abc...123",
                ApiKey.Kind.INFERENCE,
                ApiKey.Standing.ENABLED,
                ApiKey.Origin.STORE,
                account,
                limit,
                reset,
                0,
                Long.MAX_VALUE);
    }

    /** Holds under all of them, or under none. */
    static Optional<Hold> hold(List<Budget> budgets, long nanos) {
        return Hold.of(budgets, nanos) instanceof Hold.Answer.Held held
                ? Optional.of(held.hold())
                : Optional.empty();
    }

    /** Asks for more and waits for the answer, which comes on the asking loop. */
    static Budgets.Refill refill(Budgets budgets, Budget budget, long needed) {
        Loop loop = new Loop();
        AtomicReference<Budgets.Refill> answer = new AtomicReference<>();
        budgets.refill(budget, needed, loop, answer::set);
        while (answer.get() == null) {
            loop.runNext();
        }
        return answer.get();
    }

    /** Holds, and asks for more as long as there is more. */
    static Optional<Hold> holdOrRefill(Budgets budgets, List<Budget> limits, long nanos) {
        for (int tries = 0; tries < 16; tries++) {
            switch (Hold.of(limits, nanos)) {
                case Hold.Answer.Held held -> {
                    return Optional.of(held.hold());
                }
                case Hold.Answer.Lacking lacking -> {
                    long needed = Math.max(1, nanos - Math.max(0, lacking.budget().left()));
                    if (refill(budgets, lacking.budget(), needed) != Budgets.Refill.GRANTED) {
                        return Optional.empty();
                    }
                }
            }
        }
        return Optional.empty();
    }

    /** Runs what others hand over to the thread that waits. */
    private static final class Loop implements EventLoop {
        private final LinkedBlockingQueue<Runnable> tasks = new LinkedBlockingQueue<>();

        void runNext() {
            try {
                Runnable task = tasks.poll(30, TimeUnit.SECONDS);
                if (task == null) {
                    throw new AssertionError("no answer came");
                }
                task.run();
            } catch (InterruptedException e) {
                throw new AssertionError(e);
            }
        }

        @Override
        public void execute(Runnable task) {
            tasks.add(task);
        }

        @Override
        public long nanoTime() {
            return System.nanoTime();
        }

        @Override
        public long epochMillis() {
            return NOON;
        }

        @Override
        public long random() {
            throw new AssertionError();
        }

        @Override
        public Timer schedule(long delayNanos, Runnable task) {
            throw new AssertionError();
        }

        @Override
        public Chunk chunk(byte[] array, int from, int to) {
            throw new AssertionError();
        }
    }
}
