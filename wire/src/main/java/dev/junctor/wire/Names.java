package dev.junctor.wire;

import io.netty.channel.EventLoop;
import io.netty.resolver.dns.DnsNameResolver;
import io.netty.resolver.dns.DnsNameResolverBuilder;
import io.netty.resolver.dns.SequentialDnsServerAddressStreamProvider;
import io.netty.util.NetUtil;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.UnknownHostException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Finds addresses without blocking the loop: an address is its own, {@code localhost} is this machine, then the hosts
 * file is read and name servers are asked. What they say is kept as long as they allow.
 */
final class Names {
    private static final byte[] LOOPBACK_4 = {127, 0, 0, 1};
    private static final byte[] LOOPBACK_6 = {0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 1};

    private final EventLoop loop;
    private final List<InetSocketAddress> servers;
    private @Nullable DnsNameResolver resolver;

    Names(EventLoop loop, List<InetSocketAddress> servers) {
        this.loop = loop;
        this.servers = servers;
    }

    /** All addresses of a host, the preferred first. */
    Future<List<InetAddress>> addresses(String host) {
        try {
            byte[] literal = NetUtil.createByteArrayFromIpAddressString(host);
            if (literal != null) {
                return loop.newSucceededFuture(List.of(InetAddress.getByAddress(host, literal)));
            }
            if (host.equalsIgnoreCase("localhost")) {
                return loop.newSucceededFuture(
                        List.of(
                                InetAddress.getByAddress(host, LOOPBACK_4),
                                InetAddress.getByAddress(host, LOOPBACK_6)));
            }
        } catch (UnknownHostException impossible) {
            return loop.newFailedFuture(impossible);
        }
        return resolver().resolveAll(host);
    }

    void close() {
        DnsNameResolver running = resolver;
        if (running != null) {
            resolver = null;
            running.close();
        }
    }

    private DnsNameResolver resolver() {
        DnsNameResolver running = resolver;
        if (running == null) {
            DnsNameResolverBuilder builder =
                    new DnsNameResolverBuilder(loop)
                            .datagramChannelType(Transport.datagrams(loop))
                            .socketChannelType(Transport.connecting(loop));
            if (!servers.isEmpty()) {
                builder.nameServerProvider(new SequentialDnsServerAddressStreamProvider(servers))
                        .searchDomains(List.of());
            }
            running = builder.build();
            resolver = running;
        }
        return running;
    }
}
