package dev.junctor.server.journal;

import dev.junctor.engine.port.EventLoop;

/** A record on its way to the disk. */
final class Waiting {
    /** In bytes, never changed. */
    final byte[] record;

    final EventLoop loop;
    final Runnable written;
    final Patience patience;

    /** {@code written} runs on the loop once the record cannot be lost, if anybody waits for that. */
    Waiting(byte[] record, EventLoop loop, Runnable written, Patience patience) {
        this.record = record;
        this.loop = loop;
        this.written = written;
        this.patience = patience;
    }

    /** Whether anybody waits. */
    enum Patience {
        WAITS,
        HAS_GONE_ON
    }
}
