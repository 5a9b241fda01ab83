package dev.junctor.server.http;

import dev.junctor.core.dialect.Operation;

/** Where a path leads. */
public sealed interface Target {
    /** To a model, on the event loop. */
    record Inference(Operation operation) implements Target {}

    /** To a handler on a virtual thread. */
    record Api(ApiHandler handler) implements Target {}
}
