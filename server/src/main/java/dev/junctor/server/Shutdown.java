package dev.junctor.server;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Waits until the process is told to stop, and holds the JVM until what was opened is closed. */
final class Shutdown {
    private static final long PATIENCE_SECONDS = 8;

    private Shutdown() {}

    /**
     * Returns when a signal tells the process to stop; the JVM then waits, for eight seconds at most, until the calling
     * thread has closed everything and ended.
     */
    static void await() throws InterruptedException {
        CountDownLatch told = new CountDownLatch(1);
        Thread caller = Thread.currentThread();
        Runtime.getRuntime()
                .addShutdownHook(
                        new Thread(
                                () -> {
                                    told.countDown();
                                    join(caller);
                                },
                                "junctor-shutdown"));
        told.await();
    }

    private static void join(Thread caller) {
        try {
            caller.join(TimeUnit.SECONDS.toMillis(PATIENCE_SECONDS));
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
        }
    }
}
