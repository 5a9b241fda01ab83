package dev.junctor.wire;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOutboundBuffer;
import io.netty.channel.socket.DuplexChannel;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.ssl.SslHandler;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A caller's connection. Requests are answered one after the other, in the order in which they came; those that wait
 * are bounded. It always reads on, so that a caller that hangs up is noticed.
 */
final class CallerConnection extends ChannelInboundHandlerAdapter {
    private static final int OVERFLOW = 256;
    private static final byte[] CONTINUE =
            "HTTP/1.1 100 Continue\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private final Floor floor;
    private final RequestDecoder decoder;
    private final Channel channel;
    private final Intake intake;
    private final Slowness slowness;
    private final ArrivalQueue queue;
    private @Nullable Exchange current;
    private boolean counted;
    private boolean sendScheduled;
    private boolean walking;
    private boolean closing;
    private boolean headBegun;
    private long answeringBytes;

    CallerConnection(Floor floor, RequestDecoder decoder, Channel channel) {
        this.floor = floor;
        this.decoder = decoder;
        this.channel = channel;
        InetSocketAddress peer =
                channel.remoteAddress() instanceof InetSocketAddress address
                        ? address
                        : InetSocketAddress.createUnresolved("unknown", 0);
        this.intake = new Intake(floor.limits, floor.bodies, channel.alloc(), peer);
        this.queue = new ArrivalQueue(floor.limits);
        this.slowness = new Slowness(floor.deadlines, floor.now());
    }

    @Override
    public void channelActive(ChannelHandlerContext context) {
        counted = true;
        floor.add(this);
        int callers = floor.occupancy.enter();
        if (callers > floor.limits.connections() + OVERFLOW) {
            channel.close();
        } else if (callers > floor.limits.connections()) {
            arrived(intake.refuse(new Refusal(503, "Too many connections; try again soon.", "")));
        } else if (floor.occupancy.draining()) {
            channel.close();
        }
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
        if (counted) {
            counted = false;
            floor.remove(this);
            floor.occupancy.leave();
        }
        closing = true;
        forgetArrivals();
        Exchange answering = current;
        if (answering != null) {
            current = null;
            forgetBody();
            answering.lost();
        }
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
        floor.turn.readBegins();
        if (message instanceof HttpRequest head) {
            slowness.begins(floor.now());
            arrived(intake.begin(head));
        }
        if (message instanceof HttpContent content) {
            slowness.moves(floor.now());
            arrived(intake.add(content));
            if (intake.droppedTooMuch()) {
                channel.close();
            }
        }
    }

    @Override
    public void channelReadComplete(ChannelHandlerContext context) {
        floor.turn.readEnds();
        boolean begun = decoder.inHead();
        if (begun && !headBegun) {
            slowness.moves(floor.now());
        }
        headBegun = begun;
        sendContinue();
    }

    @Override
    public void channelWritabilityChanged(ChannelHandlerContext context) {
        Exchange answering = current;
        if (answering != null) {
            answering.takesMore();
        }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
        channel.close();
        boolean callersFault = cause instanceof IOException || cause instanceof DecoderException;
        if (!callersFault) {
            context.fireExceptionCaught(cause);
        }
    }

    /** An exchange has its whole answer. */
    void answered(Exchange exchange) {
        if (current != exchange) {
            return;
        }
        current = null;
        forgetBody();
        slowness.moves(floor.now());
        if (exchange.keepsAlive() && mayKeep()) {
            walk();
        } else {
            closeGently();
        }
    }

    boolean mayKeep() {
        return !floor.occupancy.draining();
    }

    /** Sends what was written once this turn of the loop is over. */
    void sendSoon() {
        if (!sendScheduled) {
            sendScheduled = true;
            floor.turn.sendSoon(this);
        }
    }

    /** The turn is over. */
    void sendWritten() {
        sendScheduled = false;
        Exchange answering = current;
        if (answering != null) {
            answering.pass();
        }
        channel.flush();
    }

    void cut() {
        channel.close();
    }

    /** No more requests: closes when nothing is under way. */
    void drain() {
        boolean idle = current == null && queue.isEmpty() && !intake.inBody();
        if (idle && !decoder.inHead() && !closing) {
            if (unsentBytes() > 0) {
                closeGently();
            } else {
                channel.close();
            }
        }
    }

    /** Looks whether the caller is too slow. */
    void check(long now) {
        long unsent = unsentBytes();
        if (slowness.takesNothing(now, unsent)) {
            channel.close();
        } else if (closing) {
            if (unsent == 0 && slowness.lingers(now)) {
                channel.close();
            }
        } else if (current == null && queue.isEmpty()) {
            checkIntake(now, unsent);
        }
    }

