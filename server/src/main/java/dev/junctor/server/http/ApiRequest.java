package dev.junctor.server.http;

import dev.junctor.wire.Headers;
import java.net.InetSocketAddress;
import java.util.Map;

/**
 * A request for anything but a model, on a thread that may block.
 *
 * @param parts values of the path pattern's names, decoded
 * @param query parameters, decoded; the first value of each
 */
@SuppressWarnings("ArrayRecordComponent") // never compared
public record ApiRequest(
        String method,
        String path,
        Map<String, String> parts,
        Map<String, String> query,
        Headers headers,
        byte[] body,
        InetSocketAddress peer) {}
