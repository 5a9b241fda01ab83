package dev.junctor.wire;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;

/** A caller that says exactly what a test wants, byte by byte. */
final class RawSocket implements AutoCloseable {
    private final Socket socket;
    private final InputStream in;
    private final OutputStream out;

    RawSocket(Socket socket) throws IOException {
        this.socket = socket;
        this.in = socket.getInputStream();
        this.out = socket.getOutputStream();
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(10_000);
    }

    static RawSocket to(int port) throws IOException {
        return new RawSocket(new Socket(InetAddress.getLoopbackAddress(), port));
    }

    RawSocket say(String text) throws IOException {
        out.write(text.getBytes(StandardCharsets.ISO_8859_1));
        out.flush();
        return this;
    }

    /** Says a text in packets of one byte. */
    RawSocket sayByteByByte(String text) throws IOException {
        for (int i = 0; i < text.length(); i++) {
            out.write(text.charAt(i));
        }
        return this;
    }

    /** Says a head of these lines. */
    RawSocket head(String... lines) throws IOException {
        return say(String.join("\r\n", lines) + "\r\n\r\n");
    }

    RawSocket say(byte[] bytes) throws IOException {
        out.write(bytes);
        out.flush();
        return this;
    }

    /** Reads until the end of a text; fails when the connection ends before. */
    String readUntil(String end) throws IOException {
        ByteArrayOutputStream heard = new ByteArrayOutputStream();
        while (true) {
            int next = in.read();
            if (next < 0) {
                throw new IOException("closed after: " + text(heard));
            }
            heard.write(next);
            if (next == end.charAt(end.length() - 1) && text(heard).endsWith(end)) {
                return text(heard);
            }
        }
    }

    /** Reads a head, without the empty line. */
    String head() throws IOException {
        String head = readUntil("\r\n\r\n");
        return head.substring(0, head.length() - 4);
    }

    /** Reads an answer with a length; gives status and body. */
    String answer() throws IOException {
        String head = head();
        int length = 0;
        for (String line : head.lines().toList()) {
            if (line.toLowerCase(java.util.Locale.ROOT).startsWith("content-length:")) {
                length = Integer.parseInt(line.substring(15).trim());
            }
        }
        return head.substring(9, 12) + " " + read(length);
    }

    String read(int length) throws IOException {
        return new String(in.readNBytes(length), StandardCharsets.ISO_8859_1);
    }

    /** Reads what one {@code recv} gives. */
    String readOnce() throws IOException {
        byte[] bytes = new byte[1 << 20];
        int count = in.read(bytes);
        return count < 0 ? "" : new String(bytes, 0, count, StandardCharsets.ISO_8859_1);
    }

    /** Reads until the other side closes. */
    String readAll() throws IOException {
        return new String(in.readAllBytes(), StandardCharsets.ISO_8859_1);
    }

    Socket socket() {
        return socket;
    }

    /** Closes before the test's end. */
    void hangUp() throws IOException {
        socket.close();
    }

    /** The same, where no exception is expected. */
    void hangUpNow() {
        try {
            socket.close();
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }

    private static String text(ByteArrayOutputStream bytes) {
        return bytes.toString(StandardCharsets.ISO_8859_1);
    }
}
