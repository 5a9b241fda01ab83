package dev.junctor.core.dialect;

import dev.junctor.core.fault.Fault;

/** What a look at a request's body gave. */
public sealed interface Peeked permits Envelope, Peeked.Refused {
    /** The body cannot be accepted. */
    record Refused(Fault fault) implements Peeked {}
}
