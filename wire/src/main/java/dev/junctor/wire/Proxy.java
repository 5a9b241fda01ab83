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
    static Proxy tunnel(String host, int port, List<String> straight) {
        return new Tunnel(host, port, List.copyOf(straight));
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

    /** Through a tunnel, but for some hosts. */
    record Tunnel(String host, int port, List<String> straight) implements Proxy {
        private static final List<String> THIS_MACHINE = List.of("localhost", "127.0.0.1", "::1");

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