    private void checkIntake(long now, long unsent) {
        if (intake.inBody()) {
            if (slowness.lateWithBody(now, intake.received())) {
                late("The body", floor.deadlines.body());
            }
        } else if (decoder.inHead()) {
            if (slowness.lateWithHead(now)) {
                late("The head", floor.deadlines.head());
            }
        } else if (unsent == 0 && slowness.idle(now)) {
            channel.close();
        }
    }

    private void late(String part, long nanos) {
        String message =
                part
                        + " of the request did not come in time: "
                        + TimeUnit.NANOSECONDS.toMillis(nanos)
                        + " ms without its end are too long. Send it in one go, or try again.";
        arrived(intake.refuse(new Refusal(408, message, intake.target())));
    }

    private long unsentBytes() {
        ChannelOutboundBuffer buffer = channel.unsafe().outboundBuffer();
        return buffer == null ? 0 : buffer.totalPendingWriteBytes();
    }

    private void arrived(Intake.@Nullable Arrival arrival) {
        if (arrival == null) {
            return;
        }
        boolean waits = current != null || walking;
        if (waits && arrival instanceof Intake.Arrival.Whole whole && queue.full(whole.request())) {
            Request surplus = whole.request();
            surplus.body().release();
            floor.bodies.give(whole.bodyBytes());
            String message =
                    "Too many requests wait on this connection: wait for answers, or use more"
                            + " connections.";
            queue.add(intake.refuse(new Refusal(503, message, surplus.target())));
        } else {
            queue.add(arrival);
        }
        walk();
    }

    private void walk() {
        if (walking) {
            return;
        }
        walking = true;
        while (current == null && !closing && !queue.isEmpty()) {
            switch (queue.remove()) {
                case Intake.Arrival.Whole whole -> serve(whole);
                case Intake.Arrival.Refused refused -> refuse(refused);
            }
        }
        walking = false;
        sendContinue();
    }

    private void serve(Intake.Arrival.Whole arrival) {
        Exchange exchange = new Exchange(this, channel, arrival.kind());
        current = exchange;
        answeringBytes = arrival.bodyBytes();
        try {
            floor.service.serve(arrival.request(), exchange);
        } catch (RuntimeException broken) {
            String target = arrival.request().target();
            if (exchange.unanswered()) {
                exchange.answer(
                        500,
                        refusalBody(new Refusal(500, "This request broke the server.", target)),
                        "Content-Type",
                        "application/json");
            } else {
                exchange.abort();
            }
            // To the end of the pipeline, where it is logged; the connection goes on.
            channel.pipeline().context(this).fireExceptionCaught(broken);
        }
    }

    private void refuse(Intake.Arrival.Refused refused) {
        ByteBuf body = refusalBody(refused.refusal());
        String[] fields =
                refused.refusal().status() == 503
                        ? new String[] {"Content-Type", "application/json", "Retry-After", "1"}
                        : new String[] {"Content-Type", "application/json"};
        ByteBuf out =
                HeadWriter.head(
                        channel.alloc(),
                        refused.refusal().status(),
                        fields,
                        new HeadWriter.Framing.Length(body.readableBytes()),
                        HeadWriter.After.CLOSE,
                        body.readableBytes());
        if (!refused.kind().bodiless()) {
            out.writeBytes(body);
        }
        body.release();
        channel.write(out, channel.voidPromise());
        closeGently();
    }

    private ByteBuf refusalBody(Refusal refusal) {
        return Unpooled.wrappedBuffer(
                floor.service.refusal(refusal.status(), refusal.message(), refusal.target()));
    }

    private void sendContinue() {
        if (current == null && queue.isEmpty() && !closing && intake.takeContinue()) {
            channel.writeAndFlush(Unpooled.wrappedBuffer(CONTINUE), channel.voidPromise());
        }
    }

    /**
     * Ends our side and waits a little for the caller's end: closing with bytes unread would make the system send a
     * reset, and the caller could lose the answer that is on its way (RFC 9112 §9.6).
     */
    private void closeGently() {
        closing = true;
        forgetArrivals();
        ChannelFuture sent = channel.writeAndFlush(Unpooled.EMPTY_BUFFER);
        sent.addListener(done -> {
            slowness.begins(floor.now());
            if (!done.isSuccess()) {
                channel.close();
                return;
            }
            SslHandler tls = channel.pipeline().get(SslHandler.class);
            if (tls != null) {
                tls.closeOutbound();
            } else {
                ((DuplexChannel) channel).shutdownOutput();
            }
        });
    }

    private void forgetBody() {
        floor.bodies.give(answeringBytes);
        answeringBytes = 0;
    }

    private void forgetArrivals() {
        intake.drop();
        floor.bodies.give(queue.release());
    }
}
