package dev.junctor.server.api;

import dev.junctor.server.http.Door;
import java.util.List;

/**
 * One entry of the table of what is served: the door itself, who may pass it, and what is said of it in {@code
 * /openapi.json}.
 */
record Route(Door door, Access access, Doc doc) {
    /**
     * What is said of a door.
     *
     * @param id name of the operation, unique
     * @param summary one sentence
     * @param query parameters that are read
     * @param body name of the schema of the request's body; empty for none
     * @param answer name of the schema of the answer's body; a content type where it is not JSON
     * @param status of an answer that succeeds
     */
    record Doc(
            String id,
            String summary,
            List<Parameter> query,
            String body,
            String answer,
            int status) {
        Doc {
            query = List.copyOf(query);
        }

        /** An answer of status 200 to a request without parameters and body. */
        static Doc of(String id, String summary, String answer) {
            return new Doc(id, summary, List.of(), "", answer, 200);
        }

        Doc with(List<Parameter> parameters) {
            return new Doc(id, summary, parameters, body, answer, status);
        }

        Doc withBody(String schema) {
            return new Doc(id, summary, query, schema, answer, status);
        }

        Doc withStatus(int created) {
            return new Doc(id, summary, query, body, answer, created);
        }
    }

    /**
     * A parameter of the query.
     *
     * @param type {@code string, integer, number, boolean}
     */
    record Parameter(String name, String type, String description) {}
}
