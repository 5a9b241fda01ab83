package dev.junctor.server.http;

import dev.junctor.engine.port.CallerStream;
import dev.junctor.engine.port.Chunk;
import dev.junctor.wire.Caller;

/** A caller of the listener behind the engine's port. */
record WireCaller(Caller caller) implements CallerStream {
    @Override
    public void answer(int status, Chunk body, String... fields) {
        caller.answer(status, ((NettyChunk) body).buffer(), fields);
    }

    @Override
    public void head(int status, String... fields) {
        caller.head(status, fields);
    }

    @Override
    public void write(Chunk chunk) {
        caller.write(((NettyChunk) chunk).buffer());
    }

    @Override
    public boolean writable() {
        return caller.writable();
    }

    @Override
    public void end() {
        caller.end();
    }

    @Override
    public void abort() {
        caller.abort();
    }

    @Override
    public void watch(Runnable drained, Runnable gone) {
        caller.watch(drained, gone);
    }
}
