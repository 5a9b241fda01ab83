package dev.junctor.lab.bench;

import dev.junctor.engine.port.Chunk;
import dev.junctor.engine.port.EventLoop;
import java.util.concurrent.ConcurrentLinkedQueue;

/** An event loop that its own thread turns by hand, as far as a journal needs one. */
final class QueueLoop implements EventLoop {
    private final ConcurrentLinkedQueue<Runnable> tasks = new ConcurrentLinkedQueue<>();

    /** Runs what waits. */
    void turn() {
        for (Runnable task = tasks.poll(); task != null; task = tasks.poll()) {
            task.run();
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
        return System.currentTimeMillis();
    }

    @Override
    public long random() {
        throw new UnsupportedOperationException("a journal needs no chance");
    }

    @Override
    public Timer schedule(long delayNanos, Runnable task) {
        throw new UnsupportedOperationException("a journal needs no timers");
    }

    @Override
    public Chunk chunk(byte[] array, int from, int to) {
        throw new UnsupportedOperationException("a journal needs no chunks");
    }
}
