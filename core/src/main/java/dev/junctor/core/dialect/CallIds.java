package dev.junctor.core.dialect;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Ids of calls where protocols disagree about them. All are functions of what they stand for, so that a call and its
 * result agree in every later request without anything being kept.
 */
public final class CallIds {
    private static final String ALPHABET =
            "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz";

    private static final int SHORT = 9;
    private static final int MADE = 20;

    private CallIds() {}

    /**
     * An id for a call that its provider gave none.
     *
     * @param answer the answer's id
     * @param number which of the answer's calls, from 0
     */
    public static String made(String answer, int number, String name) {
        return "call_" + hash(answer + "|" + number + "|" + name, MADE);
    }

    /** The id in letters, digits, {@code _} and {@code -} only, at most {@code most} of them. */
    public static String plain(String id, int most) {
        boolean fits = !id.isEmpty() && id.length() <= most;
        for (int i = 0; fits && i < id.length(); i++) {
            char c = id.charAt(i);
            fits = ALPHABET.indexOf(c) >= 0 || c == '_' || c == '-';
        }
        return fits ? id : "call_" + hash(id, MADE);
    }

    /** The id as nine letters and digits. */
    public static String nine(String id) {
        boolean fits = id.length() == SHORT;
        for (int i = 0; fits && i < SHORT; i++) {
            fits = ALPHABET.indexOf(id.charAt(i)) >= 0;
        }
        return fits ? id : hash(id, SHORT);
    }

    private static String hash(String text, int length) {
        byte[] digest;
        try {
            digest =
                    MessageDigest.getInstance("SHA-256")
                            .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("each Java has SHA-256", e);
        }
        StringBuilder id = new StringBuilder(length);
        for (int i = 0; i < length; i++) {
            id.append(ALPHABET.charAt((digest[i] & 0xFF) % ALPHABET.length()));
        }
        return id.toString();
    }
}
