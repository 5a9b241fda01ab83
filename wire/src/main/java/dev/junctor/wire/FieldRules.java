package dev.junctor.wire;

/** What may stand in a header that we write (RFC 9110 §5); a line break in one would start another. */
final class FieldRules {
    private FieldRules() {}

    /**
     * Checks a name.
     *
     * @throws IllegalArgumentException when it is not a token, or says where a message or a connection ends
     */
    static void name(String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("a header without a name");
        }
        for (int i = 0; i < name.length(); i++) {
            if (!token(name.charAt(i))) {
                throw new IllegalArgumentException("a header's name with a forbidden character");
            }
        }
        boolean framing =
                switch (name.length()) {
                    case 10 -> name.equalsIgnoreCase("connection");
                    case 14 -> name.equalsIgnoreCase("content-length");
                    case 17 -> name.equalsIgnoreCase("transfer-encoding");
                    default -> false;
                };
        if (framing) {
            throw new IllegalArgumentException(name + " is set by the connection itself");
        }
    }

    /**
     * Checks a value.
     *
     * @throws IllegalArgumentException when it has a line break, another control character or one beyond Latin-1
     */
    static void value(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if ((c < ' ' && c != '\t') || c == 0x7F || c > 0xFF) {
                throw new IllegalArgumentException("a header's value with a control character");
            }
        }
    }

    static boolean token(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= 'A' && c <= 'Z')
                || (c >= '0' && c <= '9')
                || "!#$%&'*+-.^_`|~".indexOf(c) >= 0;
    }
}
