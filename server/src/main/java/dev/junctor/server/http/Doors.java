package dev.junctor.server.http;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** All that is served, found by method and path. */
public final class Doors {
    private static final String WIDE = "...}";

    private final List<Door> all;
    private final Map<String, Map<String, Target>> exact = new HashMap<>();
    private final List<Pattern> patterns = new ArrayList<>();
    private final List<Wide> wide = new ArrayList<>();

    private record Pattern(String method, List<String> segments, Target target) {}

    /** A path with a part between two texts that may have slashes: {@code /models/{model...}:countTokens}. */
    private record Wide(String method, String before, String name, String behind, Target target) {
        boolean matches(String path) {
            return path.length() > before.length() + behind.length()
                    && path.startsWith(before)
                    && path.endsWith(behind);
        }

        Map<String, String> parts(String path) {
            String part = path.substring(before.length(), path.length() - behind.length());
            return Map.of(name, pathDecoded(part));
        }
    }

    /** What a method and a path lead to. */
    public sealed interface Found {
        /** To a target. */
        record Open(Target target, Map<String, String> parts) implements Found {}

        /** The path is served with other methods. */
        record OtherMethod(Set<String> allowed) implements Found {}

        /** Nothing is served there. */
        record Nowhere() implements Found {}
    }

    public Doors(List<Door> doors) {
        this.all = List.copyOf(doors);
        for (Door door : doors) {
            for (String prefix : door.prefixes()) {
                add(door.method(), prefix + door.pattern(), door.target());
            }
        }
    }

    /** Everything that is served, to describe it. */
    public List<Door> all() {
        return all;
    }

    private void add(String method, String path, Target target) {
        if (path.indexOf('{') < 0) {
            exact.computeIfAbsent(path, any -> new HashMap<>()).put(method, target);
        } else if (path.contains(WIDE)) {
            int open = path.indexOf('{');
            int end = path.indexOf(WIDE);
            wide.add(
                    new Wide(
                            method,
                            path.substring(0, open),
                            path.substring(open + 1, end),
                            path.substring(end + WIDE.length()),
                            target));
        } else {
            patterns.add(new Pattern(method, List.of(path.split("/", -1)), target));
        }
    }

    /** Finds the way; HEAD goes where GET does. */
    public Found find(String method, String path) {
        String wanted = method.equals("HEAD") ? "GET" : method;
        Map<String, Target> methods = exact.get(path);
        if (methods != null) {
            Target target = methods.get(wanted);
            return target != null
                    ? new Found.Open(target, Map.of())
                    : new Found.OtherMethod(methods.keySet());
        }
        Set<String> allowed = new LinkedHashSet<>();
        List<String> segments = List.of(path.split("/", -1));
        for (Pattern pattern : patterns) {
            if (matches(pattern.segments(), segments)) {
                if (pattern.method().equals(wanted)) {
                    return new Found.Open(pattern.target(), parts(pattern.segments(), segments));
                }
                allowed.add(pattern.method());
            }
        }
        for (Wide way : wide) {
            if (way.matches(path)) {
                if (way.method().equals(wanted)) {
                    return new Found.Open(way.target(), way.parts(path));
                }
                allowed.add(way.method());
            }
        }
        return allowed.isEmpty() ? new Found.Nowhere() : new Found.OtherMethod(allowed);
    }

    private static boolean matches(List<String> pattern, List<String> segments) {
        if (pattern.size() != segments.size()) {
            return false;
        }
        for (int i = 0; i < segments.size(); i++) {
            String part = pattern.get(i);
            boolean name = part.startsWith("{");
            if (name ? segments.get(i).isEmpty() : !part.equals(segments.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static Map<String, String> parts(List<String> pattern, List<String> segments) {
        Map<String, String> parts = new HashMap<>();
        for (int i = 0; i < segments.size(); i++) {
            String part = pattern.get(i);
            if (part.startsWith("{")) {
                parts.put(part.substring(1, part.length() - 1), pathDecoded(segments.get(i)));
            }
        }
        return parts;
    }

    /** The first value of each parameter of a query, decoded. */
    public static Map<String, String> query(String query) {
        Map<String, String> values = new HashMap<>();
        for (String pair : query.split("&", -1)) {
            if (!pair.isEmpty()) {
                int equals = pair.indexOf('=');
                String name = equals < 0 ? pair : pair.substring(0, equals);
                String value = equals < 0 ? "" : pair.substring(equals + 1);
                values.putIfAbsent(decoded(name), decoded(value));
            }
        }
        return values;
    }

    /** In a path a plus is a plus. */
    private static String pathDecoded(String text) {
        return decoded(text.replace("+", "%2B"));
    }

    private static String decoded(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            return text;
        }
    }
}
