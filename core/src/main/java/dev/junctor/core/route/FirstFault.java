package dev.junctor.core.route;

import dev.junctor.core.fault.Fault;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Keeps the first thing that is wrong while reading goes on, so that readers need no exceptions. */
final class FirstFault {
    private @Nullable Fault first;

    void invalid(String field, String message) {
        if (first == null) {
            first = Fault.invalid(field, message);
        }
    }

    Optional<Fault> get() {
        return Optional.ofNullable(first);
    }
}
