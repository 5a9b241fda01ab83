package dev.junctor.server.api;

import dev.junctor.server.config.Changes;
import dev.junctor.server.config.ConfigProblem;
import java.util.List;

/** Reads configuration and catalog again, while requests go on. */
public interface Reloading {
    /** Reads and takes over all of it, or nothing; one at a time. May block. */
    Outcome reload();

    /** What came of it. */
    sealed interface Outcome {
        /**
         * It holds.
         *
         * @param generation 1 for what the process was started with, one more with each that followed
         * @param warnings sentences for people
         */
        record Done(long generation, Changes changes, List<String> warnings) implements Outcome {
            public Done {
                warnings = List.copyOf(warnings);
            }
        }

        /**
         * Nothing was changed.
         *
         * @param problems all that is wrong, at least one
         */
        record Invalid(List<ConfigProblem> problems) implements Outcome {
            public Invalid {
                problems = List.copyOf(problems);
            }
        }

        /** This process was started without a configuration that could be read again: the demo. */
        record Fixed() implements Outcome {}
    }
}
