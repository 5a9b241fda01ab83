package dev.junctor.wire;

import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaders;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpRequest;
import io.netty.handler.codec.http.HttpVersion;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What a head must be, beyond what the decoder checks (RFC 9112 §3.2, §6.3): everything on which two servers in a row
 * could differ about where a request ends or whom it is for is refused.
 */
final class RequestRules {
    private static final String CONTINUE = "100-continue";

    private RequestRules() {}

    /** Why a head is refused; null when it is not. */
    static @Nullable Refusal broken(HttpRequest head, ListenerOptions.Limits limits) {
        Throwable failure = head.decoderResult().cause();
        if (failure != null) {
            return failure instanceof TooLongFrameException
                    ? tooLong(limits)
                    : new Refusal(400, "This is not a valid HTTP/1.1 request.", "");
        }
        String target = head.uri();
        HttpHeaders headers = head.headers();
        if (headers.size() > limits.headers()) {
            return new Refusal(
                    431, "More than " + limits.headers() + " headers; send fewer.", target);
        }
        if (hasControl(target)) {
            return new Refusal(400, "The request target has a control character.", "");
        }
        if (anyValueHasControl(headers)) {
            return new Refusal(400, "A header has a control character in its value.", target);
        }
        boolean current = head.protocolVersion().equals(HttpVersion.HTTP_1_1);
        if (!current && !head.protocolVersion().equals(HttpVersion.HTTP_1_0)) {
            return new Refusal(400, "Only HTTP/1.1 and HTTP/1.0 are spoken here.", target);
        }
        if (head.method().equals(HttpMethod.CONNECT)) {
            return new Refusal(501, "CONNECT is not supported: this is no proxy.", "");
        }
        if (originForm(head).isEmpty()) {
            return new Refusal(400, "The request target must be a path or an http URL.", "");
        }
        List<String> codings = headers.getAll(HttpHeaderNames.TRANSFER_ENCODING);
        if (!codings.isEmpty()
                && !(codings.size() == 1 && codings.getFirst().equalsIgnoreCase("chunked"))) {
            return new Refusal(
                    501, "The only transfer coding supported is chunked, alone.", target);
        }
        if (!hostFits(headers, current)) {
            return new Refusal(400, "Send exactly one valid Host header.", target);
        }
        return body(head, limits, current);
    }

    /** Whether the caller waits for a 100 before it sends the body. */
    static boolean awaitsContinue(HttpRequest head) {
        return head.protocolVersion().equals(HttpVersion.HTTP_1_1)
                && head.headers().contains(HttpHeaderNames.EXPECT);
    }

    /** Path and query of the target; empty when it has neither a path nor a form that stands for one. */
    static String originForm(HttpRequest head) {
        String target = head.uri();
        if (target.startsWith("/")) {
            return target;
        }
        if (target.equals("*")) {
            return head.method().equals(HttpMethod.OPTIONS) ? target : "";
        }
        int scheme = target.indexOf("://");
        String name = scheme < 0 ? "" : target.substring(0, scheme);
        boolean web = name.equalsIgnoreCase("http") || name.equalsIgnoreCase("https");
        if (!web || target.length() == scheme + 3) {
            return "";
        }
        int from = scheme + 3;
        for (int i = from; i < target.length(); i++) {
            char c = target.charAt(i);
            if (c == '/') {
                return i == from ? "" : target.substring(i);
            }
            if (c == '?') {
                return i == from ? "" : "/" + target.substring(i);
            }
        }
        return "/";
    }

    /** Why a body is not taken to its end now. */
    static Refusal noRoom(String target) {
        return new Refusal(
                503,
                "There is no room for this request's body beside those of others; try again soon.",
                target);
    }

    /** Why a body is never taken to its end. */
    static Refusal bodyTooLong(ListenerOptions.Limits limits, String target) {
        return new Refusal(
                413,
                "The body is larger than " + limits.bodyBytes() + " bytes; send a smaller one.",
                target);
    }

    private static Refusal tooLong(ListenerOptions.Limits limits) {
        return new Refusal(
                431,
                "The request line or the headers are larger than "
                        + limits.headBytes()
                        + " bytes; send less.",
                "");
    }

    private static @Nullable Refusal body(
            HttpRequest head, ListenerOptions.Limits limits, boolean current) {
        HttpHeaders headers = head.headers();
        String expectation = headers.get(HttpHeaderNames.EXPECT);
        if (current && expectation != null && !expectation.equalsIgnoreCase(CONTINUE)) {
            return new Refusal(
                    417, "The only expectation that is met is 100-continue.", head.uri());
        }
        String length = headers.get(HttpHeaderNames.CONTENT_LENGTH);
        if (length != null && Long.parseLong(length) > limits.bodyBytes()) {
            return bodyTooLong(limits, head.uri());
        }
        return null;
    }

    /** What could begin a line in a log, or steer the terminal of whoever reads it (RFC 9110 §5.5). */
    private static boolean anyValueHasControl(HttpHeaders headers) {
        Iterator<Map.Entry<CharSequence, CharSequence>> all = headers.iteratorCharSequence();
        while (all.hasNext()) {
            if (hasControl(all.next().getValue())) {
                return true;
            }
        }
        return false;
    }

    private static boolean hasControl(CharSequence text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7F) {
                return true;
            }
        }
        return false;
    }

    private static boolean hostFits(HttpHeaders headers, boolean required) {
        Iterator<String> hosts = headers.valueStringIterator(HttpHeaderNames.HOST);
        if (!hosts.hasNext()) {
            return !required;
        }
        String host = hosts.next();
        if (hosts.hasNext()) {
            return false;
        }
        for (int i = 0; i < host.length(); i++) {
            char c = host.charAt(i);
            if (c <= ' ' || c >= 0x7F || "/\\@,?#\"<>{}|^`".indexOf(c) >= 0) {
                return false;
            }
        }
        return true;
    }
}
