package dev.junctor.engine.fake;

import dev.junctor.engine.port.Chunk;
import dev.junctor.engine.port.EventLoop;
import java.util.Arrays;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** An event loop with a thread of its own: what it does, it does at the same time as others. */
public final class ThreadLoop implements EventLoop, AutoCloseable {
    private final ScheduledExecutorService thread = Executors.newSingleThreadScheduledExecutor();

    @Override
    public long nanoTime() {
        return System.nanoTime();
    }

    @Override
    public long epochMillis() {
        return System.currentTimeMillis();
    }

    @Override
    public long random() {
        return 1;
    }

    @Override
    public Timer schedule(long delayNanos, Runnable task) {
        Future<?> future = thread.schedule(task, delayNanos, TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    @Override
    public void execute(Runnable task) {
        thread.execute(task);
    }

    @Override
    public Chunk chunk(byte[] array, int from, int to) {
        return new ArrayChunk(Arrays.copyOfRange(array, from, to));
    }

    @Override
    public void close() {
        thread.shutdownNow();
    }
}
