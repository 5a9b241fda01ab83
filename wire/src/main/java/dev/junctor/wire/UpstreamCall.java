package dev.junctor.wire;

import dev.junctor.wire.AnswerListener.Cause;
import dev.junctor.wire.AnswerListener.Failure;
import io.netty.buffer.ByteBuf;
import io.netty.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A request on its way: waiting for a connection, connecting, or sent. */
final class UpstreamCall implements Client.Call {
    private final Pool pool;
    private final RequestHead head;
    private final long connectNanos;
    private final AnswerListener listener;
    private @Nullable ByteBuf body;
    private @Nullable Dial dial;
    private @Nullable UpstreamConnection connection;
    private @Nullable ScheduledFuture<?> timer;
    private boolean paused;
    private boolean headTold;
    private boolean sentAgain;
    private boolean done;

    UpstreamCall(
            Pool pool, RequestHead head, ByteBuf body, long connectNanos, AnswerListener listener) {
        this.pool = pool;
        this.head = head;
        this.body = body;
        this.connectNanos = connectNanos;
        this.listener = listener;
    }

    @Override
    public void pause() {
        paused = true;
        if (connection != null) {
            connection.reading(false);
        }
    }

    @Override
    public void resume() {
        paused = false;
        if (connection != null) {
            connection.reading(true);
        }
    }

    @Override
    public void cancel() {
        if (done) {
            return;
        }
        UpstreamConnection sent = connection;
        stopConnecting();
        finish();
        if (sent != null) {
            sent.abandon();
        }
    }

    /** There is no connection at once: the time for getting one begins. */
    void waits() {
        timer =
                pool.loop()
                        .schedule(this::connectingTookTooLong, connectNanos, TimeUnit.NANOSECONDS);
    }

    void dials(Dial attempt) {
        dial = attempt;
    }

    /** Sends the request. */
    void sendOn(UpstreamConnection target) {
        stopTimer();
        dial = null;
        connection = target;
        target.start(this);
        if (paused) {
            target.reading(false);
        }
    }

    /** How long connecting may take in all. */
    long connectNanos() {
        return connectNanos;
    }

    RequestHead head() {
        return head;
    }

    /** The body, to be sent now; it stays here as well when it may have to be sent again. */
    ByteBuf body(Keep keep) {
        ByteBuf whole = body;
        if (whole == null) {
            throw new IllegalStateException("the body is gone");
        }
        if (keep == Keep.UNTIL_HEARD) {
            return whole.retainedDuplicate();
        }
        body = null;
        return whole;
    }

    /** Whether a body is kept after it was sent. */
    enum Keep {
        UNTIL_HEARD,
        NO
    }

    /** Sends the request once more on a new connection, if that is still possible. */
    boolean sendAgain() {
        if (sentAgain || body == null) {
            return false;
        }
        sentAgain = true;
        connection = null;
        pool.placeAnew(this);
        return true;
    }

    void answered(int status, Headers headers) {
        releaseBody();
        headTold = true;
        listener.head(status, headers);
    }

    void part(ByteBuf bytes) {
        listener.part(bytes);
    }

    void ended() {
        finish();
        listener.ended();
    }

    /** The connection closed before the answer's end. */
    void cut(String detail) {
        fail(headTold ? Cause.CUT : Cause.CLOSED, detail);
    }

    void fail(Cause cause, String detail) {
        if (!done) {
            finish();
            listener.failed(new Failure(cause, detail));
        }
    }

    boolean done() {
        return done;
    }

    private void connectingTookTooLong() {
        timer = null;
        Cause cause = dial == null ? Cause.BUSY : Cause.CONNECT_TIMEOUT;
        stopConnecting();
        fail(
                cause,
                cause == Cause.BUSY
                        ? "no connection to " + pool.authority() + " became free in time"
                        : "connecting to " + pool.authority() + " took too long");
    }

    private void stopConnecting() {
        Dial attempt = dial;
        if (attempt != null) {
            dial = null;
            attempt.cancel();
        } else if (connection == null) {
            pool.withdraw(this);
        }
    }

    private void finish() {
        done = true;
        connection = null;
        stopTimer();
        releaseBody();
    }

    private void stopTimer() {
        ScheduledFuture<?> running = timer;
        if (running != null) {
            timer = null;
            running.cancel(false);
        }
    }

    private void releaseBody() {
        ByteBuf kept = body;
        if (kept != null) {
            body = null;
            kept.release();
        }
    }
}
