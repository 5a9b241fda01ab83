package dev.junctor.server.config;

import java.net.InetAddress;
import java.util.Locale;

/**
 * Where Junctor listens.
 *
 * @param host a name or an address of this machine, without brackets
 * @param port 0 for any free one
 */
public record ListenAddress(String host, int port) {
    /** This machine only. */
    public static final ListenAddress DEFAULT = new ListenAddress("127.0.0.1", 8080);

    private static final int MAX_PORT = 65_535;

    /**
     * Reads {@code 127.0.0.1:8080}, {@code [::1]:8080} or {@code name:8080}.
     *
     * @throws IllegalArgumentException when it is anything else
     */
    public static ListenAddress parse(String text) {
        int colon = text.lastIndexOf(':');
        String host = colon < 0 ? "" : text.substring(0, colon);
        String digits = text.substring(colon + 1);
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        String name = bracketed ? host.substring(1, host.length() - 1) : host;
        Shapes.check(!name.isEmpty() && name.indexOf(':') >= 0 == bracketed);
        Shapes.check(name.chars().allMatch(c -> c > ' ' && c < 127 && "/[]@".indexOf(c) < 0));
        Shapes.check(digits.matches("[0-9]{1,5}") && Integer.parseInt(digits) <= MAX_PORT);
        return new ListenAddress(name, Integer.parseInt(digits));
    }

    /** Whether only this machine can reach it; a name other than {@code localhost} counts as reachable by others. */
    public boolean isLoopback() {
        if (host.toLowerCase(Locale.ROOT).equals("localhost")) {
            return true;
        }
        try {
            return InetAddress.ofLiteral(host).isLoopbackAddress();
        } catch (IllegalArgumentException e) {
            return false; // a name; who it means may change
        }
    }

    @Override
    public String toString() {
        return (host.indexOf(':') >= 0 ? "[" + host + "]" : host) + ":" + port;
    }
}
