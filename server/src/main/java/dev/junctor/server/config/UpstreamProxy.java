package dev.junctor.server.config;

import dev.junctor.server.secret.Secret;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;

/** How providers are reached. */
public sealed interface UpstreamProxy {
    /** Straight. */
    UpstreamProxy NONE = new Direct();

    /** Straight. */
    record Direct() implements UpstreamProxy {}

    /**
     * Through an HTTP proxy, by CONNECT.
     *
     * @param user for the proxy; empty for none, or when the password is all it wants
     */
    record Http(String host, int port, String user, Secret password) implements UpstreamProxy {
        private static final int USUAL_PORT = 3_128;

        /** Whether the proxy is told who we are. */
        public boolean hasLogin() {
            return !user.isEmpty() || !password.isEmpty();
        }

        /**
         * Reads {@code http://user:password@host:port}, user and password percent-encoded where a URL needs it. The
         * Basic scheme has no room for a colon in a user (RFC 7617 §2).
         */
        static UpstreamProxy parse(String url) {
            URI uri = URI.create(url);
            String host = uri.getHost();
            Shapes.check("http".equals(uri.getScheme()) && host != null);
            Shapes.check(uri.getPath().isEmpty() || uri.getPath().equals("/"));
            String login = uri.getRawUserInfo() == null ? "" : uri.getRawUserInfo();
            int colon = login.indexOf(':');
            String user = decoded(colon < 0 ? login : login.substring(0, colon));
            String password = decoded(colon < 0 ? "" : login.substring(colon + 1));
            Shapes.check(user.indexOf(':') < 0);
            Shapes.check((user + password).chars().noneMatch(Character::isISOControl));
            return new Http(
                    host,
                    uri.getPort() < 0 ? USUAL_PORT : uri.getPort(),
                    user,
                    Secret.of(password));
        }

        /** Each part by itself: a password may have a colon, or a plus, which is no space here. */
        private static String decoded(String part) {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        }
    }
}
