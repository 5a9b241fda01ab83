package dev.junctor.server.store;

import dev.junctor.server.secret.OwnerOnly;
import java.io.BufferedOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.io.StringWriter;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.zip.GZIPOutputStream;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * Writes a store as lines of JSON: one that says what it is, for each table one with its columns and one for each row,
 * and one at the end with what was counted. Bytes are in Base64.
 */
final class StoreExport {
    static final String FORMAT = "junctor-store";
    static final int FORMAT_VERSION = 1;
    static final String BALANCES = "ledger_balance";

    private static final int FETCH = 1_000;
    private static final long TOLD_EACH = 10_000;
    private static final JsonFactory JSON = new JsonFactory();

    private final OutputStream out;
    private final StoreCopies.Progress progress;
    private final SortedMap<String, Long> counts = new TreeMap<>();
    private long accounts;
    private BigInteger sum = BigInteger.ZERO;

    private StoreExport(OutputStream out, StoreCopies.Progress progress) {
        this.out = out;
        this.progress = progress;
    }

    /** Writes all of a store into a new file. */
    static StoreCopies.Copied write(
            Source source, Path file, boolean zipped, StoreCopies.Progress progress)
            throws IOException, SQLException {
        Files.createFile(file);
        OwnerOnly.file(file);
        try (OutputStream raw = Files.newOutputStream(file, StandardOpenOption.WRITE);
                OutputStream out =
                        new BufferedOutputStream(zipped ? new GZIPOutputStream(raw) : raw)) {
            return new StoreExport(out, progress).all(source);
        }
    }

    private interface Line {
        void write(JsonGenerator json) throws SQLException;
    }

    private void line(Line line) throws IOException, SQLException {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), text)) {
            line.write(json);
        }
        out.write(text.toString().getBytes(StandardCharsets.UTF_8));
        out.write('\n');
    }

    private StoreCopies.Copied all(Source source) throws IOException, SQLException {
        line(json -> {
            json.writeStartObject();
            json.writeStringProperty("format", FORMAT);
            json.writeNumberProperty("format_version", FORMAT_VERSION);
            json.writeNumberProperty("schema", source.version());
            json.writeEndObject();
        });
        for (Tables.Table table : source.tables().list(source.connection())) {
            table(source, table);
        }
        line(json -> {
            json.writeStartObject();
            json.writeName("rows");
            json.writeStartObject();
            counts.forEach(json::writeNumberProperty);
            json.writeEndObject();
            json.writeNumberProperty("ledger_accounts", accounts);
            json.writeStringProperty("ledger_sum", sum.toString());
            json.writeEndObject();
        });
        return new StoreCopies.Copied(source.version(), counts, accounts, sum);
    }

    private void table(Source source, Tables.Table table) throws IOException, SQLException {
        line(json -> {
            json.writeStartObject();
            json.writeStringProperty("table", table.name());
            json.writeName("columns");
            json.writeStartArray();
            table.columns().forEach(column -> json.writeString(column.name()));
            json.writeEndArray();
            json.writeEndObject();
        });
        long count = 0;
        try (PreparedStatement statement =
                source.connection()
                        .prepareStatement(
                                "SELECT * FROM "
                                        + table.name()
                                        + " ORDER BY "
                                        + String.join(", ", table.key()))) {
            statement.setFetchSize(FETCH);
            try (ResultSet row = statement.executeQuery()) {
                while (row.next()) {
                    line(json -> row(json, table, row));
                    if (table.name().equals(BALANCES)) {
                        accounts++;
                        sum = sum.add(BigInteger.valueOf(row.getLong("nanos")));
                    }
                    if (++count % TOLD_EACH == 0) {
                        progress.rows(table.name(), count);
                    }
                }
            }
        }
        counts.put(table.name(), count);
        progress.rows(table.name(), count);
    }

    private static void row(JsonGenerator json, Tables.Table table, ResultSet row)
            throws SQLException {
        json.writeStartArray();
        for (int i = 0; i < table.columns().size(); i++) {
            switch (table.columns().get(i).kind()) {
                case INTEGER -> json.writeNumber(row.getLong(i + 1));
                case TEXT -> json.writeString(row.getString(i + 1));
                case BYTES -> json.writeBinary(row.getBytes(i + 1));
            }
        }
        json.writeEndArray();
    }
}
