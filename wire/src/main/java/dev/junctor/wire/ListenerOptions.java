package dev.junctor.wire;

import io.netty.util.internal.PlatformDependent;
import java.time.Duration;

/**
 * Where a listener listens and what it puts up with. A caller that oversteps is answered and its connection closed.
 *
 * @param host a name or an address of this machine
 * @param port 0 for any free one
 */
public record ListenerOptions(String host, int port, Tls tls, Limits limits, Patience patience) {
    private static final int KB = 1024;
    private static final int MB = 1024 * KB;

    /** Plain HTTP for this machine only, with limits that suit requests to models. */
    public static ListenerOptions loopback(int port) {
        return new ListenerOptions("127.0.0.1", port, Tls.off(), Limits.usual(), Patience.usual());
    }

    /** The same on another address of this machine. */
    public ListenerOptions withAddress(String newHost, int newPort) {
        return new ListenerOptions(newHost, newPort, tls, limits, patience);
    }

    /** The same with or without TLS. */
    public ListenerOptions withTls(Tls newTls) {
        return new ListenerOptions(host, port, newTls, limits, patience);
    }

    /** The same with other limits. */
    public ListenerOptions withLimits(Limits newLimits) {
        return new ListenerOptions(host, port, tls, newLimits, patience);
    }

    /** The same with other patience. */
    public ListenerOptions withPatience(Patience newPatience) {
        return new ListenerOptions(host, port, tls, limits, newPatience);
    }

    /**
     * How much is taken.
     *
     * @param headBytes of a request line, and of all header lines together; more is answered with 431
     * @param headers header lines of a request; more is answered with 431
     * @param bodyBytes of a request; more is answered with 413
     * @param bodiesBytes of all requests together, until they are answered; a request for whose body there is no room is
     *     answered with 503. Each event loop has its share, but always room for one body
     * @param droppedBytes of a refused body, read and dropped so that its sender sees the refusal; then it is cut
     * @param pipelined requests that may wait behind the one being answered; one more is answered with 503
     * @param connections at one time; more are answered with 503
     * @param lowWaterMark bytes waiting to be sent below which a caller takes more again
     * @param highWaterMark bytes waiting to be sent above which a caller is not {@link Caller#writable}
     */
    public record Limits(
            int headBytes,
            int headers,
            int bodyBytes,
            long bodiesBytes,
            long droppedBytes,
            int pipelined,
            int connections,
            int lowWaterMark,
            int highWaterMark) {
        /** Heads of 64 KB, bodies of 32 MB, all bodies in half of what the JVM has for network buffers. */
        public static Limits usual() {
            return new Limits(
                    64 * KB,
                    200,
                    32 * MB,
                    PlatformDependent.maxDirectMemory() / 2,
                    64L * MB,
                    16,
                    65_536,
                    64 * KB,
                    256 * KB);
        }

        /** The same with other heads. */
        public Limits withHead(int bytes, int lines) {
            return new Limits(
                    bytes,
                    lines,
                    bodyBytes,
                    bodiesBytes,
                    droppedBytes,
                    pipelined,
                    connections,
                    lowWaterMark,
                    highWaterMark);
        }

        /** The same with other bodies. */
        public Limits withBody(int bytes, long dropped) {
            return new Limits(
                    headBytes,
                    headers,
                    bytes,
                    bodiesBytes,
                    dropped,
                    pipelined,
                    connections,
                    lowWaterMark,
                    highWaterMark);
        }

        /** The same with other room for all bodies together. */
        public Limits withBodies(long bytes) {
            return new Limits(
                    headBytes,
                    headers,
                    bodyBytes,
                    bytes,
                    droppedBytes,
                    pipelined,
                    connections,
                    lowWaterMark,
                    highWaterMark);
        }

        /** The same with other numbers of waiting requests and of connections. */
        public Limits withCounts(int waiting, int open) {
            return new Limits(
                    headBytes,
                    headers,
                    bodyBytes,
                    bodiesBytes,
                    droppedBytes,
                    waiting,
                    open,
                    lowWaterMark,
                    highWaterMark);
        }
    }

    /**
     * How long callers are waited for.
     *
     * @param head from the first byte of a head to its last; then it is answered with 408
     * @param body between two parts of a body, each such stretch of which must bring 1 KB for each second; then 408
     * @param idle between two requests; then the connection is closed
     * @param send how long a caller may take nothing of what waits to be sent; then it is cut
     */
    public record Patience(Duration head, Duration body, Duration idle, Duration send) {
        /** Less than a minute for what a caller sends, some more for the rest. */
        public static Patience usual() {
            return new Patience(
                    Duration.ofSeconds(20),
                    Duration.ofSeconds(30),
                    Duration.ofSeconds(75),
                    Duration.ofSeconds(120));
        }
    }
}
