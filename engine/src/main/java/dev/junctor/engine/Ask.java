package dev.junctor.engine;

import dev.junctor.core.dialect.Dialect;
import dev.junctor.core.dialect.RequestLine;
import dev.junctor.engine.port.Chunk;
import dev.junctor.engine.port.UpstreamClient;

/**
 * What a caller sent.
 *
 * @param dialect the protocol that the caller speaks
 * @param line what the path says
 * @param body the bytes of the request's body; handed over
 */
public record Ask(Dialect dialect, RequestLine line, UpstreamClient.Headers headers, Chunk body) {}
