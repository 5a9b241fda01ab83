package dev.junctor.wire;

import io.netty.buffer.ByteBuf;
import java.net.InetSocketAddress;

/**
 * A whole request: its head and its bounded body.
 *
 * @param target as it came, path and query
 * @param body owned by who is given the request; released once
 * @param peer who asked
 */
public record Request(
        String method, String target, Headers headers, ByteBuf body, InetSocketAddress peer) {
    /** The target without its query, as it came. */
    public String path() {
        int query = target.indexOf('?');
        return query < 0 ? target : target.substring(0, query);
    }

    /** What follows the question mark; empty when nothing does. */
    public String query() {
        int query = target.indexOf('?');
        return query < 0 ? "" : target.substring(query + 1);
    }
}
