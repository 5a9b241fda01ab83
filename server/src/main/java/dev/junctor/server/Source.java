package dev.junctor.server;

import dev.junctor.server.config.Changes;
import dev.junctor.server.config.ConfigProblem;
import java.util.List;

/** Where a process reads again what it was started with. */
public interface Source {
    /** There is nothing to read again. */
    Source FIXED = Reading.Fixed::new;

    /** Reads all of it. */
    Reading read();

    /** What came of reading. */
    sealed interface Reading {
        /** It is valid. */
        record Fresh(Changes.Whole whole) implements Reading {}

        /** It is not; all that is wrong, at least one. */
        record Wrong(List<ConfigProblem> problems) implements Reading {
            public Wrong {
                problems = List.copyOf(problems);
            }
        }

        /** It cannot change. */
        record Fixed() implements Reading {}
    }
}
