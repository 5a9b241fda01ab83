package dev.junctor.engine.fake;

import dev.junctor.core.catalog.Provider;
import dev.junctor.engine.port.Chunk;
import dev.junctor.engine.port.UpstreamClient;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** Providers that say what a test tells them to say. */
public final class FakeUpstream implements UpstreamClient {
    private final List<Sent> sent = new ArrayList<>();

    @Override
    public Exchange open(
            Provider provider,
            String dialect,
            String path,
            Map<String, String> headers,
            List<Chunk> body,
            long connectNanos,
            Listener listener) {
        if (provider.dialects().isEmpty()) {
            throw new IllegalStateException("no address");
        }
        StringBuilder text = new StringBuilder();
        for (Chunk part : body) {
            byte[] bytes = new byte[part.length()];
            part.copyTo(bytes, 0);
            part.release();
            text.append(new String(bytes, StandardCharsets.UTF_8));
        }
        Sent request = new Sent(provider.slug(), path, text.toString(), listener);
        sent.add(request);
        return request;
    }

    /** All requests so far. */
    public List<Sent> sent() {
        return sent;
    }

    /** The newest request. */
    public Sent last() {
        return sent.getLast();
    }

    /** One request, and what the provider does with it. */
    public static final class Sent implements Exchange {
        private final String provider;
        private final String path;
        private final String body;
        private final Listener listener;
        private boolean cancelled;
        private boolean paused;

        Sent(String provider, String path, String body, Listener listener) {
            this.provider = provider;
            this.path = path;
            this.body = body;
            this.listener = listener;
        }

        @Override
        public void pause() {
            paused = true;
        }

        @Override
        public void resume() {
            paused = false;
        }

        @Override
        public void cancel() {
            cancelled = true;
        }

        public String provider() {
            return provider;
        }

        public String path() {
            return path;
        }

        public String body() {
            return body;
        }

        public boolean cancelled() {
            return cancelled;
        }

        public boolean paused() {
            return paused;
        }

        /** Answers with a head. */
        public Sent head(int status, String contentType, String... fields) {
            Map<String, String> more = fields.length == 0 ? Map.of() : Map.of(fields[0], fields[1]);
            if (!cancelled) {
                listener.head(
                        status,
                        name ->
                                name.equals("content-type")
                                        ? contentType
                                        : more.getOrDefault(name, ""));
            }
            return this;
        }

        /** Sends a part of the body. */
        public Sent part(String text) {
            if (!cancelled) {
                listener.chunk(new ArrayChunk(text.getBytes(StandardCharsets.UTF_8)));
            }
            return this;
        }

        /** Ends the body. */
        public Sent end() {
            if (!cancelled) {
                listener.ended();
            }
            return this;
        }

        /** Breaks the connection. */
        public void breakOff(Cause cause) {
            if (!cancelled) {
                listener.failed(new Failure(cause, ""));
            }
        }
    }
}
