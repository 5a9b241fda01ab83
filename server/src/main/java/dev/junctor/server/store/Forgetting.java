package dev.junctor.server.store;

import java.sql.SQLException;

/** How a database forgets records. */
interface Forgetting {
    /**
     * Deletes records whose ids are smaller, as many as it can without holding up writers.
     *
     * @return how many
     * @throws SQLException when it failed on the way; what was forgotten stays so
     */
    long before(long id) throws SQLException;
}
