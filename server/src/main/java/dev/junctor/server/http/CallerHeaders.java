package dev.junctor.server.http;

import dev.junctor.wire.Request;

/** The headers of a request, where a key may stand in the header or parameter that clients of Google's use. */
record CallerHeaders(Request request) {
    /** A header's value by its lower-case name; empty when absent. */
    String value(String name) {
        String value = request.headers().value(name);
        return value.isEmpty() && name.equals(ShownKey.HEADER)
                ? ShownKey.ofGoogle(request.headers(), request.path(), request.query())
                : value;
    }
}
