package dev.junctor.server.api;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/**
 * A part of a list; the whole list where neither {@code offset} nor {@code limit} was given.
 *
 * @param offset how many are passed over
 * @param limit how many are given at most
 */
record Page(int offset, int limit) {
    /** The parameters, to describe them. */
    static final List<Route.Parameter> PARAMETERS =
            List.of(
                    new Route.Parameter(
                            "offset",
                            "integer",
                            "How many are passed over; without offset and limit the whole list is given."),
                    new Route.Parameter(
                            "limit",
                            "integer",
                            "How many are given at most: 1 to 1000, usually 500."));

    private static final int USUAL = 500;
    private static final int MOST = 1_000;

    /**
     * The page that a query asks for.
     *
     * @throws dev.junctor.server.http.Refused when it is none
     */
    static Page of(QueryText query) {
        if (!query.has("offset") && !query.has("limit")) {
            return new Page(0, Integer.MAX_VALUE);
        }
        return new Page(
                (int) query.number("offset", 0, Integer.MAX_VALUE, 0),
                (int) query.number("limit", 1, MOST, USUAL));
    }

    /** Its part of a list. */
    <T> List<T> of(List<T> all) {
        int from = Math.min(offset, all.size());
        return all.subList(from, (int) Math.min(all.size(), (long) from + limit));
    }

    /** Path and query of the page after it; empty when this is the last one. */
    String next(String path, Map<String, String> query, int total) {
        long after = (long) offset + limit;
        if (after >= total) {
            return "";
        }
        Map<String, String> values = new TreeMap<>(query);
        values.put("offset", Long.toString(after));
        values.put("limit", Integer.toString(limit));
        return values.entrySet().stream()
                .map(value -> encoded(value.getKey()) + "=" + encoded(value.getValue()))
                .collect(Collectors.joining("&", path + "?", ""));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
