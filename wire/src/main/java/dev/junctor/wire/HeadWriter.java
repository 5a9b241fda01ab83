package dev.junctor.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http.HttpResponseStatus;
import java.nio.charset.StandardCharsets;

/** Writes the heads of answers as bytes. */
final class HeadWriter {
    private static final int FIRST_STATUS = 200;
    private static final int LAST_STATUS = 599;
    private static final byte[][] STATUS_LINES = statusLines();
    private static final byte[] LENGTH = ascii("Content-Length: ");
    private static final byte[] CHUNKED = ascii("Transfer-Encoding: chunked\r\n");
    private static final byte[] CLOSE = ascii("Connection: close\r\n");
    private static final byte[] COLON = ascii(": ");
    private static final byte[] LINE_END = ascii("\r\n");
    private static final int ROOM_BESIDE_FIELDS = 128;

    private HeadWriter() {}

    /** What a head says of the body behind it. */
    sealed interface Framing {
        /** So many bytes follow, or would follow a request that is not HEAD. */
        record Length(int bytes) implements Framing {}

        /** Chunks follow. */
        record Chunked() implements Framing {}

        /** Nothing is said: there is no body, or it ends with the connection. */
        record Unsaid() implements Framing {}
    }

    /** Whether the connection stays open behind the answer. */
    enum After {
        KEEP,
        CLOSE
    }

    /**
     * A head in a new buffer with room for more.
     *
     * @param more bytes that the caller will add
     * @throws IllegalArgumentException when a field has a line break or another control character, or is one that
     *     only the writer of heads may set; nothing is allocated then
     */
    static ByteBuf head(
            ByteBufAllocator allocator,
            int status,
            String[] fields,
            Framing framing,
            After after,
            int more) {
        ByteBuf out = allocator.ioBuffer(check(status, fields) + ROOM_BESIDE_FIELDS + more);
        out.writeBytes(STATUS_LINES[status - FIRST_STATUS]);
        for (int i = 0; i < fields.length; i += 2) {
            out.writeBytes(fields[i].getBytes(StandardCharsets.ISO_8859_1));
            out.writeBytes(COLON);
            out.writeBytes(fields[i + 1].getBytes(StandardCharsets.ISO_8859_1));
            out.writeBytes(LINE_END);
        }
        if (after == After.CLOSE) {
            out.writeBytes(CLOSE);
        }
        switch (framing) {
            case Framing.Length(int bytes) -> {
                out.writeBytes(LENGTH);
                decimal(out, bytes);
                out.writeBytes(LINE_END);
            }
            case Framing.Chunked() -> out.writeBytes(CHUNKED);
            case Framing.Unsaid() -> {}
        }
        return out.writeBytes(LINE_END);
    }

    /** A number in decimal digits. */
    static void decimal(ByteBuf out, int number) {
        int unit = 1;
        while (number / unit >= 10) {
            unit *= 10;
        }
        for (; unit > 0; unit /= 10) {
            out.writeByte('0' + number / unit % 10);
        }
    }

    /** A number in hexadecimal digits. */
    static void hexadecimal(ByteBuf out, int number) {
        int shift = (31 - Integer.numberOfLeadingZeros(number | 1)) & ~3;
        for (; shift >= 0; shift -= 4) {
            out.writeByte(Character.forDigit(number >>> shift & 0xF, 16));
        }
    }

    private static int check(int status, String[] fields) {
        if (status < FIRST_STATUS || status > LAST_STATUS) {
            throw new IllegalArgumentException("no final status of HTTP: " + status);
        }
        if ((fields.length & 1) != 0) {
            throw new IllegalArgumentException("a header without a value");
        }
        int size = 0;
        for (int i = 0; i < fields.length; i += 2) {
            FieldRules.name(fields[i]);
            FieldRules.value(fields[i + 1]);
            size += fields[i].length() + fields[i + 1].length() + 4;
        }
        return size;
    }

    private static byte[][] statusLines() {
        byte[][] lines = new byte[LAST_STATUS - FIRST_STATUS + 1][];
        for (int i = 0; i < lines.length; i++) {
            HttpResponseStatus status = HttpResponseStatus.valueOf(FIRST_STATUS + i);
            lines[i] = ascii("HTTP/1.1 " + status.code() + " " + status.reasonPhrase() + "\r\n");
        }
        return lines;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
