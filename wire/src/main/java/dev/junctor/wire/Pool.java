package dev.junctor.wire;

import dev.junctor.wire.AnswerListener.Cause;
import io.netty.channel.EventLoop;
import java.util.ArrayDeque;
import java.util.Iterator;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one loop to one origin. The one used last is used next: it is warm, and those that are not needed
 * grow old.
 */
final class Pool {
    private final Origin origin;
    private final PooledClient client;
    private final ArrayDeque<UpstreamConnection> idle = new ArrayDeque<>();
    private final ArrayDeque<UpstreamCall> waiting = new ArrayDeque<>();
    private int open;

    Pool(Origin origin, PooledClient client) {
        this.origin = origin;
        this.client = client;
    }

    EventLoop loop() {
        return client.loop();
    }

    Turn turn() {
        return client.turn();
    }

    long now() {
        return client.loop().ticker().nanoTime();
    }

    String authority() {
        return origin.authority();
    }

    /** Sends on an idle connection, or a new one, or waits for one. */
    void place(UpstreamCall call) {
        UpstreamConnection connection = takeIdle();
        if (connection != null) {
            call.sendOn(connection);
        } else {
            placeAnew(call);
        }
    }

    /** Sends on a new connection, or waits for one. */
    void placeAnew(UpstreamCall call) {
        ClientOptions options = client.options();
        if (open < options.connections()) {
            call.waits();
            dial(call);
        } else if (waiting.size() < options.waiting()) {
            call.waits();
            waiting.add(call);
            client.queue().incrementAndGet();
        } else {
            String detail = "too many requests to " + authority() + " wait for a connection";
            loop().execute(() -> call.fail(Cause.BUSY, detail));
        }
    }

    /** A call waits no more. */
    void withdraw(UpstreamCall call) {
        if (waiting.remove(call)) {
            client.queue().decrementAndGet();
        }
    }

    /** A connection has done its work and can do more. */
    void giveBack(UpstreamConnection connection) {
        if (client.closed() || worn(connection)) {
            connection.close();
            return;
        }
        UpstreamCall next = nextWaiting();
        if (next != null) {
            next.sendOn(connection);
        } else {
            idle.push(connection);
            client.tidySoon();
        }
    }

    /** A connection is gone. */
    void closed(UpstreamConnection connection) {
        idle.remove(connection);
        slotFreed();
    }

    /** A connection came about. */
    void connected(UpstreamCall call, UpstreamConnection connection) {
        connection.establish();
        call.sendOn(connection);
    }

    /** An attempt to connect ended without a connection. */
    void slotFreed() {
        open--;
        UpstreamCall next = nextWaiting();
        if (next != null) {
            dial(next);
        }
    }

    /** Closes what is idle for too long or too old. */
    void tidy() {
        long now = now();
        long patience = client.options().idle().toNanos();
        for (Iterator<UpstreamConnection> all = idle.iterator(); all.hasNext(); ) {
            UpstreamConnection connection = all.next();
            if (client.closed() || now - connection.idleSince() > patience || worn(connection)) {
                all.remove();
                connection.close();
            }
        }
    }

    boolean hasIdle() {
        return !idle.isEmpty();
    }

    boolean unused() {
        return open == 0 && waiting.isEmpty();
    }

    private @Nullable UpstreamCall nextWaiting() {
        UpstreamCall next = waiting.poll();
        if (next != null) {
            client.queue().decrementAndGet();
        }
        return next;
    }

    private @Nullable UpstreamConnection takeIdle() {
        while (true) {
            UpstreamConnection connection = idle.poll();
            if (connection == null || (connection.active() && !worn(connection))) {
                return connection;
            }
            connection.close();
        }
    }

    private void dial(UpstreamCall call) {
        open++;
        Dial dial = new Dial(origin, call, this, client);
        call.dials(dial);
        loop().execute(dial::start);
    }

    private boolean worn(UpstreamConnection connection) {
        return now() - connection.bornAt() > client.options().lifetime().toNanos();
    }
}
