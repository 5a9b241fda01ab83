package dev.junctor.server.api;

import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.FaultKind;
import dev.junctor.engine.admit.ApiKey;
import dev.junctor.engine.admit.KeyRing;
import dev.junctor.server.http.Refused;

/** Who passed a door. */
sealed interface Visitor {
    /** Somebody without a key, where none is needed. */
    record Nobody() implements Visitor {}

    /** Who holds a key that works. */
    record Holder(KeyRing.Entry entry) implements Visitor {
        boolean manages() {
            return entry.key().kind() == ApiKey.Kind.MANAGEMENT;
        }
    }

    /**
     * Who holds a key, at a door that only such pass.
     *
     * @throws Refused when nobody does
     */
    default Holder holder() {
        return switch (this) {
            case Holder holder -> holder;
            case Nobody nobody ->
                    throw new Refused(
                            Fault.caller(FaultKind.AUTHENTICATION, "", "This needs an API key."));
        };
    }
}
