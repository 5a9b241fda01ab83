package dev.junctor.server.config;

import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** A value of the file with its line, before anybody knows what it means. */
sealed interface Node {
    /** Counted from 1; 0 for none. */
    int line();

    /** In words, for errors. */
    String kind();

    /** One value. */
    record Scalar(int line, Type type, String text) implements Node {
        @Override
        public String kind() {
            return switch (type) {
                case TEXT, VARIABLE -> "text";
                case NUMBER -> "a number";
                case FLAG -> "true or false";
            };
        }

        /** As it may be repeated in an error: never what a variable holds, nor much of a long text. */
        String shown() {
            if (type == Type.VARIABLE) {
                return "the variable's value";
            }
            return "'" + (text.length() > 40 ? text.substring(0, 40) + "…" : text) + "'";
        }

        @Override
        public String toString() {
            return "Scalar[line=" + line + ", type=" + type + "]"; // it may be a key
        }
    }

    /** How a value was written. */
    enum Type {
        TEXT,
        NUMBER,
        FLAG,
        /** Text with the value of an environment variable in it: may stand for any of the others. */
        VARIABLE
    }

    /** No value: {@code key:} and nothing behind it, or {@code null}. */
    record Nothing(int line) implements Node {
        @Override
        public String kind() {
            return "nothing";
        }
    }

    /** A value that could not be had, which is noted already. */
    record Lost(int line) implements Node {
        @Override
        public String kind() {
            return "nothing";
        }
    }

    /** A list. */
    record Items(int line, List<Node> items) implements Node {
        public Items {
            items = List.copyOf(items);
        }

        @Override
        public String kind() {
            return "a list";
        }
    }

    /** Keys and values, in the order of the file. */
    record Fields(int line, Map<String, Node> fields) implements Node {
        public Fields {
            fields = Collections.unmodifiableMap(new LinkedHashMap<>(fields));
        }

        @Override
        public String kind() {
            return "an object";
        }
    }
}
