package dev.junctor.wire;

import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How other servers are asked.
 *
 * @param connections to one origin from one loop, at most
 * @param waiting requests that may wait for one of them; one more fails as busy
 * @param idle how long an unused connection is kept; shorter than servers keep theirs
 * @param lifetime after which a connection is used no more; an answer under way is never cut for it
 * @param headBytes of an answer's head
 * @param proxy the way out
 * @param authorities PEM files with certificates trusted beside those of the Java installation
 * @param nameServers asked for names instead of the system's; empty for the system's
 */
public record ClientOptions(
        int connections,
        int waiting,
        Duration idle,
        Duration lifetime,
        int headBytes,
        Proxy proxy,
        List<Path> authorities,
        List<InetSocketAddress> nameServers) {
    /** Copies the lists. */
    public ClientOptions {
        authorities = List.copyOf(authorities);
        nameServers = List.copyOf(nameServers);
    }

    /** Straight to servers with certificates that Java trusts. */
    public static ClientOptions usual() {
        return new ClientOptions(
                4096,
                1024,
                Duration.ofSeconds(50),
                Duration.ofMinutes(30),
                64 * 1024,
                Proxy.none(),
                List.of(),
                List.of());
    }

    /** The same with other bounds of the pool. */
    public ClientOptions withPool(int newConnections, int newWaiting) {
        return new ClientOptions(
                newConnections,
                newWaiting,
                idle,
                lifetime,
                headBytes,
                proxy,
                authorities,
                nameServers);
    }

    /** The same with other ages of connections. */
    public ClientOptions withAges(Duration newIdle, Duration newLifetime) {
        return new ClientOptions(
                connections,
                waiting,
                newIdle,
                newLifetime,
                headBytes,
                proxy,
                authorities,
                nameServers);
    }

    /** The same by another way out. */
    public ClientOptions withProxy(Proxy newProxy) {
        return new ClientOptions(
                connections,
                waiting,
                idle,
                lifetime,
                headBytes,
                newProxy,
                authorities,
                nameServers);
    }

    /** The same with more certificates trusted. */
    public ClientOptions withAuthorities(List<Path> newAuthorities) {
        return new ClientOptions(
                connections,
                waiting,
                idle,
                lifetime,
                headBytes,
                proxy,
                newAuthorities,
                nameServers);
    }

    /** The same with names from other servers. */
    public ClientOptions withNameServers(List<InetSocketAddress> newNameServers) {
        return new ClientOptions(
                connections,
                waiting,
                idle,
                lifetime,
                headBytes,
                proxy,
                authorities,
                newNameServers);
    }
}
