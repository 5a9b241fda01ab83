package dev.junctor.server.config;

import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/** What a value of the configuration may be: one description reads it and writes the schema, so they agree. */
interface Shape<T> {
    /** The value; empty when it is none of this shape, which is noted at the place. */
    Optional<T> read(Node node, Place place);

    /** The same, but for a value that was lost before: that is noted already. */
    default Optional<T> readUnlessLost(Node node, Place place) {
        return node instanceof Node.Lost ? Optional.empty() : read(node, place);
    }

    /** The JSON schema (2020-12) of this shape. */
    ObjectNode schema();
}
