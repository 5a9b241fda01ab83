package dev.junctor.core.json;

import dev.junctor.core.json.Scan.Text;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** The top level of an object that came from outside, read once, strictly. */
public sealed interface Outline {
    /** How many fields an object may have at its top. */
    int MAX_FIELDS = 512;

    /** The fields in order; each key once and without escapes. */
    record Fields(List<Field> fields) implements Outline {}

    /**
     * The bytes are not what they should be.
     *
     * @param offset of the byte where it shows
     * @param key the key that is meant; empty for none
     */
    record Broken(Problem problem, int offset, String key) implements Outline {}

    /** What can be wrong with bytes that should be a JSON object. */
    enum Problem {
        /** There is nothing but white space. */
        EMPTY,
        /** It is a value of another kind. */
        NOT_AN_OBJECT,
        /** It ends too early. */
        CUT,
        /** It is not JSON. */
        SYNTAX,
        /** It is not UTF-8. */
        NOT_UTF8,
        /** More than {@link Scan#MAX_DEPTH} arrays and objects are open. */
        TOO_DEEP,
        /** Two keys are the same: two parsers could read two different requests. */
        DUPLICATE_KEY,
        /** A key has a backslash: the same key could be spelled in two ways. */
        ESCAPED_KEY,
        /** Something follows the object. */
        TRAILING,
        /** There are more than {@link #MAX_FIELDS} fields. */
        TOO_MANY_FIELDS
    }

    /** Reads a field's value where more than its end is of interest. */
    interface Walk {
        /** Skips every value. */
        Walk SKIP = (name, bytes, from, limit) -> Scan.value(bytes, from, limit, 1, Text.PROVEN);

        /**
         * Reads the value of a top-level field.
         *
         * @return the offset behind it, or the complement of the first byte that is wrong, as {@link Scan} does
         */
        int value(String name, byte[] bytes, int from, int limit);
    }

    /** Reads the bytes from 0 to {@code length}. */
    static Outline of(byte[] bytes, int length, Names names, Walk walk) {
        int start = Scan.space(bytes, 0, length);
        if (start == length) {
            return new Broken(Problem.EMPTY, length, "");
        }
        if (bytes[start] != '{') {
            int end = Scan.value(bytes, start, length, 0, Text.PROVEN);
            return end < 0
                    ? broken(bytes, ~end, length)
                    : new Broken(Problem.NOT_AN_OBJECT, start, "");
        }
        List<Field> fields = new ArrayList<>(24);
        Cursor cursor = new Cursor(bytes, start, length, 0, Text.PROVEN);
        while (cursor.next()) {
            int nameFrom = cursor.nameFrom();
            int nameTo = cursor.nameTo();
            String name = names.of(bytes, nameFrom + 1, nameTo - 1);
            if (escaped(bytes, nameFrom, nameTo)) {
                return new Broken(Problem.ESCAPED_KEY, nameFrom, name);
            }
            if (fields.size() == MAX_FIELDS) {
                return new Broken(Problem.TOO_MANY_FIELDS, nameFrom, name);
            }
            int end = walk.value(name, bytes, cursor.from(), length);
            cursor.leave(end);
            if (end < 0) {
                return broken(bytes, ~end, length);
            }
            fields.add(new Field(name, nameFrom, cursor.from(), end));
        }
        int end = cursor.close();
        if (end < 0) {
            return broken(bytes, ~end, length);
        }
        int behind = Scan.space(bytes, end, length);
        if (behind < length) {
            return new Broken(Problem.TRAILING, behind, "");
        }
        return distinct(fields);
    }

    private static boolean escaped(byte[] bytes, int from, int to) {
        for (int i = from; i < to; i++) {
            if (bytes[i] == '\\') {
                return true;
            }
        }
        return false;
    }

    private static Outline distinct(List<Field> fields) {
        Set<String> seen = HashSet.newHashSet(fields.size());
        for (Field field : fields) {
            if (!seen.add(field.name())) {
                return new Broken(Problem.DUPLICATE_KEY, field.nameFrom(), field.name());
            }
        }
        return new Fields(List.copyOf(fields));
    }

    /** Names what a scan stumbled over: only a bracket that is one too many can be refused for its depth. */
    private static Broken broken(byte[] bytes, int offset, int length) {
        if (offset >= length) {
            return new Broken(Problem.CUT, length, "");
        }
        byte c = bytes[offset];
        if (c < 0 && !isCharacter(bytes, offset, length)) {
            return new Broken(Problem.NOT_UTF8, offset, "");
        }
        boolean bracket = c == '{' || c == '[';
        return new Broken(
                bracket && depthAt(bytes, offset) >= Scan.MAX_DEPTH
                        ? Problem.TOO_DEEP
                        : Problem.SYNTAX,
                offset,
                "");
    }

    /** A byte order mark, or a letter where no text stands, is wrong as JSON and not as UTF-8. */
    private static boolean isCharacter(byte[] bytes, int offset, int length) {
        int lead = bytes[offset] & 0xFF;
        int size = lead >= 0xF0 ? 4 : lead >= 0xE0 ? 3 : 2;
        int rest = Math.min(size, length - offset);
        return new String(bytes, offset, rest, StandardCharsets.UTF_8).indexOf('\uFFFD') < 0;
    }

    private static int depthAt(byte[] bytes, int offset) {
        int depth = 0;
        int i = 0;
        while (i < offset) {
            switch (bytes[i]) {
                case '"' -> {
                    int end = Scan.string(bytes, i, offset, Text.TRUSTED);
                    i = end < 0 ? offset : end;
                    continue;
                }
                case '{', '[' -> depth++;
                case '}', ']' -> depth--;
                default -> {}
            }
            i++;
        }
        return depth;
    }
}
