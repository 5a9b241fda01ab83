package dev.junctor.lab.process;

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocketFactory;

/** A caller's connection over which one request after another is asked, cheaply. */
final class Talk implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 20_000;
    private static final int ROOM = 16 * 1024;

    private final Socket socket;
    private final InputStream in;

    private Talk(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream(), ROOM);
    }

    /**
     * What was heard.
     *
     * @param head status line and fields, without the empty line
     * @param whole whether the body came to its end
     */
    record Reply(int status, String head, String body, Whole whole) {
        /** A field of the head; empty when it is not there. */
        String field(String name) {
            String wanted = name.toLowerCase(Locale.ROOT) + ":";
            for (String line : head.lines().toList()) {
                if (line.toLowerCase(Locale.ROOT).startsWith(wanted)) {
                    return line.substring(wanted.length()).strip();
                }
            }
            return "";
        }

        /** Whether another request may follow on the connection. */
        boolean keepsAlive() {
            return whole == Whole.YES && !field("Connection").equalsIgnoreCase("close");
        }
    }

    /** Whether a body came to its end. */
    enum Whole {
        YES,
        NO
    }

    /** Connects; over TLS where a context is given. */
    static Talk to(int port, Optional<SSLContext> tls) throws IOException {
        return to(port, tls, 0);
    }

    /**
     * Connects.
     *
     * @param receiveBytes how much the system takes before this caller reads; 0 for what is usual
     */
    static Talk to(int port, Optional<SSLContext> tls, int receiveBytes) throws IOException {
        Socket plain = new Socket();
        try {
            if (receiveBytes > 0) {
                plain.setReceiveBufferSize(receiveBytes);
            }
            plain.setTcpNoDelay(true);
            plain.setSoTimeout(PATIENCE_MILLIS);
            plain.connect(
                    new InetSocketAddress(InetAddress.getLoopbackAddress(), port), PATIENCE_MILLIS);
            if (tls.isEmpty()) {
                return new Talk(plain);
            }
            SSLSocketFactory factory = tls.get().getSocketFactory();
            return new Talk(factory.createSocket(plain, "localhost", port, true));
        } catch (IOException refused) {
            plain.close();
            throw refused;
        }
    }

    /** A request of the gateway's. */
    static byte[] request(String method, String path, String key, String body) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        String head =
                method
                        + " "
                        + path
                        + " HTTP/1.1\r\nHost: lab\r\nAuthorization: Bearer "
                        + key
                        + (bytes.length == 0
                                ? ""
                                : "\r\nContent-Type: application/json\r\nContent-Length: "
                                        + bytes.length)
                        + "\r\n\r\n";
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(head.getBytes(StandardCharsets.US_ASCII));
        out.writeBytes(bytes);
        return out.toByteArray();
    }

    /** Asks and hears the whole answer. */
    Reply ask(String method, String path, String key, String body) throws IOException {
        say(request(method, path, key, body));
        return hear();
    }

    /** Says bytes. */
    void say(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
    }

    /** Says a text. */
    void say(String text) throws IOException {
        say(text.getBytes(StandardCharsets.ISO_8859_1));
    }

    /** The connection itself. */
    Socket socket() {
        return socket;
    }

    /**
     * Hears an answer.
     *
     * @throws EOFException when the connection ends before the head does
     */
    Reply hear() throws IOException {
        String head = head();
        int status = Integer.parseInt(head.substring(9, 12));
        Reply begun = new Reply(status, head, "", Whole.NO);
        ByteArrayOutputStream body = new ByteArrayOutputStream();
        boolean whole;
        try {
            if (begun.field("Transfer-Encoding").equalsIgnoreCase("chunked")) {
                whole = chunks(body);
            } else {
                String length = begun.field("Content-Length");
                whole = take(length.isEmpty() ? 0 : Integer.parseInt(length), body);
            }
        } catch (IOException cut) {
            whole = false;
        }
        return new Reply(
                status, head, body.toString(StandardCharsets.UTF_8), whole ? Whole.YES : Whole.NO);
    }

    /** Whether the other side has closed, after whatever it still says. */
    boolean isClosed() {
        try {
            while (in.read() >= 0) {
                // what is still said is of no interest
            }
            return true;
        } catch (IOException reset) {
            return !(reset instanceof java.net.SocketTimeoutException);
        }
    }

    private String head() throws IOException {
        ByteArrayOutputStream head = new ByteArrayOutputStream();
        int state = 0;
        while (state < 4) {
            int next = in.read();
            if (next < 0) {
                throw new EOFException("closed before an answer");
            }
            head.write(next);
            boolean wanted = next == (state % 2 == 0 ? '\r' : '\n');
            state = wanted ? state + 1 : next == '\r' ? 1 : 0;
        }
        return head.toString(StandardCharsets.ISO_8859_1).stripTrailing();
    }

    private boolean chunks(ByteArrayOutputStream body) throws IOException {
        while (true) {
            String line = line();
            if (line.isEmpty()) {
                return false;
            }
            int length = Integer.parseInt(line, 16);
            if (!take(length, body)) {
                return false;
            }
            line();
            if (length == 0) {
                return true;
            }
        }
    }

    private String line() throws IOException {
        StringBuilder line = new StringBuilder();
        int next = in.read();
        while (next >= 0 && next != '\n') {
            line.append((char) next);
            next = in.read();
        }
        return line.toString().stripTrailing();
    }

    private boolean take(int length, ByteArrayOutputStream body) throws IOException {
        byte[] bytes = in.readNBytes(length);
        body.writeBytes(bytes);
        return bytes.length == length;
    }

    @Override
    public void close() {
        try {
            socket.close();
        } catch (IOException gone) {
            // it is closed all the same
        }
    }
}
