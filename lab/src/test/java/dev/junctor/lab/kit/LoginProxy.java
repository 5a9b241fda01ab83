package dev.junctor.lab.kit;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicReference;

/** An HTTP proxy that opens tunnels for one user only, and all of them to the same port of this machine. */
public final class LoginProxy implements AutoCloseable {
    private final ServerSocket door = new ServerSocket(0, 50, InetAddress.getLoopbackAddress());
    private final AtomicReference<String> askedFor = new AtomicReference<>("");
    private final String login;
    private final int target;

    /**
     * Opens it on a free port.
     *
     * @param target port to which all tunnels lead, whatever they were asked for
     */
    public LoginProxy(String user, String password, int target) throws IOException {
        byte[] both = (user + ":" + password).getBytes(StandardCharsets.UTF_8);
        this.login = "proxy-authorization: basic " + Base64.getEncoder().encodeToString(both);
        this.target = target;
        Thread.startVirtualThread(this::open);
    }

    /** Where it listens. */
    public int port() {
        return door.getLocalPort();
    }

    /** What the last tunnel was asked for, as {@code host:port}; empty when there was none. */
    public String askedFor() {
        return askedFor.get();
    }

    @Override
    public void close() throws IOException {
        door.close();
    }

    private void open() {
        while (!door.isClosed()) {
            try {
                Socket caller = door.accept();
                Thread.startVirtualThread(() -> serve(caller));
            } catch (IOException closed) {
                return;
            }
        }
    }

    private void serve(Socket caller) {
        try (caller) {
            String head = head(caller.getInputStream());
            askedFor.set(head.split(" ", 3)[1]);
            if (head.lines().noneMatch(login::equalsIgnoreCase)) {
                say(
                        caller,
                        "HTTP/1.1 407 Proxy Authentication Required\r\nContent-Length: 0\r\n\r\n");
                return;
            }
            try (Socket far = new Socket(InetAddress.getLoopbackAddress(), target)) {
                say(caller, "HTTP/1.1 200 Connection established\r\n\r\n");
                Thread.startVirtualThread(() -> copy(far, caller));
                caller.getInputStream().transferTo(far.getOutputStream());
            }
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
    }

    private static void copy(Socket from, Socket to) {
        try {
            from.getInputStream().transferTo(to.getOutputStream());
        } catch (IOException over) {
            // One side has hung up, which ends a tunnel.
        }
    }

    private static void say(Socket to, String text) throws IOException {
        to.getOutputStream().write(text.getBytes(StandardCharsets.US_ASCII));
    }

    private static String head(InputStream in) throws IOException {
        StringBuilder head = new StringBuilder();
        while (head.indexOf("\r\n\r\n") < 0) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("closed within a head");
            }
            head.append((char) next);
        }
        return head.toString();
    }
}
