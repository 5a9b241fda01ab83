package dev.junctor.server;

import dev.junctor.core.fault.Fault;
import dev.junctor.engine.Pipeline;
import dev.junctor.engine.UnderWay;
import dev.junctor.server.http.NettyLoop;
import java.util.concurrent.CompletableFuture;

/** The line of one event loop, as other threads may look at it. */
record Line(NettyLoop loop, Pipeline pipeline) {
    /** What is under way on it, once its loop has looked. */
    CompletableFuture<UnderWay.Sight> look() {
        CompletableFuture<UnderWay.Sight> seen = new CompletableFuture<>();
        loop.execute(() -> seen.complete(pipeline.underWay().look(loop.nanoTime())));
        return seen;
    }

    /** Ends what is under way on it. */
    void cut(Fault fault) {
        loop.execute(() -> pipeline.underWay().cut(fault));
    }
}
