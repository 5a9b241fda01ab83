package dev.junctor.server.http;

import dev.junctor.core.dialect.Dialect;
import dev.junctor.core.dialect.RequestLine;

/** Where a path leads. */
public sealed interface Target {
    /** To a model, on the event loop, in a protocol. */
    record Inference(Dialect dialect, RequestLine line) implements Target {}

    /** To a model in one form or another, as a parameter of the query says. */
    record ByParameter(String name, String value, Inference with, Inference without)
            implements Target {}

    /** To a handler on a virtual thread. */
    record Api(ApiHandler handler) implements Target {}
}
