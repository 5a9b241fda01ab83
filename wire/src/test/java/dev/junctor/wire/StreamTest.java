package dev.junctor.wire;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How an answer in parts leaves. */
final class StreamTest {
    private final Stage stage = new Stage();
    private RawSocket caller;
    private Caller answer;

    @BeforeEach
    void ask() throws Exception {
        CompletableFuture<Caller> asked = new CompletableFuture<>();
        Listener listener =
                stage.listen(
                        (Scripted)
                                (request, asker) -> {
                                    request.body().release();
                                    asked.complete(asker);
                                });
        caller = RawSocket.to(listener.port());
        caller.head("GET / HTTP/1.1", "Host: x");
        answer = asked.get(5, TimeUnit.SECONDS);
    }

    @AfterEach
    void end() throws Exception {
        caller.close();
        stage.close();
    }

    @Test
    void the_parts_of_one_turn_leave_as_one_chunk_together_with_the_head() throws Exception {
        stage.onLoop(() -> {
            answer.head(200, "X-A", "1");
            answer.write(text("one "));
            answer.write(text("two "));
            answer.write(text("three"));
        });
        String head = "HTTP/1.1 200 OK\r\nX-A: 1\r\nTransfer-Encoding: chunked\r\n\r\n";
        assertThat(caller.readOnce()).isEqualTo(head + "d\r\none two three\r\n");
        stage.onLoop(() -> {
            answer.write(text("four"));
            answer.end();
        });
        assertThat(caller.readOnce()).isEqualTo("4\r\nfour\r\n0\r\n\r\n");
    }

    @Test
    void the_head_waits_for_no_longer_than_its_turn() throws Exception {
        stage.onLoop(() -> answer.head(200));
        assertThat(caller.readOnce())
                .isEqualTo("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n");
        stage.onLoop(() -> answer.write(text("late")));
        assertThat(caller.readOnce()).isEqualTo("4\r\nlate\r\n");
    }

    @Test
    void large_parts_leave_between_small_ones_in_order() throws Exception {
        List<String> parts = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            parts.add(String.valueOf((char) ('a' + i % 26)).repeat(1 + i * 1237 % 9000));
        }
        stage.onLoop(() -> {
            answer.head(200);
            parts.forEach(part -> answer.write(text(part)));
            answer.end();
        });
        caller.head();
        assertThat(unchunked()).isEqualTo(String.join("", parts));
    }

    @Test
    void an_empty_part_does_not_end_the_body() throws Exception {
        stage.onLoop(() -> {
            answer.head(200);
            answer.write(Unpooled.EMPTY_BUFFER);
            answer.write(text("x"));
            answer.end();
        });
        caller.head();
        assertThat(unchunked()).isEqualTo("x");
    }

    @Test
    void an_aborted_answer_cannot_be_taken_for_a_whole_one() throws Exception {
        stage.onLoop(() -> {
            answer.head(200);
            answer.write(text("half"));
            answer.abort();
        });
        assertThat(caller.readAll()).endsWith("\r\n\r\n4\r\nhalf\r\n");
    }

    @Test
    void a_value_with_a_line_break_is_refused_and_another_answer_possible() throws Exception {
        stage.onLoop(() -> {
            for (String bad : List.of("a\r\nSet-Cookie: b", "a\nb", "a\rb", "a\0b", "€")) {
                ByteBuf body = text("body");
                assertThatThrownBy(() -> answer.answer(200, body, "X-A", bad))
                        .isInstanceOf(IllegalArgumentException.class);
                assertThat(body.refCnt()).isZero();
                assertThatThrownBy(() -> answer.head(200, "X-A", bad))
                        .isInstanceOf(IllegalArgumentException.class);
            }
            assertThatThrownBy(() -> answer.head(200, "X-A: 1\r\nX-B", "2"))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> answer.head(200, "Content-Length", "2"))
                    .isInstanceOf(IllegalArgumentException.class);
            answer.answer(200, text("good"), "X-A", "caf\u00e9\tau lait");
        });
        assertThat(caller.answer()).isEqualTo("200 good");
    }

    @Test
    void what_comes_in_the_wrong_order_is_refused_and_leaks_nothing() {
        stage.onLoop(() -> {
            ByteBuf early = text("early");
            assertThatThrownBy(() -> answer.write(early)).isInstanceOf(IllegalStateException.class);
            assertThat(early.refCnt()).isZero();
            answer.head(200);
            ByteBuf second = text("second");
            assertThatThrownBy(() -> answer.answer(200, second))
                    .isInstanceOf(IllegalStateException.class);
            assertThat(second.refCnt()).isZero();
            answer.end();
            ByteBuf late = text("late");
            answer.write(late);
            assertThat(late.refCnt()).isZero();
        });
    }

    @Test
    void a_hang_up_is_told_once_and_what_is_written_later_is_dropped() throws Exception {
        List<String> told = new ArrayList<>();
        stage.onLoop(() -> {
            answer.watch(() -> {}, () -> told.add("first"));
            answer.watch(() -> {}, () -> told.add("second"));
            answer.head(200);
        });
        caller.close();
        stage.await(() -> !told.isEmpty());
        stage.onLoop(() -> {
            ByteBuf part = text("part");
            answer.write(part);
            assertThat(part.refCnt()).isZero();
            answer.end();
            answer.watch(() -> {}, () -> told.add("third"));
        });
        stage.await(() -> told.size() == 2);
        assertThat(told).containsExactly("second", "third");
    }

    @Test
    void a_caller_that_does_not_read_is_not_writable_until_it_reads() throws Exception {
        List<String> told = new ArrayList<>();
        stage.onLoop(() -> {
            answer.watch(() -> told.add("drained"), () -> told.add("gone"));
            answer.head(200);
            while (answer.writable()) {
                answer.write(Unpooled.buffer().writeZero(8_000));
            }
        });
        Thread.sleep(100);
        stage.onLoop(() -> assertThat(told).isEmpty());
        long skipped = 0;
        while (told.isEmpty()) {
            skipped += caller.socket().getInputStream().skip(1 << 20);
            stage.onLoop(() -> {});
        }
        assertThat(skipped).isLessThan(32L << 20);
        assertThat(told).containsExactly("drained");
    }

    private String unchunked() throws Exception {
        StringBuilder body = new StringBuilder();
        while (true) {
            String size = caller.readUntil("\r\n").strip();
            int length = Integer.parseInt(size, 16);
            body.append(caller.read(length));
            assertThat(caller.read(2)).isEqualTo("\r\n");
            if (length == 0) {
                return body.toString();
            }
        }
    }

    private static ByteBuf text(String text) {
        return Unpooled.copiedBuffer(text, StandardCharsets.UTF_8);
    }
}
