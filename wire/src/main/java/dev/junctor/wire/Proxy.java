package dev.junctor.wire;

import java.util.List;

/** Whether connections go through an HTTP proxy. */
public sealed interface Proxy {
    /** Straight to the origin. */
    static Proxy none() {
        return new None();
    }

    /**
     * A tunnel by CONNECT, for plain origins as well; this machine itself is reached straight.
     *
     * @param straight hosts that are reached without the proxy; a name stands for the names below it as well
     */
    static Tunnel tunnel(String host, int port, List<String> straight) {
        return new Tunnel(host, port, Login.NONE, straight);
    }

    /** Whether the way to a host is straight. */
    boolean passes(String host);

    /** Straight to the origin. */
    record None() implements Proxy {
        @Override
        public boolean passes(String host) {
            return true;
        }
    }

    /**
     * Who we are to a proxy, by the Basic scheme (RFC 7617 §2). The text shows neither part.
     *
     * @param user without a colon, which would end it
     */
    record Login(String user, String password) {
        /** The proxy is open to us. */
        public static final Login NONE = new Login("", "");

        /** Checks what the scheme cannot carry. */
        public Login {
            if (user.indexOf(':') >= 0 || hasControl(user) || hasControl(password)) {
                throw new IllegalArgumentException(
                        "a proxy's user may have no colon, and neither it nor the password control"
                                + " characters");
            }
        }

        /** Whether there is nothing to say. */
        public boolean isEmpty() {
            return user.isEmpty() && password.isEmpty();
        }

        private static boolean hasControl(String text) {
            return text.chars().anyMatch(Character::isISOControl);
        }

        @Override
        public String toString() {
            return isEmpty() ? "none" : "***";
        }
    }

    /** Through a tunnel, but for some hosts. */
    record Tunnel(String host, int port, Login login, List<String> straight) implements Proxy {
        private static final List<String> THIS_MACHINE = List.of("localhost", "127.0.0.1", "::1");

        /** Copies the list. */
        public Tunnel {
            straight = List.copyOf(straight);
        }

        /** The same for somebody. */
        public Tunnel withLogin(Login newLogin) {
            return new Tunnel(host, port, newLogin, straight);
        }

        @Override
        public boolean passes(String origin) {
            return THIS_MACHINE.contains(origin)
                    || straight.stream().anyMatch(name -> covers(name, origin));
        }

        private static boolean covers(String name, String origin) {
            String bare = name.startsWith(".") ? name.substring(1) : name;
            int below = origin.length() - bare.length();
            return name.equals("*")
                    || origin.equalsIgnoreCase(bare)
                    || (below > 0
                            && origin.charAt(below - 1) == '.'
                            && origin.regionMatches(true, below, bare, 0, bare.length()));
        }
    }
}
