package dev.junctor.server.cli;

/** A command that could not do its work: one sentence that says what is wrong, one that says what to do. */
class Failure extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String problem;
    private final String remedy;

    Failure(String problem, String remedy) {
        super(problem, null, false, false);
        this.problem = problem;
        this.remedy = remedy;
    }

    /** What is wrong, in one sentence without a full stop. */
    String problem() {
        return problem;
    }

    /** What the user can do about it; empty when nothing is known to help. */
    String remedy() {
        return remedy;
    }
}
