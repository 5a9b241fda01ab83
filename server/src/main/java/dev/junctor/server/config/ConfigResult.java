package dev.junctor.server.config;

import java.util.List;

/** What came of reading a configuration: all of it, or all that is wrong with it. */
public sealed interface ConfigResult {
    /** It is whole. */
    record Valid(Config config) implements ConfigResult {}

    /**
     * It is not taken, no part of it.
     *
     * @param problems all that was found, at least one, in the order of the file
     */
    record Invalid(List<ConfigProblem> problems) implements ConfigResult {
        public Invalid {
            problems = List.copyOf(problems);
        }
    }
}
