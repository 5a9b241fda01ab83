package dev.junctor.wire;

import dev.junctor.wire.AnswerListener.Cause;
import io.netty.channel.ConnectTimeoutException;
import io.netty.handler.codec.DecoderException;
import io.netty.handler.proxy.ProxyConnectException;
import java.net.UnknownHostException;
import javax.net.ssl.SSLException;

/** What went wrong, in our words. */
final class Failures {
    private Failures() {}

    /** Why there is no connection. */
    static Cause cause(Throwable failure) {
        return switch (bare(failure)) {
            case UnknownHostException unknown -> Cause.NAME;
            case ConnectTimeoutException late -> Cause.CONNECT_TIMEOUT;
            case SSLException refused -> Cause.TLS;
            default -> Cause.CONNECT;
        };
    }

    /** Whether a proxy asks who we are; its status is told nowhere but in the message. */
    static boolean wantsLogin(Throwable failure) {
        return failure instanceof ProxyConnectException && reason(failure).contains("status: 407");
    }

    /** A failure for people, in one line. */
    static String reason(Throwable failure) {
        Throwable bare = bare(failure);
        String message = bare.getMessage();
        String name = bare.getClass().getSimpleName();
        return message == null || message.isBlank()
                ? name
                : message.lines().findFirst().orElse(name);
    }

    private static Throwable bare(Throwable failure) {
        Throwable cause = failure.getCause();
        return failure instanceof DecoderException && cause != null ? cause : failure;
    }
}
