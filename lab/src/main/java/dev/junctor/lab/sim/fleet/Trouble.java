package dev.junctor.lab.sim.fleet;

import java.util.List;

/** What may go wrong with an attempt, and where in its answer that can be. */
public enum Trouble {
    NO_HOST,
    REFUSED,
    CONNECT_TOO_SLOW,
    TLS,
    BUSY,
    NOT_HTTP,
    CALLERS_FAULT,
    KEY_REFUSED,
    QUOTA,
    SERVER_ERROR,
    CUT,
    STALL,
    GARBAGE,
    ERROR_INSIDE,
    DRIP,
    EARLY_END,
    OTHER_FORM,
    NO_USAGE,
    WRONG_USAGE,
    NEVER_ENDS;

    /** Where it can happen. */
    public List<Phase> phases() {
        return switch (this) {
            case NO_HOST,
                    REFUSED,
                    CONNECT_TOO_SLOW,
                    TLS,
                    BUSY,
                    NOT_HTTP,
                    CALLERS_FAULT,
                    KEY_REFUSED,
                    QUOTA,
                    SERVER_ERROR ->
                    List.of(Phase.BEFORE_HEAD);
            case CUT, STALL -> List.of(Phase.values());
            case GARBAGE, ERROR_INSIDE, EARLY_END ->
                    List.of(Phase.BEFORE_FIRST, Phase.MID_ANSWER, Phase.AFTER_USAGE);
            case DRIP -> List.of(Phase.BEFORE_FIRST, Phase.MID_ANSWER);
            case OTHER_FORM -> List.of(Phase.BEFORE_FIRST);
            case NO_USAGE, WRONG_USAGE, NEVER_ENDS -> List.of(Phase.AFTER_USAGE);
        };
    }

    /**
     * Whether it can happen to an answer in a form: the usage of a whole answer is inside it, so that little can come
     * between them.
     */
    boolean happensTo(Form form, Phase phase) {
        return switch (form) {
            case STREAM -> true;
            case WHOLE ->
                    switch (this) {
                        case OTHER_FORM -> false;
                        case ERROR_INSIDE -> phase == Phase.BEFORE_FIRST;
                        case GARBAGE, EARLY_END -> phase != Phase.AFTER_USAGE;
                        default -> true;
                    };
        };
    }
}
