package dev.junctor.engine.admit;

import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.FaultKind;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.function.Function;

/** Decides who may ask; one instance for each event loop. */
public final class Admission {
    private static final String BEARER = "Bearer ";
    private static final int MAX_KEY_CHARS = 512;

    private final KeyRing keys;
    private final MessageDigest sha256;

    /** Reads keys from a ring that changes under it. */
    public Admission(KeyRing keys) {
        this.keys = keys;
        try {
            this.sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }

    /** Whether a request may pass. */
    public sealed interface Verdict {
        /** It may. */
        record Admitted(ApiKey key) implements Verdict {}

        /** It may not. */
        record Denied(Fault fault) implements Verdict {}
    }

    /**
     * Checks a key; what it may spend is no question of admission, for a request that costs nothing passes always.
     *
     * <p>The ring is searched by the key's digest, so that the time it takes says nothing about keys that exist.
     *
     * @param authorization the header of that name; empty when absent
     * @param apiKey the header {@code x-api-key}; empty when absent
     * @param wanted what the key must open
     */
    public Verdict admit(
            String authorization, String apiKey, ApiKey.Kind wanted, long epochMillis) {
        return judged(authorization, apiKey, entry -> judge(entry, wanted, epochMillis));
    }

    /**
     * Checks only that a key is known and works, whatever it opens and has spent: enough to ask about itself.
     *
     * @param authorization the header of that name; empty when absent
     * @param apiKey the header {@code x-api-key}; empty when absent
     */
    public Verdict recognise(String authorization, String apiKey, long epochMillis) {
        return judged(authorization, apiKey, entry -> standing(entry.key(), epochMillis));
    }

    private Verdict judged(
            String authorization, String apiKey, Function<KeyRing.Entry, Verdict> judgement) {
        String presented = presented(authorization, apiKey);
        if (presented.isEmpty() || presented.length() > MAX_KEY_CHARS) {
            return denied(
                    FaultKind.AUTHENTICATION,
                    "No API key. Send it in the header Authorization: Bearer KEY.");
        }
        return keys.find(KeyId.of(sha256.digest(presented.getBytes(StandardCharsets.UTF_8))))
                .map(judgement)
                .orElseGet(() ->
                        denied(
                                FaultKind.AUTHENTICATION,
                                "This API key is not known here. Check it, or make one with"
                                        + " ./junctor keys create."));
    }

    private static Verdict standing(ApiKey key, long epochMillis) {
        if (key.standing() == ApiKey.Standing.DISABLED) {
            return denied(FaultKind.AUTHENTICATION, "This API key was revoked. Ask for a new one.");
        }
        if (key.expiresMillis() <= epochMillis) {
            return denied(FaultKind.AUTHENTICATION, "This API key has expired. Ask for a new one.");
        }
        return new Verdict.Admitted(key);
    }

    private static Verdict judge(KeyRing.Entry entry, ApiKey.Kind wanted, long epochMillis) {
        ApiKey key = entry.key();
        if (standing(key, epochMillis) instanceof Verdict.Denied denied) {
            return denied;
        }
        if (key.kind() != wanted) {
            return denied(
                    FaultKind.PERMISSION_DENIED,
                    wanted == ApiKey.Kind.INFERENCE
                            ? "This is a management key; it opens no models. Use an inference key."
                            : "This needs a management key.");
        }
        return new Verdict.Admitted(key);
    }

    private static String presented(String authorization, String apiKey) {
        if (authorization.regionMatches(true, 0, BEARER, 0, BEARER.length())) {
            return authorization.substring(BEARER.length()).strip();
        }
        return apiKey;
    }

    private static Verdict denied(FaultKind kind, String message) {
        return new Verdict.Denied(Fault.caller(kind, "", message));
    }
}
