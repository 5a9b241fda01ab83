package dev.junctor.wire;

import io.netty.handler.codec.http.HttpHeaders;
import java.util.List;

/** Headers as the decoder left them. */
record NettyHeaders(HttpHeaders all) implements Headers {
    @Override
    public String value(String name) {
        String first = all.get(name);
        return first == null ? "" : first;
    }

    @Override
    public List<String> values(String name) {
        return all.getAll(name);
    }

    @Override
    public String toString() {
        return "Headers[" + all.size() + "]";
    }
}
