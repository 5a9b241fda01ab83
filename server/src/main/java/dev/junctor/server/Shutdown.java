package dev.junctor.server;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Tells when the process is to stop, and holds the JVM until everything is closed: open it first, so that it is closed
 * last.
 */
final class Shutdown implements AutoCloseable {
    private static final long PATIENCE_SECONDS = 8;

    private final CountDownLatch told = new CountDownLatch(1);
    private final CountDownLatch closed = new CountDownLatch(1);

    /** From now on a signal is heard; one that came before counts too. */
    Shutdown() {
        try {
            Runtime.getRuntime().addShutdownHook(new Thread(this::stop, "junctor-shutdown"));
        } catch (IllegalStateException stopping) {
            told.countDown();
        }
    }

    /** Returns when a signal tells the process to stop. */
    void await() throws InterruptedException {
        told.await();
    }

    private void stop() {
        told.countDown();
        try {
            if (!closed.await(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                System.err.println("junctor: not everything could be closed in time");
            }
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }

    @Override
    public void close() {
        closed.countDown();
    }
}
