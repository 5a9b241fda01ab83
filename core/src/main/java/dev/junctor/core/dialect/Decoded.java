package dev.junctor.core.dialect;

import dev.junctor.core.chat.Loss;
import dev.junctor.core.fault.Fault;
import java.util.List;

/** What a body meant. */
public sealed interface Decoded<T> {
    /**
     * It was understood.
     *
     * @param losses what its canonical form cannot hold even for its own protocol; mostly none
     */
    record Meaning<T>(T value, List<Loss> losses) implements Decoded<T> {
        public Meaning {
            losses = List.copyOf(losses);
        }
    }

    /** It was not: a request's fault names the field, an answer's the provider. */
    record Refused<T>(Fault fault) implements Decoded<T> {}
}
