package dev.junctor.lab.kit;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The members of a JSON object as they are spelled, so that two texts can be compared byte for byte in their parts. */
public final class Members {
    private final String text;
    private int at;

    private Members(String text) {
        this.text = text;
    }

    /**
     * Each member, from its name to the end of its value, but for some.
     *
     * @param left names that are left out at the top
     * @param inside the name of an object whose members are given one by one
     * @param leftInside names that are left out there
     */
    public static List<String> of(
            String object, Set<String> left, String inside, Set<String> leftInside) {
        List<String> spelled = new ArrayList<>();
        for (String member : new Members(object).all()) {
            String name = member.substring(1, member.indexOf('"', 1));
            String value = member.substring(member.indexOf(':') + 1).strip();
            if (name.equals(inside) && value.startsWith("{")) {
                for (String inner : new Members(value).all()) {
                    if (!leftInside.contains(inner.substring(1, inner.indexOf('"', 1)))) {
                        spelled.add(inside + "." + inner);
                    }
                }
            } else if (!left.contains(name)) {
                spelled.add(member);
            }
        }
        return spelled;
    }

    private List<String> all() {
        List<String> members = new ArrayList<>();
        at = text.indexOf('{') + 1;
        while (true) {
            blanks();
            if (text.charAt(at) == '}') {
                return members;
            }
            int from = at;
            string();
            blanks();
            at++; // the colon
            blanks();
            value();
            members.add(text.substring(from, at));
            blanks();
            if (text.charAt(at) == ',') {
                at++;
            }
        }
    }

    private void value() {
        switch (text.charAt(at)) {
            case '"' -> string();
            case '{', '[' -> nested();
            default -> {
                while (at < text.length() && ",}] \r\n\t".indexOf(text.charAt(at)) < 0) {
                    at++;
                }
            }
        }
    }

    private void nested() {
        int depth = 0;
        do {
            switch (text.charAt(at)) {
                case '"' -> string();
                case '{', '[' -> {
                    depth++;
                    at++;
                }
                case '}', ']' -> {
                    depth--;
                    at++;
                }
                default -> at++;
            }
        } while (depth > 0);
    }

    private void string() {
        at++;
        while (text.charAt(at) != '"') {
            at += text.charAt(at) == '\\' ? 2 : 1;
        }
        at++;
    }

    private void blanks() {
        while (" \r\n\t".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
    }
}
