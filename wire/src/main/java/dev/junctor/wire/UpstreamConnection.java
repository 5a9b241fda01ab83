package dev.junctor.wire;

import dev.junctor.wire.AnswerListener.Cause;
import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.handler.codec.PrematureChannelClosureException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpResponse;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.LastHttpContent;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A connection to another server: one request at a time, one after the other. */
final class UpstreamConnection extends ChannelInboundHandlerAdapter {
    private static final int COPIED_BYTES = 4 * 1024;
    private static final int LENGTH_BYTES = 32;
    private static final long STALE_WITHIN_NANOS = 2_000_000_000;
    private static final byte[] LENGTH = "Content-Length: ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] LINE_END = {'\r', '\n'};

    private final Pool pool;
    private final Channel channel;
    private final AnswerDecoder decoder;
    private final long bornAt;
    private @Nullable UpstreamCall call;
    private String trouble = "the connection was closed";
    private int requests;
    private long sentAt;
    private long idleSince;
    private boolean established;
    private boolean interim;
    private boolean reusable;
    private boolean returning;

    UpstreamConnection(Pool pool, Channel channel, AnswerDecoder decoder) {
        this.pool = pool;
        this.channel = channel;
        this.decoder = decoder;
        this.bornAt = pool.now();
    }

    /** From now on the connection counts as one of the pool's. */
    void establish() {
        established = true;
    }

    boolean active() {
        return channel.isActive();
    }

    /** Unused since, in nanoseconds. */
    long idleSince() {
        return idleSince;
    }

    long bornAt() {
        return bornAt;
    }

    void close() {
        channel.close();
    }

    void reading(boolean on) {
        channel.config().setAutoRead(on);
    }

    /** Sends a request; head and a small body leave as one. */
    void start(UpstreamCall request) {
        boolean reused = requests++ > 0;
        call = request;
        reusable = false;
        sentAt = pool.now();
        RequestHead head = request.head();
        decoder.expect(
                head.asksHead()
                        ? AnswerDecoder.Expectation.HEAD_ONLY
                        : AnswerDecoder.Expectation.ANSWER);
        ByteBuf body = request.body(reused ? UpstreamCall.Keep.UNTIL_HEARD : UpstreamCall.Keep.NO);
        int length = body.readableBytes();
        boolean copied = length <= COPIED_BYTES;
        ByteBuf out =
                channel.alloc()
                        .ioBuffer(head.bytes().length + LENGTH_BYTES + (copied ? length : 0));
        out.writeBytes(head.bytes());
        if (length > 0 || head.bodyExpected()) {
            out.writeBytes(LENGTH);
            HeadWriter.decimal(out, length);
            out.writeBytes(LINE_END);
        }
        out.writeBytes(LINE_END);
        if (copied) {
            out.writeBytes(body);
            body.release();
            channel.writeAndFlush(out, channel.voidPromise());
        } else {
            channel.write(out, channel.voidPromise());
            channel.writeAndFlush(body, channel.voidPromise());
        }
    }

    /** Nobody wants the answer any more. */
    void abandon() {
        call = null;
        channel.close();
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        pool.turn().readBegins();
        if (message instanceof HttpResponse head) {
            answered(head);
        }
        if (message instanceof HttpContent content) {
            part(content);
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        pool.turn().readEnds();
        if (returning) {
            returning = false;
            if (channel.isActive() && !decoder.surplus()) {
                channel.config().setAutoRead(true);
                idleSince = pool.now();
                pool.giveBack(this);
            } else {
                channel.close();
            }
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        UpstreamCall cut = call;
        call = null;
        returning = false;
        if (established) {
            established = false;
            pool.closed(this);
        }
        if (cut == null) {
            return;
        }
        boolean stale =
                requests > 1 && !decoder.heard() && pool.now() - sentAt < STALE_WITHIN_NANOS;
        if (!stale || !cut.sendAgain()) {
            cut.cut(trouble);
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        trouble = "the connection broke: " + Failures.reason(cause);
        // A failed write may leave an answer to be read; the end of reading closes the connection.
        if (!(cause instanceof IOException)) {
            channel.close();
        }
    }

    private void answered(HttpResponse head) {
        UpstreamCall asked = call;
        if (asked == null) {
            channel.close();
            return;
        }
        Throwable failure = head.decoderResult().cause();
        if (failure instanceof PrematureChannelClosureException) {
            return;
        }
        int status = head.status().code();
        if (failure != null || !codingFits(head) || status == 101) {
            malformed(asked);
            return;
        }
        interim = status < 200;
        if (!interim) {
            reusable = HttpUtil.isKeepAlive(head);
            asked.answered(status, new NettyHeaders(head.headers()));
        }
    }

    private void part(HttpContent content) {
        UpstreamCall asked = call;
        ByteBuf bytes = content.content();
        boolean last = content instanceof LastHttpContent;
        if (asked == null || interim) {
            bytes.release();
            interim &= !last;
            return;
        }
        if (content.decoderResult().isFailure()) {
            bytes.release();
            malformed(asked);
            return;
        }
        if (bytes.isReadable()) {
            asked.part(bytes);
        } else {
            bytes.release();
        }
        if (last && call == asked) {
            ended(asked);
        }
    }

    private void ended(UpstreamCall asked) {
        call = null;
        decoder.expect(AnswerDecoder.Expectation.NOTHING);
        returning = reusable && channel.isActive() && unsentBytes() == 0;
        if (!returning) {
            channel.close();
        }
        asked.ended();
    }

    private void malformed(UpstreamCall asked) {
        call = null;
        channel.close();
        asked.fail(Cause.MALFORMED, "the answer is not valid HTTP/1.1");
    }

    private long unsentBytes() {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }

    private static boolean codingFits(HttpResponse head) {
        List<String> codings = head.headers().getAll(HttpHeaderNames.TRANSFER_ENCODING);
        return codings.isEmpty()
                || (codings.size() == 1 && codings.getFirst().equalsIgnoreCase("chunked"));
    }
}
