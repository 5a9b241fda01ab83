package dev.junctor.simulator.protocol;

/**
 * Where a request was sent.
 *
 * @param rest what follows the base URL in the path, with its leading slash
 * @param query what follows the question mark; empty when nothing does
 */
public record Target(String rest, String query) {
    /** The value of a query parameter, as it came; empty when it is not there. */
    public String queried(String name) {
        for (String pair : query.split("&", -1)) {
            if (pair.startsWith(name + "=")) {
                return pair.substring(name.length() + 1);
            }
        }
        return "";
    }
}
