package dev.junctor.server.store;

import dev.junctor.core.record.Billing;
import dev.junctor.core.record.GenerationRecord;
import dev.junctor.core.record.Outcome;
import dev.junctor.core.usage.Bucket;
import dev.junctor.core.usage.Usage;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** How a record lies in the table {@code generation}. */
final class GenerationTable {
    private static final Bucket[] BUCKETS = Bucket.values();

    private static final String FIXED_COLUMNS =
            "id, upstream_id, created_ms, key_id, account, requested, model, endpoint, provider, "
                    + "provider_tag, strategy,"
                    + " streamed, outcome, status, fault, finish_reason, service_tier, "
                    + "billing, cost_nanos,"
                    + " upstream_cost_nanos, upstream_prompt_nanos, provider_nanos, margin_nanos,"
                    + " fee_nanos, discount_nanos, rounding_nanos, bill, price_version, book,"
                    + " margin_ppm, margin_nanos_per_million, fee_ppm, key_owner, latency_ms, duration_ms, user_agent, "
                    + "attempts, web_searches";
    private static final int FIXED = FIXED_COLUMNS.split(",", -1).length;

    static final String COLUMNS =
            Arrays.stream(BUCKETS)
                    .map(GenerationTable::column)
                    .collect(Collectors.joining(", ", FIXED_COLUMNS + ", ", ""));

    private static final String INSERT =
            "INSERT INTO generation ("
                    + COLUMNS
                    + ") VALUES (?"
                    + ", ?".repeat(FIXED + BUCKETS.length - 1)
                    + ")";

    private GenerationTable() {}

    private static String column(Bucket bucket) {
        return "tokens_" + bucket.key();
    }

    /** Writes a group of records. */
    static void insert(Connection connection, List<GenerationRecord> group) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(INSERT)) {
            for (GenerationRecord record : group) {
                bind(statement, record);
                statement.addBatch();
            }
            statement.executeBatch();
        }
    }

    private static void bind(PreparedStatement statement, GenerationRecord record)
            throws SQLException {
        int at = 1;
        statement.setLong(at++, record.id());
        statement.setString(at++, storable(record.upstreamId()));
        statement.setLong(at++, record.createdMillis());
        statement.setBytes(at++, HexFormat.of().parseHex(record.keyId()));
        statement.setString(at++, record.account());
        statement.setString(at++, storable(record.requested()));
        statement.setString(at++, record.model());
        statement.setString(at++, record.endpoint());
        statement.setString(at++, record.provider());
        statement.setString(at++, record.providerTag());
        statement.setString(at++, record.strategy());
        statement.setInt(at++, record.streamed() ? 1 : 0);
        statement.setString(at++, record.outcome().name());
        statement.setInt(at++, record.status());
        statement.setString(at++, storable(record.fault()));
        statement.setString(at++, storable(record.finishReason()));
        statement.setString(at++, storable(record.serviceTier()));
        statement.setString(at++, record.billing().name());
        at = InvoiceColumns.bind(statement, at, record.invoice(), record.priceVersion());
        statement.setLong(at++, record.latencyMillis());
        statement.setLong(at++, record.durationMillis());
        statement.setString(at++, storable(record.userAgent()));
        statement.setString(at++, AttemptsText.write(record.attempts()));
        statement.setLong(at++, record.usage().webSearches());
        for (Bucket bucket : BUCKETS) {
            statement.setLong(at++, record.usage().tokens(bucket));
        }
    }

    /** PostgreSQL has no place for the character 0, which a caller or provider may send. */
    private static String storable(String text) {
        return text.indexOf('\0') < 0 ? text : text.replace('\0', '\uFFFD');
    }

    /** A record from a row with {@link #COLUMNS}. */
    static GenerationRecord read(ResultSet row, PublicIds publicIds) throws SQLException {
        return read(row, publicIds.of(row.getLong("id")));
    }

    /** A record by its id, under the name that belongs to that. */
    static Optional<GenerationRecord> find(Connection connection, long id, String publicId)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "SELECT " + COLUMNS + " FROM generation WHERE id = ?")) {
            statement.setLong(1, id);
            try (ResultSet rows = statement.executeQuery()) {
                return rows.next() ? Optional.of(read(rows, publicId)) : Optional.empty();
            }
        }
    }

    private static GenerationRecord read(ResultSet row, String publicId) throws SQLException {
        return new GenerationRecord(
                row.getLong("id"),
                publicId,
                row.getString("upstream_id"),
                row.getLong("created_ms"),
                HexFormat.of().formatHex(row.getBytes("key_id")),
                row.getString("account"),
                row.getString("requested"),
                row.getString("model"),
                row.getString("endpoint"),
                row.getString("provider"),
                row.getString("provider_tag"),
                row.getString("strategy"),
                row.getInt("streamed") == 1,
                Outcome.valueOf(row.getString("outcome")),
                row.getInt("status"),
                row.getString("fault"),
                row.getString("finish_reason"),
                row.getString("service_tier"),
                usage(row),
                Billing.valueOf(row.getString("billing")),
                InvoiceColumns.read(row),
                row.getString("price_version"),
                row.getLong("latency_ms"),
                row.getLong("duration_ms"),
                row.getString("user_agent"),
                AttemptsText.read(row.getString("attempts")));
    }

    private static Usage usage(ResultSet row) throws SQLException {
        Usage usage = Usage.NONE.withWebSearches(row.getLong("web_searches"));
        for (Bucket bucket : BUCKETS) {
            usage = usage.with(bucket, row.getLong(column(bucket)));
        }
        return usage;
    }
}
