package dev.junctor.lab.kit;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** Somebody who says exactly what a test wants, byte by byte, and reads when a test wants. */
public final class RawCaller implements AutoCloseable {
    private static final int PATIENCE_MILLIS = 15_000;

    private final Socket socket;
    private final InputStream in;

    private RawCaller(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        socket.setSoTimeout(PATIENCE_MILLIS);
        socket.setTcpNoDelay(true);
    }

    /** Connects. */
    public static RawCaller to(int port) throws IOException {
        return to(port, 0);
    }

    /**
     * Connects.
     *
     * @param receiveBytes how much the kernel takes before this caller reads; 0 for what is usual
     */
    public static RawCaller to(int port, int receiveBytes) throws IOException {
        Socket socket = new Socket();
        if (receiveBytes > 0) {
            socket.setReceiveBufferSize(receiveBytes);
        }
        socket.connect(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
        return new RawCaller(socket);
    }

    /** Says bytes. */
    public RawCaller say(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        socket.getOutputStream().flush();
        return this;
    }

    /** Says a text. */
    public RawCaller say(String text) throws IOException {
        return say(text.getBytes(StandardCharsets.UTF_8));
    }

    /** Asks for a chat. */
    public RawCaller chat(String key, byte[] body) throws IOException {
        say(
                "POST /v1/chat/completions HTTP/1.1\r\nHost: lab\r\nContent-Type: application/json\r\n"
                        + "Authorization: Bearer "
                        + key
                        + "\r\nContent-Length: "
                        + body.length
                        + "\r\n\r\n");
        return say(body);
    }

    /** Asks for a chat. */
    public RawCaller chat(String key, String body) throws IOException {
        return chat(key, body.getBytes(StandardCharsets.UTF_8));
    }

    /** Reads up to and with a text; fails when the connection ends before. */
    public String readUntil(String end) throws IOException {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        while (!heard.toString(StandardCharsets.UTF_8).endsWith(end)) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("closed after: " + heard.toString(StandardCharsets.UTF_8));
            }
            heard.write(next);
        }
        return heard.toString(StandardCharsets.UTF_8);
    }

    /** Reads until the other side closes. */
    public byte[] readAll() throws IOException {
        return in.readAllBytes();
    }

    /** Reads some bytes, at least one; -1 at the end. */
    public int read(byte[] room) throws IOException {
        return in.read(room);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
