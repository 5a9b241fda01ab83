package dev.junctor.wire;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;

/** A server whose answers a test says byte by byte. */
final class RawServer implements AutoCloseable {
    private final ServerSocket socket;

    RawServer() throws IOException {
        socket = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
        socket.setSoTimeout(10_000);
    }

    int port() {
        return socket.getLocalPort();
    }

    Origin origin() {
        return Stage.local(port());
    }

    /** The next connection. */
    RawSocket accept() throws IOException {
        return new RawSocket(socket.accept());
    }

    /** Whether somebody connects within a time. */
    boolean isAskedWithin(int millis) throws IOException {
        socket.setSoTimeout(millis);
        try {
            socket.accept().close();
            return true;
        } catch (java.net.SocketTimeoutException nobody) {
            return false;
        } finally {
            socket.setSoTimeout(10_000);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
