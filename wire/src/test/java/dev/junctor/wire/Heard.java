package dev.junctor.wire;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Writes down what a listener of answers is told; read it only after {@link #await}. */
final class Heard implements AnswerListener {
    final List<String> events = new ArrayList<>();
    private final StringBuilder text = new StringBuilder();
    private final CountDownLatch over = new CountDownLatch(1);

    @Override
    public void head(int status, Headers headers) {
        events.add("head " + status);
    }

    @Override
    public void part(ByteBuf bytes) {
        text.append(bytes.toString(StandardCharsets.UTF_8));
        bytes.release();
    }

    @Override
    public void ended() {
        events.add("ended");
        over.countDown();
    }

    @Override
    public void failed(Failure failure) {
        events.add("failed " + failure.cause());
        text.append(failure.detail());
        over.countDown();
    }

    Heard await() throws InterruptedException {
        if (!over.await(10, TimeUnit.SECONDS)) {
            throw new AssertionError("nothing ended; so far: " + events);
        }
        return this;
    }

    boolean over() {
        return over.getCount() == 0;
    }

    /** The body, or the detail of a failure. */
    String text() {
        return text.toString();
    }
}
