package dev.junctor.core.dialect.openairesponses;

import dev.junctor.core.dialect.BodyFields;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.json.Kind;
import java.util.Optional;

/** What needs a memory of earlier answers, which is not kept here: said before anybody is asked. */
final class Stateless {
    private Stateless() {}

    /** The first field that cannot be served. */
    static Optional<Fault> check(BodyFields fields) {
        if (fields.is("store", Kind.TRUE)) {
            return refused(
                    "store",
                    "store: true cannot be served, for answers are not stored here; send"
                            + " store: false and the whole conversation in input.");
        }
        if (fields.has("previous_response_id")) {
            return refused(
                    "previous_response_id",
                    "previous_response_id cannot be served, for answers are not stored here; send"
                            + " the earlier items and the items of the answer in input instead.");
        }
        if (fields.has("conversation")) {
            return refused(
                    "conversation",
                    "conversation cannot be served, for conversations are not stored here; send"
                            + " all items in input instead.");
        }
        if (fields.is("background", Kind.TRUE)) {
            return refused(
                    "background",
                    "background: true cannot be served, for answers are not stored here; leave it"
                            + " out, or send stream: true.");
        }
        return Optional.empty();
    }

    private static Optional<Fault> refused(String field, String message) {
        return Optional.of(Fault.invalid(field, message));
    }
}
