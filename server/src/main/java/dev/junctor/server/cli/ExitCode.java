package dev.junctor.server.cli;

/** What a command tells the shell. */
final class ExitCode {
    /** Done. */
    static final int OK = 0;

    /** Tried and failed; standard error says why. */
    static final int FAILED = 1;

    /** Not understood: a wrong option or argument. */
    static final int USAGE = 2;

    private ExitCode() {}
}
