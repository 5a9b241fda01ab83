package dev.junctor.server.config;

import dev.junctor.server.secret.Secret;
import java.net.URI;

/** How providers are reached. */
public sealed interface UpstreamProxy {
    /** Straight. */
    UpstreamProxy NONE = new Direct();

    /** Straight. */
    record Direct() implements UpstreamProxy {}

    /**
     * Through an HTTP proxy, by CONNECT.
     *
     * @param user for the proxy; empty for none
     */
    record Http(String host, int port, String user, Secret password) implements UpstreamProxy {
        private static final int USUAL_PORT = 3_128;

        /** Reads {@code http://user:password@host:port}. */
        static UpstreamProxy parse(String url) {
            URI uri = URI.create(url);
            String host = uri.getHost();
            Shapes.check("http".equals(uri.getScheme()) && host != null);
            Shapes.check(uri.getPath().isEmpty() || uri.getPath().equals("/"));
            String userInfo = uri.getUserInfo() == null ? "" : uri.getUserInfo();
            int colon = userInfo.indexOf(':');
            return new Http(
                    host,
                    uri.getPort() < 0 ? USUAL_PORT : uri.getPort(),
                    colon < 0 ? userInfo : userInfo.substring(0, colon),
                    Secret.of(colon < 0 ? "" : userInfo.substring(colon + 1)));
        }
    }
}
