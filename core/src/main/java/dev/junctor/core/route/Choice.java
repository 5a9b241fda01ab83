package dev.junctor.core.route;

/** Yes, no, or nothing said; what is not said can be said by the operator's policy. */
public enum Choice {
    UNSAID,
    YES,
    NO;

    /** This where it says something, otherwise the other. */
    Choice or(Choice other) {
        return this == UNSAID ? other : this;
    }
}
