package dev.junctor.core.dialect;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import tools.jackson.databind.JsonNode;

/**
 * What a provider says in a body that tells of a failure, whatever its shape.
 *
 * @param message its own words; empty when it has none
 * @param code its name or number of the error; empty when it gives none
 * @param type its kind of error; empty when it gives none
 * @param status the HTTP status that the body itself names; 0 when it names none
 * @param retryAfterSeconds when it says to come again; 0 when it does not
 * @param raw the body, cut to 4 KB
 */
record ErrorBody(
        String message, String code, String type, int status, long retryAfterSeconds, String raw) {
    private static final int MAX_TREE = 256 * 1024;
    private static final int MAX_RAW = 4_096;
    private static final int MAX_MESSAGE = 1_000;

    /** Reads a body from {@code from} to {@code to}: JSON of any shape, HTML, text or nothing. */
    static ErrorBody of(byte[] body, int from, int to) {
        String raw = text(body, from, Math.min(to, from + MAX_RAW));
        if (to - from > MAX_TREE) {
            return new ErrorBody("", "", "", 0, 0, raw);
        }
        JsonNode root = SmallJson.tree(text(body, from, to));
        if (root.isArray() && !root.isEmpty()) {
            root = root.get(0);
        }
        if (root.isString()) {
            return new ErrorBody(cut(root.asString()), "", "", 0, 0, raw);
        }
        if (!root.isObject()) {
            return new ErrorBody(plain(raw), "", "", 0, 0, raw);
        }
        return ofTree(root, raw);
    }

    private static ErrorBody ofTree(JsonNode root, String raw) {
        JsonNode error = root.path("error");
        JsonNode said = error.isObject() ? error : root;
        String message = first(said, "message", "msg", "error", "detail", "title", "description");
        if (message.isEmpty()) {
            message = first(root, "message", "detail");
        }
        String behind = behind(said.path("metadata").path("raw"));
        String code = scalar(said.path("code"));
        String inner = scalar(said.path("innererror").path("code"));
        String type = first(said, "type", "status", "object");
        return new ErrorBody(
                cut(behind.isEmpty() ? message : behind),
                cut(inner.isEmpty() ? code : inner),
                cut(type),
                status(said, code),
                retryDelay(said.path("details")),
                raw);
    }

    /** A gateway's body holds the one of the provider behind it as a string. */
    private static String behind(JsonNode raw) {
        if (!raw.isString() || raw.asString().isBlank()) {
            return "";
        }
        JsonNode tree = SmallJson.tree(raw.asString());
        if (!tree.isObject()) {
            return plain(raw.asString());
        }
        JsonNode error = tree.path("error");
        return first(error.isObject() ? error : tree, "message", "error", "detail");
    }

    private static int status(JsonNode said, String code) {
        for (String name : new String[] {"status_code", "raw_status_code", "status"}) {
            int status = said.path(name).asInt(0);
            if (status >= 400 && status < 600) {
                return status;
            }
        }
        return code.matches("[45]\\d\\d") ? Integer.parseInt(code) : 0;
    }

    /** {@code details: [{"retryDelay": "34s"}]}, the way of gRPC's rich errors. */
    private static long retryDelay(JsonNode details) {
        for (JsonNode detail : details) {
            String delay = detail.path("retryDelay").asString("");
            if (!delay.isEmpty()) {
                return RetryHints.duration(delay);
            }
        }
        return 0;
    }

    /** The first of the fields that says something in words; lists of complaints give their first. */
    private static String first(JsonNode node, String... names) {
        for (String name : names) {
            JsonNode value = node.path(name);
            if (value.isArray() && !value.isEmpty()) {
                value = value.get(0).path("msg");
            } else if (value.isObject()) {
                value = value.path("message");
            }
            if (value.isString() && !value.asString().isBlank()) {
                return value.asString();
            }
        }
        return "";
    }

    private static String scalar(JsonNode node) {
        return node.isString() || node.isNumber() ? node.asString() : "";
    }

    /** Text that is not JSON is a message only when it is not a page. */
    private static String plain(String text) {
        String start = text.strip().toLowerCase(Locale.ROOT);
        return start.startsWith("<") ? "" : cut(text.strip());
    }

    private static String cut(String text) {
        return text.length() > MAX_MESSAGE ? text.substring(0, MAX_MESSAGE) + "…" : text;
    }

    private static String text(byte[] body, int from, int to) {
        return new String(body, from, to - from, StandardCharsets.UTF_8);
    }
}
