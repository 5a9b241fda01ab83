package dev.junctor.wire;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http.HttpDecoderConfig;
import io.netty.handler.codec.http.HttpMessage;
import io.netty.handler.codec.http.HttpResponseDecoder;
import java.util.List;

/** Netty's decoder of answers, which knows whether an answer is expected and whether it has no body for sure. */
final class AnswerDecoder extends HttpResponseDecoder {
    private Expectation expectation = Expectation.NOTHING;
    private boolean heard;
    private boolean surplus;

    /** What comes next. */
    enum Expectation {
        /** Nobody asked; whatever comes is surplus. */
        NOTHING,
        /** An answer whose head says whether it has a body. */
        ANSWER,
        /** An answer to HEAD. */
        HEAD_ONLY
    }

    AnswerDecoder(int maxHeadBytes) {
        super(
                new HttpDecoderConfig()
                        .setMaxInitialLineLength(maxHeadBytes)
                        .setMaxHeaderSize(maxHeadBytes)
                        .setMaxChunkSize(RequestDecoder.MAX_PART_BYTES)
                        .setStrictLineParsing(true)
                        .setUseRfc9112TransferEncoding(true));
    }

    void expect(Expectation next) {
        expectation = next;
        heard = false;
    }

    /** Whether a byte has come since the last {@link #expect}. */
    boolean heard() {
        return heard;
    }

    /** Whether bytes came for which nobody asked. */
    boolean surplus() {
        return surplus;
    }

    @Override
    protected void decode(ChannelHandlerContext context, ByteBuf in, List<Object> out)
            throws Exception {
        if (expectation == Expectation.NOTHING) {
            if (in.isReadable()) {
                surplus = true;
                in.skipBytes(in.readableBytes());
                context.close();
            }
            return;
        }
        heard |= in.isReadable();
        super.decode(context, in, out);
    }

    @Override
    protected boolean isContentAlwaysEmpty(HttpMessage message) {
        return expectation == Expectation.HEAD_ONLY || super.isContentAlwaysEmpty(message);
    }
}
