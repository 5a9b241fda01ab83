package dev.junctor.wire;

import dev.junctor.wire.AnswerListener.Cause;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.AdaptiveRecvByteBufAllocator;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.proxy.HttpProxyHandler;
import io.netty.handler.ssl.SslContext;
import io.netty.handler.ssl.SslHandler;
import io.netty.resolver.NoopAddressResolverGroup;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** One attempt to connect for one call: name, address after address, tunnel, TLS. It can be cancelled at any step. */
final class Dial {
    private static final int SHORTEST_TRY_MILLIS = 250;

    private final Origin origin;
    private final UpstreamCall call;
    private final Pool pool;
    private final PooledClient client;
    private @Nullable SslContext tls;
    private @Nullable Channel channel;
    private boolean over;

    Dial(Origin origin, UpstreamCall call, Pool pool, PooledClient client) {
        this.origin = origin;
        this.call = call;
        this.pool = pool;
        this.client = client;
    }

    void start() {
        if (over) {
            return;
        }
        switch (origin.scheme()) {
            case HTTP -> lookUp();
            case HTTPS ->
                    client.tls()
                            .whenComplete((context, failure) ->
                                    client.loop().execute(() -> withTls(context, failure)));
        }
    }

    /** Stops at once; nobody is told. */
    void cancel() {
        if (!over) {
            end();
        }
    }

    private void withTls(@Nullable SslContext context, @Nullable Throwable failure) {
        if (over) {
            return;
        }
        if (context == null) {
            fail(
                    Cause.TLS,
                    "the trusted certificates cannot be read: "
                            + (failure == null ? "" : Failures.reason(failure)));
            return;
        }
        tls = context;
        lookUp();
    }

    private void lookUp() {
        Proxy proxy = client.options().proxy();
        boolean straight = proxy.passes(origin.host());
        if (!straight && proxy instanceof Proxy.Tunnel tunnel) {
            client.names()
                    .addresses(tunnel.host())
                    .addListener((Future<List<InetAddress>> found) -> found(found, tunnel));
        } else {
            client.names()
                    .addresses(origin.host())
                    .addListener((Future<List<InetAddress>> found) -> found(found, null));
        }
    }

    private void found(Future<List<InetAddress>> found, Proxy.@Nullable Tunnel tunnel) {
        if (over) {
            return;
        }
        if (found.isSuccess()) {
            attempt(found.getNow(), 0, tunnel);
        } else {
            fail(Failures.cause(found.cause()), Failures.reason(found.cause()));
        }
    }

    private void attempt(List<InetAddress> addresses, int index, Proxy.@Nullable Tunnel tunnel) {
        InetAddress address = addresses.get(index);
        Setup setup = new Setup(tunnel == null ? null : handler(tunnel, address));
        SocketAddress target =
                tunnel == null
                        ? new InetSocketAddress(address, origin.port())
                        : InetSocketAddress.createUnresolved(origin.host(), origin.port());
        int tries = addresses.size() - index;
        ChannelFuture connecting =
                new Bootstrap()
                        .group(client.loop())
                        .channel(Transport.connecting(client.loop()))
                        .resolver(NoopAddressResolverGroup.INSTANCE)
                        .option(ChannelOption.TCP_NODELAY, true)
                        .option(ChannelOption.SO_KEEPALIVE, true)
                        .option(ChannelOption.AUTO_CLOSE, false)
                        .option(ChannelOption.ALLOCATOR, PooledByteBufAllocator.DEFAULT)
                        .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, tryMillis(tries))
                        .option(
                                ChannelOption.RECVBUF_ALLOCATOR,
                                new AdaptiveRecvByteBufAllocator(512, 2048, 262_144))
                        .handler(setup)
                        .connect(target);
        channel = connecting.channel();
        connecting.addListener(done -> {
            if (over) {
                return;
            }
            if (done.isSuccess()) {
                tunnelled(setup);
            } else if (tries > 1) {
                attempt(addresses, index + 1, tunnel);
            } else {
                fail(done.cause());
            }
        });
    }

    private static HttpProxyHandler handler(Proxy.Tunnel tunnel, InetAddress address) {
        InetSocketAddress proxy = new InetSocketAddress(address, tunnel.port());
        Proxy.Login login = tunnel.login();
        return login.isEmpty()
                ? new HttpProxyHandler(proxy)
                : new HttpProxyHandler(proxy, login.user(), login.password());
    }

    private void tunnelled(Setup setup) {
        HttpProxyHandler proxy = setup.proxy;
        if (proxy == null) {
            secured(setup);
            return;
        }
        proxy.connectFuture()
                .addListener(done -> {
                    if (over) {
                        return;
                    }
                    if (done.isSuccess()) {
                        secured(setup);
                    } else if (Failures.wantsLogin(done.cause())) {
                        fail(Cause.CONNECT, loginWanted(proxy));
                    } else {
                        fail(done.cause());
                    }
                });
    }

    /** Who the user is stays untold as well: this text reaches callers. */
    private static String loginWanted(HttpProxyHandler proxy) {
        return proxy.username() == null
                ? "the proxy wants a login (407): put user and password into the setting proxy, as"
                        + " http://user:password@host:port"
                : "the proxy refuses our login (407): correct user and password in the setting"
                        + " proxy";
    }

    private void secured(Setup setup) {
        SslHandler security = setup.security;
        if (security == null) {
            connected(setup);
            return;
        }
        security.handshakeFuture()
                .addListener(done -> {
                    if (over) {
                        return;
                    }
                    if (done.isSuccess()) {
                        connected(setup);
                    } else {
                        fail(
                                Cause.TLS,
                                "no secure connection to "
                                        + origin.authority()
                                        + ": "
                                        + Failures.reason(done.cause()));
                    }
                });
    }

    private void connected(Setup setup) {
        UpstreamConnection connection = setup.connection;
        if (connection == null || !connection.active()) {
            fail(Cause.CONNECT, origin.authority() + " closed the connection at once");
            return;
        }
        over = true;
        pool.connected(call, connection);
    }

    private void fail(Throwable failure) {
        fail(
                Failures.cause(failure),
                "cannot connect to " + origin.authority() + ": " + Failures.reason(failure));
    }

    private void fail(Cause cause, String detail) {
        end();
        call.fail(cause, detail);
    }

    private void end() {
        over = true;
        Channel opened = channel;
        if (opened != null) {
            opened.close();
        }
        pool.slotFreed();
    }

    /** So much that the time suffices for the other addresses as well; the call's own timer ends it all. */
    private int tryMillis(int tries) {
        long whole = TimeUnit.NANOSECONDS.toMillis(call.connectNanos());
        return Math.clamp(whole / tries, SHORTEST_TRY_MILLIS, Integer.MAX_VALUE);
    }

    /** Prepares a connection. */
    private final class Setup extends ChannelInitializer<Channel> {
        final @Nullable HttpProxyHandler proxy;
        @Nullable SslHandler security;
        @Nullable UpstreamConnection connection;

        Setup(@Nullable HttpProxyHandler proxy) {
            this.proxy = proxy;
        }

        @Override
        protected void initChannel(Channel fresh) {
            ChannelPipeline pipeline = fresh.pipeline();
            if (proxy != null) {
                pipeline.addLast(proxy);
            }
            if (tls != null) {
                security = tls.newHandler(fresh.alloc(), origin.host(), origin.port());
                pipeline.addLast(security);
            }
            AnswerDecoder decoder = new AnswerDecoder(client.options().headBytes());
            connection = new UpstreamConnection(pool, fresh, decoder);
            pipeline.addLast(decoder, connection);
        }
    }
}
