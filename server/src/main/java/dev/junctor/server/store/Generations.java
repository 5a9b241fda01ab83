package dev.junctor.server.store;

import dev.junctor.core.record.GenerationRecord;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Optional;
import java.util.OptionalLong;

/** Records by their names. A record is found from the moment that it was appended. */
public final class Generations {
    /** From hour to hour, the latest first, since the index has a provider's ids by the hour. */
    private static final String BY_UPSTREAM_ID =
            "WITH RECURSIVE hours(hour) AS (SELECT * FROM (SELECT created_ms / 3600000"
                    + " FROM generation WHERE upstream_id <> '' ORDER BY 1 DESC LIMIT 1) latest"
                    + " UNION ALL SELECT (SELECT g.created_ms / 3600000 FROM generation g"
                    + " WHERE g.upstream_id <> '' AND g.created_ms / 3600000 < hours.hour"
                    + " ORDER BY 1 DESC LIMIT 1) FROM hours WHERE hours.hour IS NOT NULL)"
                    + " SELECT "
                    + GenerationTable.COLUMNS
                    + " FROM generation WHERE id = (SELECT max(g.id) FROM hours JOIN generation g"
                    + " ON g.created_ms / 3600000 = hours.hour AND g.upstream_id = ?"
                    + " AND g.upstream_id <> '')";

    private final Database database;
    private final Pending pending;
    private final PublicIds publicIds;

    Generations(Database database, Pending pending, PublicIds publicIds) {
        this.database = database;
        this.pending = pending;
        this.publicIds = publicIds;
    }

    /**
     * A record by its public id or by the provider's id of the answer; the latest one when a provider gave an id twice.
     * May block: not for event loops.
     */
    public Optional<GenerationRecord> find(String publicOrUpstreamId) {
        OptionalLong id = publicIds.decode(publicOrUpstreamId);
        if (id.isPresent()) {
            // What waits comes first: a record leaves it only after it can be read from the store.
            return pending.byId(id.getAsLong())
                    .or(() -> database.read(connection -> byId(connection, id.getAsLong())));
        }
        if (publicOrUpstreamId.isEmpty()) {
            return Optional.empty();
        }
        return pending.byUpstreamId(publicOrUpstreamId)
                .or(() ->
                        database.read(connection -> byUpstreamId(connection, publicOrUpstreamId)));
    }

    private Optional<GenerationRecord> byId(Connection connection, long id) throws SQLException {
        return GenerationTable.find(connection, id, publicIds.of(id));
    }

    private Optional<GenerationRecord> byUpstreamId(Connection connection, String upstreamId)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(BY_UPSTREAM_ID)) {
            statement.setString(1, upstreamId);
            return one(statement);
        }
    }

    private Optional<GenerationRecord> one(PreparedStatement statement) throws SQLException {
        try (ResultSet rows = statement.executeQuery()) {
            return rows.next()
                    ? Optional.of(GenerationTable.read(rows, publicIds))
                    : Optional.empty();
        }
    }
}
