package dev.junctor.engine.fake;

import dev.junctor.core.base.Seed;
import dev.junctor.engine.port.Chunk;
import dev.junctor.engine.port.EventLoop;
import java.util.Arrays;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.concurrent.atomic.AtomicBoolean;

/** An event loop whose time goes forward only when a test says so. */
public final class FakeLoop implements EventLoop {
    private record Task(long dueNanos, long order, Runnable run, AtomicBoolean cancelled) {}

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(
                    Comparator.comparingLong(Task::dueNanos).thenComparingLong(Task::order));
    private long now = 1_000_000_000L;
    private long order;
    private Seed seed = new Seed(1);

    @Override
    public long nanoTime() {
        return now;
    }

    @Override
    public long epochMillis() {
        return 1_790_000_000_000L + now / 1_000_000;
    }

    @Override
    public long random() {
        seed = seed.next();
        return seed.bits();
    }

    @Override
    public Timer schedule(long delayNanos, Runnable task) {
        AtomicBoolean cancelled = new AtomicBoolean();
        tasks.add(new Task(now + delayNanos, order++, task, cancelled));
        return () -> cancelled.set(true);
    }

    @Override
    public void execute(Runnable task) {
        schedule(0, task);
    }

    @Override
    public Chunk chunk(byte[] array, int from, int to) {
        return new ArrayChunk(Arrays.copyOfRange(array, from, to));
    }

    /** Lets time pass and runs what is due. */
    public void pass(long millis) {
        long until = now + millis * 1_000_000;
        while (!tasks.isEmpty() && tasks.peek().dueNanos() <= until) {
            Task task = tasks.remove();
            now = Math.max(now, task.dueNanos());
            if (!task.cancelled().get()) {
                task.run().run();
            }
        }
        now = until;
    }

    /** Tasks that are still to come and not cancelled: none may be left when a request has ended. */
    public long pending() {
        return tasks.stream().filter(task -> !task.cancelled().get()).count();
    }
}
