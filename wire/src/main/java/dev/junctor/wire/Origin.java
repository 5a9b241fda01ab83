package dev.junctor.wire;

/**
 * Where requests go.
 *
 * @param host a name or an address, without brackets
 */
public record Origin(Scheme scheme, String host, int port) {
    /** With or without TLS. */
    public enum Scheme {
        HTTP,
        HTTPS
    }

    /** As in a Host header: without the scheme's own port, an IPv6 address in brackets. */
    public String authority() {
        String name = host.indexOf(':') >= 0 ? "[" + host + "]" : host;
        int usual = scheme == Scheme.HTTPS ? 443 : 80;
        return port == usual ? name : name + ":" + port;
    }
}
