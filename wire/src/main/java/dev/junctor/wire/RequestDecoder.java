package dev.junctor.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.DecoderResult;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpRequestDecoder;
import io.netty.handler.codec.http.LastHttpContent;
import java.util.List;

/**
 * Netty's decoder of requests, which refuses folded header lines as well (RFC 9112 §5.2 lets a server choose; two
 * readers that choose differently see two different requests) and knows whether a head has begun.
 */
final class RequestDecoder extends HttpRequestDecoder {
    static final int MAX_PART_BYTES = 1 << 20;

    private boolean inBody;
    private boolean lineRead;
    private boolean broken;

    RequestDecoder(int maxHeadBytes) {
        super(
                new HttpDecoderConfig()
                        .setMaxInitialLineLength(maxHeadBytes)
                        .setMaxHeaderSize(maxHeadBytes)
                        .setMaxChunkSize(MAX_PART_BYTES)
                        .setStrictLineParsing(true)
                        .setUseRfc9112TransferEncoding(true));
    }

    /** Whether a head has begun and not ended. */
    boolean inHead() {
        return !inBody && !broken && (lineRead || actualReadableBytes() > 0);
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out)
            throws Exception {
        if (broken) {
            in.skipBytes(in.readableBytes());
            return;
        }
        if (!inBody && folded(in)) {
            broken = true;
            in.skipBytes(in.readableBytes());
            HttpMessage refused = createInvalidMessage();
            refused.setDecoderResult(
                    DecoderResult.failure(new IllegalArgumentException("a folded header line")));
            out.add(refused);
            return;
        }
        int before = out.size();
        super.decode(context, in, out);
        if (out.size() > before) {
            inBody = !(out.getLast() instanceof LastHttpContent);
            lineRead = false;
        }
    }

    @Override
    protected HttpMessage createMessage(String[] initialLine) throws Exception {
        lineRead = true;
        return super.createMessage(initialLine);
    }

    private boolean folded(ByteBuf in) {
        int at = in.readerIndex();
        int end = in.writerIndex();
        if (lineRead) { // lines before this one are gone
            if (at < end && blank(in.getByte(at))) {
                return true;
            }
            if (at < end && headEnds(in, at, end)) {
                return false; // what follows is no line of it
            }
        } else {
            while (at < end && lineEnd(in.getByte(at))) {
                at++;
            }
        }
        while (true) {
            int next = in.indexOf(at, end, (byte) '\n') + 1;
            if (next == 0 || next == end) {
                return false;
            }
            byte first = in.getByte(next);
            if (blank(first)) {
                return true;
            }
            if (headEnds(in, next, end)) {
                return false;
            }
            at = next;
        }
    }

    /** Whether a line is empty, as far as it can be told yet; a lone CR ends none. */
    private static boolean headEnds(ByteBuf in, int at, int end) {
        return switch (in.getByte(at)) {
            case '\n' -> true;
            case '\r' -> at + 1 == end || in.getByte(at + 1) == '\n';
            default -> false;
        };
    }

    private static boolean lineEnd(byte character) {
        return character == '\r' || character == '\n';
    }

    private static boolean blank(byte character) {
        return character == ' ' || character == '\t';
    }
}
