package dev.junctor.wire;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whatever two servers could read differently is refused, and nothing behind it on the connection is served. */
final class SmugglingTest {
    private static final Stage STAGE = new Stage();
    private static final AtomicInteger SERVED = new AtomicInteger();
    private static int port;

    @BeforeAll
    static void listen() {
        port =
                STAGE.listen(
                                (Scripted)
                                        (request, caller) -> {
                                            SERVED.incrementAndGet();
                                            Scripted.echo().serve(request, caller);
                                        })
                        .port();
    }

    @AfterAll
    static void end() {
        STAGE.close();
    }

    /** ¶ stands for CR and LF; ␍, ␊, ␠, ␉ and ␀ for the one character that they depict. */
    @ParameterizedTest(name = "{0}")
    @CsvSource(
            delimiter = '|',
            textBlock =
                    """
                    both framings           | 400 | POST / HTTP/1.1¶Host: x¶Content-Length: 4¶Transfer-Encoding: chunked¶¶0¶¶
                    both, coding first      | 400 | POST / HTTP/1.1¶Host: x¶Transfer-Encoding: chunked¶Content-Length: 4¶¶0¶¶
                    two lengths             | 400 | POST / HTTP/1.1¶Host: x¶Content-Length: 4¶Content-Length: 5¶¶abcd
                    two equal lengths       | 400 | POST / HTTP/1.1¶Host: x¶Content-Length: 4¶Content-Length: 4¶¶abcd
                    lengths in a list       | 400 | POST / HTTP/1.1¶Host: x¶Content-Length: 4, 5¶¶abcd
                    length with a sign      | 400 | POST / HTTP/1.1¶Host: x¶Content-Length: +4¶¶abcd
                    negative length         | 400 | POST / HTTP/1.1¶Host: x¶Content-Length: -4¶¶abcd
                    hexadecimal length      | 400 | POST / HTTP/1.1¶Host: x¶Content-Length: 0x4¶¶abcd
                    length with a space     | 400 | POST / HTTP/1.1¶Host: x¶Content-Length: 4 4¶¶abcd
                    empty length            | 400 | POST / HTTP/1.1¶Host: x¶Content-Length:¶¶abcd
                    endless length          | 400 | POST / HTTP/1.1¶Host: x¶Content-Length: 99999999999999999999¶¶abcd
                    chunked not last        | 400 | POST / HTTP/1.1¶Host: x¶Transfer-Encoding: chunked, gzip¶¶0¶¶
                    chunked twice           | 400 | POST / HTTP/1.1¶Host: x¶Transfer-Encoding: chunked, chunked¶¶0¶¶
                    chunked in two headers  | 400 | POST / HTTP/1.1¶Host: x¶Transfer-Encoding: chunked¶Transfer-Encoding: chunked¶¶0¶¶
                    not chunked at all      | 400 | POST / HTTP/1.1¶Host: x¶Transfer-Encoding: identity¶¶
                    misspelt chunked        | 400 | POST / HTTP/1.1¶Host: x¶Transfer-Encoding: xchunked¶¶0¶¶
                    coding with a zero byte | 400 | POST / HTTP/1.1¶Host: x¶Transfer-Encoding: ␀chunked¶¶0¶¶
                    coding not known        | 501 | POST / HTTP/1.1¶Host: x¶Transfer-Encoding: gzip, chunked¶¶0¶¶
                    chunked in HTTP/1.0     | 400 | POST / HTTP/1.0¶Host: x¶Transfer-Encoding: chunked¶¶0¶¶
                    folded header           | 400 | GET / HTTP/1.1¶Host: x¶X-A: 1¶␠2¶¶
                    folded with a tab       | 400 | GET / HTTP/1.1¶Host: x¶X-A: 1¶␉2¶¶
                    folded coding           | 400 | POST / HTTP/1.1¶Host: x¶Transfer-Encoding:¶␠chunked¶¶0¶¶
                    folded first header     | 400 | GET / HTTP/1.1¶␠Host: x¶¶
                    folded behind blanks    | 400 | ¶¶GET / HTTP/1.1¶Host: x¶X-A: 1¶␠2¶¶
                    bare LF behind a line   | 400 | GET / HTTP/1.1␊Host: x¶¶
                    bare LF behind a header | 400 | GET / HTTP/1.1¶Host: x␊X-A: 1¶¶
                    bare LF at the end      | 400 | GET / HTTP/1.1¶Host: x¶␊
                    bare CR in a value      | 400 | GET / HTTP/1.1¶Host: x¶X-A: 1␍2¶¶
                    zero byte in a value    | 400 | GET / HTTP/1.1¶Host: x¶X-A: 1␀2¶¶
                    escape in a value       | 400 | GET / HTTP/1.1¶Host: x¶X-Request-Id: a␛[2Jb¶¶
                    zero byte in a path     | 400 | GET /a␀b HTTP/1.1¶Host: x¶¶
                    escape in a path        | 400 | GET /a␛[2Jb HTTP/1.1¶Host: x¶¶
                    space before the colon  | 400 | POST / HTTP/1.1¶Host: x¶Content-Length : 4¶¶abcd
                    no colon                | 400 | GET / HTTP/1.1¶Host: x¶X-A¶¶
                    empty name              | 400 | GET / HTTP/1.1¶Host: x¶: 1¶¶
                    no host                 | 400 | GET / HTTP/1.1¶X-A: 1¶¶
                    two hosts               | 400 | GET / HTTP/1.1¶Host: x¶Host: x¶¶
                    host with a path        | 400 | GET / HTTP/1.1¶Host: x/y¶¶
                    host with a user        | 400 | GET / HTTP/1.1¶Host: a@b¶¶
                    hosts in a list         | 400 | GET / HTTP/1.1¶Host: a, b¶¶
                    chunk without its CRLF  | 400 | POST / HTTP/1.1¶Host: x¶Transfer-Encoding: chunked¶¶1¶ab¶0¶¶
                    chunk size with a sign  | 400 | POST / HTTP/1.1¶Host: x¶Transfer-Encoding: chunked¶¶+1¶a¶0¶¶
                    chunk size in 0x        | 400 | POST / HTTP/1.1¶Host: x¶Transfer-Encoding: chunked¶¶0x1¶a¶0¶¶
                    chunk size too large    | 400 | POST / HTTP/1.1¶Host: x¶Transfer-Encoding: chunked¶¶100000001¶a¶0¶¶
                    chunk size with bare LF | 400 | POST / HTTP/1.1¶Host: x¶Transfer-Encoding: chunked¶¶1␊a¶0¶¶
                    extension with bare LF  | 400 | POST / HTTP/1.1¶Host: x¶Transfer-Encoding: chunked¶¶1;a␊b¶a¶0¶¶
                    no version              | 400 | GET /¶Host: x¶¶
                    version 2               | 400 | GET / HTTP/2.0¶Host: x¶¶
                    version 1.2             | 400 | GET / HTTP/1.2¶Host: x¶¶
                    other protocol          | 400 | GET / ICY/1.1¶Host: x¶¶
                    space in the target     | 400 | GET /a b HTTP/1.1¶Host: x¶¶
                    no path                 | 400 | GET a HTTP/1.1¶Host: x¶¶
                    other scheme            | 400 | GET ftp://x/ HTTP/1.1¶Host: x¶¶
                    short scheme            | 400 | GET ht://x/ HTTP/1.1¶Host: x¶¶
                    method not a token      | 400 | G(T / HTTP/1.1¶Host: x¶¶
                    a tunnel                | 501 | CONNECT x:443 HTTP/1.1¶Host: x¶¶
                    not HTTP                | 400 | hello world¶¶
                    """)
    void is_refused(String name, String status, String script) throws Exception {
        String bytes =
                script.replace("¶", "\r\n")
                        .replace('␍', '\r')
                        .replace('␊', '\n')
                        .replace('␠', ' ')
                        .replace('␉', '\t')
                        .replace('␀', '\0')
                        .replace('␛', '\u001b');
        int before = SERVED.get();
        try (RawSocket caller = RawSocket.to(port)) {
            caller.say(bytes + "GET /smuggled HTTP/1.1\r\nHost: x\r\n\r\n");
            String answer = caller.readAll();
            assertThat(answer).startsWith("HTTP/1.1 " + status + " ");
            assertThat(answer).contains("Connection: close").doesNotContain("smuggled");
            assertThat(SERVED.get()).as("requests served").isEqualTo(before);
        }
    }

    @Test
    void is_refused_byte_by_byte_as_well() throws Exception {
        int before = SERVED.get();
        try (RawSocket caller = RawSocket.to(port)) {
            caller.sayByteByByte("GET / HTTP/1.1\r\nHost: x\r\nX-A: 1\r\n 2\r\n");
            assertThat(caller.readAll()).startsWith("HTTP/1.1 400 ");
            assertThat(SERVED.get()).isEqualTo(before);
        }
    }
}
