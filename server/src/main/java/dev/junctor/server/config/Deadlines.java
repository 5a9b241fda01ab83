package dev.junctor.server.config;

import java.time.Duration;

/**
 * How long a provider may take.
 *
 * @param connect until a connection stands, waiting for a free one included
 * @param firstByte from the request's last byte to the answer's first
 * @param idle between two parts of an answer
 * @param total from the request to the answer's last byte, all attempts included
 */
public record Deadlines(Duration connect, Duration firstByte, Duration idle, Duration total) {
    /** 5 s, 60 s, 60 s, 10 min. */
    public static final Deadlines DEFAULT =
            new Deadlines(
                    Duration.ofSeconds(5),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(60),
                    Duration.ofSeconds(600));

    /** Nothing is said: each is zero. */
    static final Deadlines UNSAID =
            new Deadlines(Duration.ZERO, Duration.ZERO, Duration.ZERO, Duration.ZERO);

    /** These, and where one is not said, that of the others. */
    Deadlines orElse(Deadlines others) {
        return new Deadlines(
                connect.isZero() ? others.connect : connect,
                firstByte.isZero() ? others.firstByte : firstByte,
                idle.isZero() ? others.idle : idle,
                total.isZero() ? others.total : total);
    }
}
