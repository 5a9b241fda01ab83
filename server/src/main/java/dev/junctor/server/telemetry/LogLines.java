package dev.junctor.server.telemetry;

import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.classic.spi.StackTraceElementProxy;
import ch.qos.logback.core.encoder.EncoderBase;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneId;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.slf4j.event.KeyValuePair;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes an event of the log as one line, with keys masked. */
final class LogLines extends EncoderBase<ILoggingEvent> {
    private static final JsonFactory JSON = new JsonFactory();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("HH:mm:ss.SSS").withZone(ZoneId.systemDefault());
    private static final byte[] NOTHING = {};
    private static final int MOST_FRAMES = 30;

    private final LogFormat format;

    LogLines(LogFormat format) {
        this.format = format;
    }

    @Override
    public byte[] headerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] footerBytes() {
        return NOTHING;
    }

    @Override
    public byte[] encode(ILoggingEvent event) {
        String line =
                switch (format) {
                    case JSON -> json(event);
                    case TEXT -> text(event);
                };
        return (line + "\n").getBytes(StandardCharsets.UTF_8);
    }

    private static String json(ILoggingEvent event) {
        StringWriter line = new StringWriter(256);
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), line)) {
            json.writeStartObject();
            json.writeStringProperty("time", Instant.ofEpochMilli(event.getTimeStamp()).toString());
            json.writeStringProperty("level", event.getLevel().toString());
            json.writeStringProperty("logger", event.getLoggerName());
            json.writeStringProperty("thread", event.getThreadName());
            json.writeStringProperty("message", Masking.mask(event.getFormattedMessage()));
            for (KeyValuePair pair : pairs(event)) {
                if (pair.value instanceof Number number) {
                    json.writeNumberProperty(pair.key, number.longValue());
                } else {
                    json.writeStringProperty(pair.key, Masking.mask(String.valueOf(pair.value)));
                }
            }
            Optional<IThrowableProxy> error = error(event);
            if (error.isPresent()) {
                json.writeStringProperty("error", described(error.get()));
                json.writeStringProperty("stack", stack(error.get()));
            }
            json.writeEndObject();
        }
        return line.toString();
    }

    private static String text(ILoggingEvent event) {
        StringBuilder line = new StringBuilder(160);
        line.append(TIME.format(Instant.ofEpochMilli(event.getTimeStamp()))).append(' ');
        line.append(event.getLevel()).append(' ');
        line.append(visible(Masking.mask(event.getFormattedMessage())));
        for (KeyValuePair pair : pairs(event)) {
            line.append(' ').append(pair.key).append('=');
            line.append(visible(Masking.mask(String.valueOf(pair.value))));
        }
        error(event)
                .ifPresent(error ->
                        line.append('\n')
                                .append(described(error))
                                .append(stack(error).stripTrailing()));
        return line.toString();
    }

    private static List<KeyValuePair> pairs(ILoggingEvent event) {
        return Objects.requireNonNullElse(event.getKeyValuePairs(), List.of());
    }

    private static Optional<IThrowableProxy> error(ILoggingEvent event) {
        return Optional.ofNullable(event.getThrowableProxy());
    }

    private static String described(IThrowableProxy error) {
        String message = Objects.requireNonNullElse(error.getMessage(), "");
        return visible(Masking.mask(error.getClassName() + ": " + message));
    }

    /** What others say may not begin a line that looks like ours, nor steer a terminal. */
    private static String visible(String text) {
        if (text.chars().noneMatch(LogLines::isHidden)) {
            return text;
        }
        StringBuilder visible = new StringBuilder(text.length() + 16);
        text.chars()
                .forEach(c -> {
                    switch (c) {
                        case '\n' -> visible.append("\\n");
                        case '\r' -> visible.append("\\r");
                        case '\t' -> visible.append("\\t");
                        default -> {
                            if (isHidden(c)) {
                                visible.append(String.format("\\u%04x", c));
                            } else {
                                visible.append((char) c);
                            }
                        }
                    }
                });
        return visible.toString();
    }

    /** Control characters, and the two by which Unicode ends a line. */
    private static boolean isHidden(int c) {
        return Character.isISOControl(c) || c == '\u2028' || c == '\u2029';
    }

    private static String stack(IThrowableProxy error) {
        StringBuilder frames = new StringBuilder();
        IThrowableProxy each = error;
        int left = MOST_FRAMES;
        while (each != null && left > 0) {
            for (StackTraceElementProxy frame : each.getStackTraceElementProxyArray()) {
                if (left-- > 0) {
                    frames.append("\n    ").append(frame.getSTEAsString());
                }
            }
            each = each.getCause();
            if (each != null) {
                frames.append("\n  because of ").append(described(each));
            }
        }
        return frames.toString();
    }
}
