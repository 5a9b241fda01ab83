package dev.junctor.engine;

import dev.junctor.core.dialect.Operation;
import dev.junctor.engine.port.Chunk;
import dev.junctor.engine.port.UpstreamClient;

/**
 * What a caller sent.
 *
 * @param body the bytes of the request's body; handed over
 */
public record Ask(Operation operation, UpstreamClient.Headers headers, Chunk body) {}
