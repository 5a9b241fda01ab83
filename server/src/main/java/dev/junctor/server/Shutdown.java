package dev.junctor.server;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicReference;
import sun.misc.Signal;

/**
 * Hears the signals. The first SIGTERM or SIGINT tells the process to end, the second ends it at once: what was
 * answered is in the journal. SIGHUP reloads where something can be reloaded, and ends elsewhere.
 *
 * <p>A shutdown hook would hear the first one only.
 */
final class Shutdown {
    private static final int SIGNALLED = 128;

    private final CountDownLatch told = new CountDownLatch(1);
    private final AtomicReference<Runnable> reload = new AtomicReference<>();
    private final HangUp hangUp;

    /** What SIGHUP means. */
    enum HangUp {
        /** The terminal is gone: end. */
        ENDS,
        /** Read the configuration again. */
        RELOADS
    }

    /** From now on signals are heard. */
    Shutdown(HangUp hangUp) {
        this.hangUp = hangUp;
        hear("TERM", this::end);
        hear("INT", this::end);
        hear("HUP", this::hungUp);
    }

    private interface Ear {
        void heard(Signal signal);
    }

    private static void hear(String name, Ear ear) {
        try {
            Signal.handle(new Signal(name), ear::heard);
        } catch (IllegalArgumentException taken) {
            // The system has no such signal, or the JVM was started with -Xrs, so that it ends by
            // itself.
        }
    }

    /** From now on SIGHUP is answered, if it reloads. */
    void onReload(Runnable reads) {
        reload.set(reads);
    }

    /** Returns when a signal tells the process to end. */
    void await() throws InterruptedException {
        told.await();
    }

    private void hungUp(Signal signal) {
        switch (hangUp) {
            case ENDS -> end(signal);
            case RELOADS -> {
                Runnable reads = reload.get();
                if (reads != null) { // what is still starting reads the newest anyway
                    reads.run();
                }
            }
        }
    }

    private void end(Signal signal) {
        if (told.getCount() > 0) {
            told.countDown();
            return;
        }
        System.err.println("junctor: told a second time, so it ends at once");
        System.err.flush();
        Runtime.getRuntime().halt(SIGNALLED + signal.getNumber());
    }
}
