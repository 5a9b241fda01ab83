package dev.junctor.wire;

import io.netty.bootstrap.ServerBootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.handler.ssl.SslContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Accepts callers over HTTP/1.1 and hands their requests to a service. */
public final class Listener implements AutoCloseable {
    private static final int BACKLOG = 1024;

    private final Channel channel;
    private final int port;
    private final Occupancy occupancy;
    private final Collection<Floor> floors;

    private Listener(Channel channel, Occupancy occupancy, Collection<Floor> floors) {
        this.channel = channel;
        this.port = ((InetSocketAddress) channel.localAddress()).getPort();
        this.occupancy = occupancy;
        this.floors = floors;
    }

    /**
     * Listens.
     *
     * @param loops where callers live; whoever started them shuts them down, after the listener is closed
     * @param services makes one service for each loop, at once and on the calling thread
     * @throws AddressInUse when somebody else listens there
     * @throws UncheckedIOException when the address cannot be listened on for another reason, or a file of {@link Tls}
     *     cannot be read
     */
    public static Listener open(
            EventLoopGroup loops, ListenerOptions options, Function<EventLoop, Service> services) {
        Optional<SslContext> tls = ServerTls.context(options.tls());
        Occupancy occupancy = new Occupancy();
        Map<EventLoop, Floor> floors = new LinkedHashMap<>();
        List<EventLoop> all = new ArrayList<>();
        loops.forEach(executor -> all.add((EventLoop) executor));
        ListenerOptions.Limits limits = options.limits();
        long room = Math.max(limits.bodyBytes(), limits.bodiesBytes() / all.size());
        for (EventLoop loop : all) {
            floors.put(
                    loop,
                    new Floor(loop, services.apply(loop), options, occupancy, new BodyRoom(room)));
        }
        Channel bound = bind(loops, options, tls, floors);
        floors.values().forEach(Floor::open);
        return new Listener(bound, occupancy, floors.values());
    }

    /** The port listened on. */
    public int port() {
        return port;
    }

    /** How many callers are connected; from any thread. */
    public int callers() {
        return occupancy.callers();
    }

    /**
     * Accepts no more, closes idle connections, lets running answers end, and cuts what has not ended in time. Blocks
     * for at most {@code patience}; not to be called on an event loop.
     *
     * @return how many connections were cut
     */
    public int drain(Duration patience) {
        channel.close().awaitUninterruptibly();
        occupancy.drain();
        floors.forEach(Floor::drain);
        int left;
        try {
            left = occupancy.awaitEmpty(patience.toNanos());
        } catch (InterruptedException hurried) {
            Thread.currentThread().interrupt();
            left = occupancy.callers();
        }
        floors.forEach(Floor::close);
        return left;
    }

    /** Accepts no more and cuts all connections. */
    @Override
    public void close() {
        occupancy.drain();
        channel.close().awaitUninterruptibly();
        floors.forEach(Floor::close);
    }

    private static Channel bind(
            EventLoopGroup loops,
            ListenerOptions options,
            Optional<SslContext> tls,
            Map<EventLoop, Floor> floors) {
        InetSocketAddress address = new InetSocketAddress(options.host(), options.port());
        ListenerOptions.Limits limits = options.limits();
        WriteBufferWaterMark marks =
                new WriteBufferWaterMark(limits.lowWaterMark(), limits.highWaterMark());
        ChannelFuture bound =
                new ServerBootstrap()
                        .group(loops)
                        .channel(Transport.listening(loops))
                        .option(ChannelOption.SO_BACKLOG, BACKLOG)
                        .option(ChannelOption.SO_REUSEADDR, true)
                        .childOption(ChannelOption.TCP_NODELAY, true)
                        .childOption(ChannelOption.SO_KEEPALIVE, true)
                        .childOption(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                        .childOption(
                                ChannelOption.RECVBUF_ALLOCATOR,
                                new AdaptiveRecvByteBufAllocator(512, 2048, 262_144))
                        .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, marks)
                        .childHandler(new Welcome(tls, floors))
                        .bind(address)
                        .awaitUninterruptibly();
        Throwable failure = bound.cause();
        if (failure == null) {
            return bound.channel();
        }
        throw refusal(address, failure);
    }

    private static RuntimeException refusal(InetSocketAddress address, Throwable failure) {
        String reason = String.valueOf(failure.getMessage());
        IOException cause =
                failure instanceof IOException io ? io : new IOException(reason, failure);
        if (reason.contains("Address already in use")) {
            return new AddressInUse(address, cause);
        }
        return new UncheckedIOException(
                "cannot listen on "
                        + address.getHostString()
                        + ":"
                        + address.getPort()
                        + ": "
                        + reason,
                cause);
    }

    /** Prepares the connection of a new caller. */
    private static final class Welcome extends ChannelInitializer<Channel> {
        private final Optional<SslContext> tls;
        private final Map<EventLoop, Floor> floors;

        Welcome(Optional<SslContext> tls, Map<EventLoop, Floor> floors) {
            this.tls = tls;
            this.floors = floors;
        }

        @Override
        protected void initChannel(Channel caller) {
            Floor floor = floors.get(caller.eventLoop());
            if (floor == null) {
                throw new IllegalStateException("a loop that was not there at the start");
            }
            tls.ifPresent(context -> caller.pipeline().addLast(context.newHandler(caller.alloc())));
            RequestDecoder decoder = new RequestDecoder(floor.limits.headBytes());
            caller.pipeline().addLast(decoder, new CallerConnection(floor, decoder, caller));
        }
    }
}
