package dev.junctor.server.http;

import dev.junctor.engine.port.Chunk;
import dev.junctor.engine.port.EventLoop;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.util.concurrent.Future;
import java.security.SecureRandom;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;

/** An event loop of the network as the engine's door to time and chance. */
public final class NettyLoop implements EventLoop {
    private final io.netty.channel.EventLoop loop;
    private final SplittableRandom chance = new SplittableRandom(new SecureRandom().nextLong());

    public NettyLoop(io.netty.channel.EventLoop loop) {
        this.loop = loop;
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
        return chance.nextLong();
    }

    @Override
    public Timer schedule(long delayNanos, Runnable task) {
        Future<?> future = loop.schedule(task, delayNanos, TimeUnit.NANOSECONDS);
        return () -> future.cancel(false);
    }

    @Override
    public void execute(Runnable task) {
        loop.execute(task);
    }

    @Override
    public Chunk chunk(byte[] array, int from, int to) {
        ByteBuf copy = PooledByteBufAllocator.DEFAULT.directBuffer(Math.max(16, to - from));
        return new NettyChunk(copy.writeBytes(array, from, to - from));
    }
}
