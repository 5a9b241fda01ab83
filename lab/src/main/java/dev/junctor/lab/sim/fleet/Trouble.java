package dev.junctor.lab.sim.fleet;

import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/** What may go wrong with an attempt, and where in its answer that can be. */
public enum Trouble {
    NO_HOST(Phase.BEFORE_HEAD),
    REFUSED(Phase.BEFORE_HEAD),
    CONNECT_TOO_SLOW(Phase.BEFORE_HEAD),
    TLS(Phase.BEFORE_HEAD),
    BUSY(Phase.BEFORE_HEAD),
    NOT_HTTP(Phase.BEFORE_HEAD),
    CALLERS_FAULT(Phase.BEFORE_HEAD),
    KEY_REFUSED(Phase.BEFORE_HEAD),
    QUOTA(Phase.BEFORE_HEAD),
    SERVER_ERROR(Phase.BEFORE_HEAD),
    CUT(Phase.BEFORE_HEAD, Phase.BEFORE_FIRST, Phase.MID_ANSWER, Phase.AFTER_USAGE),
    STALL(Phase.BEFORE_HEAD, Phase.BEFORE_FIRST, Phase.MID_ANSWER, Phase.AFTER_USAGE),
    GARBAGE(Phase.BEFORE_FIRST, Phase.MID_ANSWER, Phase.AFTER_USAGE),
    ERROR_INSIDE(Phase.BEFORE_FIRST, Phase.MID_ANSWER, Phase.AFTER_USAGE),
    DRIP(Phase.BEFORE_FIRST, Phase.MID_ANSWER),
    EARLY_END(Phase.BEFORE_FIRST, Phase.MID_ANSWER, Phase.AFTER_USAGE),
    OTHER_FORM(Phase.BEFORE_FIRST),
    NO_USAGE(Phase.AFTER_USAGE),
    WRONG_USAGE(Phase.AFTER_USAGE),
    NEVER_ENDS(Phase.AFTER_USAGE);

    private final Set<Phase> phases;

    Trouble(Phase... phases) {
        this.phases = EnumSet.copyOf(List.of(phases));
    }

    /** Where it can happen. */
    public List<Phase> phases() {
        return List.copyOf(EnumSet.copyOf(phases));
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
