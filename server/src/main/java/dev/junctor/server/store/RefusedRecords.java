package dev.junctor.server.store;

import dev.junctor.core.money.BillText;
import dev.junctor.core.money.Posting;
import dev.junctor.core.record.GenerationRecord;
import dev.junctor.core.usage.Bucket;
import java.io.ByteArrayOutputStream;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import tools.jackson.core.JsonGenerator;
import tools.jackson.databind.json.JsonMapper;

/**
 * Records that the database refuses for what is in them. Each is kept whole, as JSON in bytes that no database refuses,
 * and its charge is a posting of its own, so that the books are right all the same.
 */
final class RefusedRecords {
    private static final JsonMapper JSON = new JsonMapper();
    private static final int SEQUENCE_BITS = 52;

    /** What became of its charge. */
    enum Charge {
        BOOKED,
        NOT_BOOKED
    }

    private RefusedRecords() {}

    /** Keeps the record. */
    static void keep(
            Connection connection, int node, Applier.Item item, String reason, Charge charge)
            throws SQLException {
        try (PreparedStatement statement =
                connection.prepareStatement(
                        "INSERT INTO refused_record (node, sequence, created_ms, booked, reason,"
                                + " record) VALUES (?, ?, ?, ?, ?, ?)")) {
            statement.setInt(1, node);
            statement.setLong(2, item.sequence());
            statement.setLong(3, item.record().createdMillis());
            statement.setInt(4, charge == Charge.BOOKED ? 1 : 0);
            statement.setString(5, reason.replace('\0', ' '));
            statement.setBytes(6, json(item.record()));
            statement.executeUpdate();
        }
    }

    /** Whether the same charge stands in the books already, as a record or as a posting of one that was refused. */
    static boolean isBooked(Connection connection, GenerationRecord record) throws SQLException {
        return GenerationTable.find(connection, record.id(), record.publicId())
                        .filter(there -> isSameCharge(there, record))
                        .isPresent()
                || (!record.postings().isEmpty()
                        && PostingTable.entries(connection, record.id()).equals(entries(record)));
    }

    /** Texts that callers send may lie in a table otherwise than they were. */
    private static boolean isSameCharge(GenerationRecord one, GenerationRecord other) {
        return one.createdMillis() == other.createdMillis()
                && one.keyId().equals(other.keyId())
                && one.account().equals(other.account())
                && one.endpoint().equals(other.endpoint())
                && one.invoice().equals(other.invoice())
                && one.usage().equals(other.usage())
                && one.postings().equals(other.postings());
    }

    private static List<Posting.Entry> entries(GenerationRecord record) {
        return record.postings().stream().flatMap(posting -> posting.entries().stream()).toList();
    }

    /** Books what it moves. Its posting has the record's id, or, where that is taken, one that nothing else has. */
    static void book(
            Connection connection, int node, long sequence, GenerationRecord record, String reason)
            throws SQLException {
        List<Posting.Entry> entries = entries(record);
        if (entries.isEmpty()) {
            return;
        }
        String note = ("its record was refused: " + reason).replace('\0', ' ');
        if (insert(connection, record.id(), record, note, entries)
                == PostingTable.Written.THERE_IS_ONE) {
            long free = -(((long) node << SEQUENCE_BITS) + sequence);
            insert(connection, free, record, note, entries);
        }
    }

    private static PostingTable.Written insert(
            Connection connection,
            long id,
            GenerationRecord record,
            String note,
            List<Posting.Entry> entries)
            throws SQLException {
        return PostingTable.insert(
                connection,
                new PostingTable.Row(
                        id,
                        Posting.Kind.CHARGE,
                        record.createdMillis(),
                        record.account(),
                        "",
                        "",
                        record.id(),
                        note),
                entries);
    }

    /** All of a record, as an object of texts and numbers. */
    static byte[] json(GenerationRecord record) {
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1_024);
        try (JsonGenerator json = JSON.createGenerator(bytes)) {
            json.writeStartObject();
            json.writeNumberProperty("id", record.id());
            json.writeStringProperty("public_id", record.publicId());
            json.writeStringProperty("upstream_id", record.upstreamId());
            json.writeNumberProperty("created_ms", record.createdMillis());
            json.writeStringProperty("key_id", record.keyId());
            json.writeStringProperty("account", record.account());
            json.writeStringProperty("requested", record.requested());
            json.writeStringProperty("model", record.model());
            json.writeStringProperty("endpoint", record.endpoint());
            json.writeStringProperty("provider", record.provider());
            json.writeStringProperty("provider_tag", record.providerTag());
            json.writeStringProperty("strategy", record.strategy());
            json.writeBooleanProperty("streamed", record.streamed());
            json.writeStringProperty("outcome", record.outcome().name());
            json.writeNumberProperty("status", record.status());
            json.writeStringProperty("fault", record.fault());
            json.writeStringProperty("finish_reason", record.finishReason());
            json.writeStringProperty("service_tier", record.serviceTier());
            json.writeStringProperty("billing", record.billing().name());
            writeMoney(json, record);
            json.writeNumberProperty("latency_ms", record.latencyMillis());
            json.writeNumberProperty("duration_ms", record.durationMillis());
            json.writeStringProperty("user_agent", record.userAgent());
            json.writeStringProperty("attempts", AttemptsText.write(record.attempts()));
            json.writeNumberProperty("web_searches", record.usage().webSearches());
            for (Bucket bucket : Bucket.values()) {
                json.writeNumberProperty("tokens_" + bucket.key(), record.usage().tokens(bucket));
            }
            json.writeEndObject();
        }
        return bytes.toByteArray();
    }

    private static void writeMoney(JsonGenerator json, GenerationRecord record) {
        var invoice = record.invoice();
        json.writeNumberProperty("cost_nanos", invoice.amount().nanoDollars());
        json.writeNumberProperty("upstream_cost_nanos", invoice.bill().total().nanoDollars());
        json.writeNumberProperty("upstream_prompt_nanos", invoice.bill().prompt().nanoDollars());
        json.writeNumberProperty("provider_nanos", invoice.providerCost().nanoDollars());
        json.writeNumberProperty("margin_nanos", invoice.margin().nanoDollars());
        json.writeNumberProperty("fee_nanos", invoice.fee().nanoDollars());
        json.writeNumberProperty("discount_nanos", invoice.discount().nanoDollars());
        json.writeNumberProperty("rounding_nanos", invoice.rounding().nanoDollars());
        json.writeStringProperty("bill", BillText.write(invoice.bill()));
        json.writeStringProperty("price_version", record.priceVersion());
        json.writeStringProperty("book", invoice.markup().book());
        json.writeNumberProperty("margin_ppm", invoice.markup().marginPpm());
        json.writeNumberProperty(
                "margin_nanos_per_million", invoice.markup().marginNanosPerMillion());
        json.writeNumberProperty("fee_ppm", invoice.markup().feePpm());
        json.writeStringProperty("key_owner", invoice.markup().keyOwner().name());
    }
}
