package dev.junctor.engine.admit;

import java.util.Locale;
import java.util.Optional;

/** Whose request goes first when not all can; the first is the highest. */
public enum Priority {
    /** Before all others: people wait for it. */
    HIGH,
    /** What a key has that says nothing. */
    NORMAL,
    /** What can wait: it is the first to be refused. */
    LOW;

    /** As it is written in configuration, API and header. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The priority of a word, in any case; empty when it is none. */
    public static Optional<Priority> of(String word) {
        for (Priority priority : values()) {
            if (priority.name().equalsIgnoreCase(word)) {
                return Optional.of(priority);
            }
        }
        return Optional.empty();
    }

    /** The lower of two: a request may step back, never forward. */
    public Priority orLower(Priority other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
