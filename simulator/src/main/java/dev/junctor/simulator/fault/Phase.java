package dev.junctor.simulator.fault;

import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** When in the life of an answer a fault happens. */
public enum Phase {
    /** When it is the fault's nature. */
    USUAL,
    /** Before anything of the answer. */
    BEFORE_HEAD,
    /** Between the head and the first part of the body. */
    AFTER_HEAD,
    /** After some tokens; in a whole answer in its middle. */
    MID_STREAM,
    /** When all is told, usage included, but the end: before {@code [DONE]} where that comes. */
    AFTER_USAGE;

    /** As requests and the control API write it. */
    public String text() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The phase of a name as {@code after_head}. */
    static Optional<Phase> named(String name) {
        return Arrays.stream(values()).filter(phase -> phase.text().equals(name)).findFirst();
    }

    static List<String> names() {
        return Arrays.stream(values()).map(Phase::text).toList();
    }
}
