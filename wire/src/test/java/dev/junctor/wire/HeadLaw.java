package dev.junctor.wire;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.wire.Intake.Arrival;
import io.netty.buffer.ByteBufUtil;
import io.netty.buffer.Unpooled;
import io.netty.buffer.UnpooledByteBufAllocator;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.random.RandomGenerator;
import java.util.random.RandomGeneratorFactory;
import org.jspecify.annotations.Nullable;

/** What a connection's bytes mean, as requests or a refusal, does not depend on how the network cuts them. */
public final class HeadLaw {
    private static final ListenerOptions.Limits LIMITS =
            ListenerOptions.Limits.usual().withHead(2_048, 20).withBody(1_024, 4_096);
    private static final InetSocketAddress PEER =
            new InetSocketAddress(InetAddress.getLoopbackAddress(), 4711);
    private static final int CUTS = 3;
    private static final int LONGEST_PIECE = 30;

    private HeadLaw() {}

    /** One request as a service sees it, or the status of its refusal. */
    private record Meant(int status, String method, String target, String fields, String body) {}

    /**
     * Checks it.
     *
     * @param seed of the cuts
     */
    public static void check(byte[] input, long seed) {
        List<Meant> whole = read(input, new int[] {input.length});
        whole.forEach(HeadLaw::isUnambiguous);
        RandomGenerator chance = RandomGeneratorFactory.of("L64X128MixRandom").create(seed);
        for (int i = 0; i < CUTS; i++) {
            int[] pieces = chance.ints(input.length + 1L, 1, LONGEST_PIECE + 1).toArray();
            assertThat(read(input, pieces)).as("cut by %s, %s", seed, i).isEqualTo(whole);
        }
    }

    private static List<Meant> read(byte[] input, int[] pieces) {
        EmbeddedChannel channel = new EmbeddedChannel(new RequestDecoder(LIMITS.headBytes()));
        Intake intake =
                new Intake(
                        LIMITS,
                        new BodyRoom(Long.MAX_VALUE),
                        UnpooledByteBufAllocator.DEFAULT,
                        PEER);
        List<Meant> meant = new ArrayList<>();
        int at = 0;
        for (int piece = 0; at < input.length; piece++) {
            int size = Math.min(Math.max(1, pieces[piece]), input.length - at);
            channel.writeInbound(Unpooled.copiedBuffer(input, at, size));
            at += size;
            for (Object part = channel.readInbound(); part != null; part = channel.readInbound()) {
                if (part instanceof HttpRequest head) {
                    note(intake.begin(head), meant);
                }
                if (part instanceof HttpContent content) {
                    note(intake.add(content), meant);
                }
            }
        }
        channel.close();
        return meant;
    }

    private static void note(@Nullable Arrival arrival, List<Meant> meant) {
        switch (arrival) {
            case null -> {}
            case Arrival.Refused refused ->
                    meant.add(new Meant(refused.refusal().status(), "", "", "", ""));
            case Arrival.Whole whole -> {
                Request request = whole.request();
                String body =
                        new String(
                                ByteBufUtil.getBytes(request.body()), StandardCharsets.ISO_8859_1);
                request.body().release();
                meant.add(
                        new Meant(
                                200,
                                request.method(),
                                request.target(),
                                ((NettyHeaders) request.headers()).all().entries().toString(),
                                body));
            }
        }
    }

    /** A request that is served can be read in one way only. */
    private static void isUnambiguous(Meant meant) {
        if (meant.status() != 200) {
            assertThat(meant.status()).isBetween(400, 505);
            return;
        }
        assertThat(meant.target()).as("a path").matches("(?s)[/*].*");
        assertThat(meant.target().chars().anyMatch(c -> c < ' ' || c == 0x7F))
                .as("no control character in " + meant.target())
                .isFalse();
        assertThat(meant.fields().chars().anyMatch(c -> (c < ' ' && c != '\t') || c == 0x7F))
                .as("nothing in " + meant.fields() + " that steers a terminal")
                .isFalse();
        assertThat(meant.body().length()).isLessThanOrEqualTo(LIMITS.bodyBytes());
    }
}
