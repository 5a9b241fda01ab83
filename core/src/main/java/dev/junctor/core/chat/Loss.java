package dev.junctor.core.chat;

/**
 * What a crossing of protocols could not carry.
 *
 * @param path where it stood in the JSON it came from, as {@code messages[2].content[0].cache_control}
 * @param reason why, in words for people; never content
 */
public record Loss(Kind kind, String path, String reason) {
    /** How much of it is lost. */
    public enum Kind {
        /** It was left out. */
        DROPPED,
        /** Something near it was sent instead. */
        APPROXIMATED
    }

    /** It was left out. */
    public static Loss dropped(String path, String reason) {
        return new Loss(Kind.DROPPED, path, reason);
    }

    /** Something near it was sent instead. */
    public static Loss approximated(String path, String reason) {
        return new Loss(Kind.APPROXIMATED, path, reason);
    }
}
