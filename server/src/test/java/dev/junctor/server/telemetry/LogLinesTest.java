package dev.junctor.server.telemetry;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.LoggerContext;
import ch.qos.logback.classic.spi.LoggingEvent;
import dev.junctor.server.secret.Secret;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;
import org.slf4j.event.KeyValuePair;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class LogLinesTest {
    private final LoggerContext context = new LoggerContext();
    private final Logger logger = context.getLogger("dev.junctor.Test");

    private LoggingEvent event(String message, @Nullable Throwable error, Object... arguments) {
        return new LoggingEvent("x", logger, Level.WARN, message, error, arguments);
    }

    private static String line(LogFormat format, LoggingEvent event) {
        return new String(new LogLines(format).encode(event), StandardCharsets.UTF_8);
    }

    @Test
    void aLineIsOneJsonObject() {
        LoggingEvent event = event("{} said \"no\"\nand more", null, "acme");
        event.addKeyValuePair(new KeyValuePair("status", 503));
        event.addKeyValuePair(new KeyValuePair("provider", "acme"));
        String line = line(LogFormat.JSON, event);
        assertThat(line.lines()).hasSize(1);
        JsonNode json = new JsonMapper().readTree(line);
        assertThat(json.path("level").asString()).isEqualTo("WARN");
        assertThat(json.path("logger").asString()).isEqualTo("dev.junctor.Test");
        assertThat(json.path("message").asString()).isEqualTo("acme said \"no\"\nand more");
        assertThat(json.path("status").asInt()).isEqualTo(503);
        assertThat(json.path("provider").asString()).isEqualTo("acme");
        assertThat(json.path("time").asString()).matches("20\\d\\d-.*Z");
    }

    @Test
    void whatOthersSayStartsNoLineAndMovesNoCursor() {
        String said = "no\r\n2026-11-24 ERROR forged\u001b[2J\u0085\u2028";
        LoggingEvent event = event("refused: {}", new IOException(said), said);
        event.addKeyValuePair(new KeyValuePair("reason", said));
        for (LogFormat format : LogFormat.values()) {
            String line = line(format, event);
            assertThat(line.lines().filter(each -> each.startsWith("2026-11-24"))).isEmpty();
            assertThat(line.chars().filter(c -> c != '\n')).noneMatch(c -> c < ' ');
            assertThat(line).contains("forged");
        }
        String text = line(LogFormat.TEXT, event("refused: {}", null, said));
        assertThat(text.lines()).hasSize(1);
        assertThat(text.strip().chars()).noneMatch(Character::isISOControl);
    }

    @Test
    void anErrorHasItsCauses() {
        Throwable error = new IllegalStateException("outer", new IOException("inner"));
        JsonNode json = new JsonMapper().readTree(line(LogFormat.JSON, event("failed", error)));
        assertThat(json.path("error").asString())
                .isEqualTo("java.lang.IllegalStateException: outer");
        assertThat(json.path("stack").asString())
                .contains("LogLinesTest")
                .contains("because of java.io.IOException: inner");
    }

    @Test
    void aKeyThatComesThisFarIsMaskedAllTheSame() {
        for (LogFormat format : LogFormat.values()) {
            for (String key :
                    new String[] {
                        "sk-jn-v1-0123456789abcdef0123456789abcdef",
                        "sk-ant-api03-AAAAAAAAAAAAAAAAAAAA",
                        "sk-proj-a_b-c1234567890123456",
                        "abc_Ab12Ab12Ab12Ab12Ab12Ab12Ab12",
                        "AbcdEf1234567890abcdefghijklmn-_x",
                        "Bearer abc.def-ghi",
                    }) {
                LoggingEvent event =
                        event("refused: {}", new IOException("with " + key), "header " + key);
                event.addKeyValuePair(new KeyValuePair("key", key));
                assertThat(line(format, event)).as(key).doesNotContain(key).contains("***");
            }
            assertThat(line(format, event("{}", null, Secret.of("short")))).contains("***");
        }
    }

    @Test
    void whatIsNoKeyStays() {
        for (String text :
                new String[] {
                    "model acme/key-value-3 of provider sk-telecom took 1234567890123456789 ns",
                    "gen-1795521600-0aB3zzzzzzzzzzzzzzz9 by llama-4-maverick-17b-128e-instruct-fp8",
                    "java.lang.IllegalArgumentExceptionOfGreatLength: /var/lib/junctor/junctor.db"
                }) {
            assertThat(Masking.mask(text)).isEqualTo(text);
        }
    }

    @Test
    void theLogIsSetUpByItself() {
        LoggerContext running = (LoggerContext) LoggerFactory.getILoggerFactory();
        Logger root = running.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        assertThat(root.getLevel()).isEqualTo(Level.WARN);
        assertThat(root.getAppender("stderr")).isNotNull();
        LogSetup.use(LogFormat.TEXT);
        LogSetup.use(LogFormat.JSON);
        assertThat(root.iteratorForAppenders()).toIterable().hasSize(1);
    }
}
