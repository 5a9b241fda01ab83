package dev.junctor.wire;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.embedded.EmbeddedChannel;
import io.netty.handler.codec.http.HttpContent;
import io.netty.handler.codec.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class RequestDecoderTest {
    private static final String BODY = "{\n  \"model\": \"a\"\n}";
    private static final String HEAD =
            "POST / HTTP/1.1\r\nHost: x\r\nContent-Length: " + BODY.length() + "\r\n";

    @Test
    void an_indented_body_is_no_folded_header_wherever_its_head_is_cut() {
        String request = HEAD + "\r\n" + BODY;
        for (int cut = 1; cut < request.length(); cut++) {
            EmbeddedChannel channel = new EmbeddedChannel(new RequestDecoder(1_024));
            channel.writeInbound(bytes(request.substring(0, cut)));
            channel.writeInbound(bytes(request.substring(cut)));
            HttpRequest head = channel.readInbound();
            assertThat(head.decoderResult().isSuccess()).as("cut at %s", cut).isTrue();
            StringBuilder body = new StringBuilder();
            for (HttpContent part = channel.readInbound();
                    part != null;
                    part = channel.readInbound()) {
                body.append(part.content().toString(StandardCharsets.UTF_8));
                part.release();
            }
            assertThat(body.toString()).as("cut at %s", cut).isEqualTo(BODY);
            channel.close();
        }
    }

    private static ByteBuf bytes(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
    }
}
