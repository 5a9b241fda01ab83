package dev.junctor.server.store;

import dev.junctor.core.base.Money;
import dev.junctor.core.record.GenerationRecord;
import dev.junctor.core.record.Outcome;
import dev.junctor.core.usage.Bucket;
import dev.junctor.core.usage.Usage;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * Sums over records.
 *
 * @param requests how many records
 * @param failures how many of them did not end as {@link Outcome#SERVED}
 * @param promptTokens cached ones included
 * @param completionTokens reasoning included
 * @param cachedTokens read from providers' prompt caches
 * @param firstTokens how many records have a time to the first token
 * @param latencyMillis sum of the times to the first token
 * @param durationMillis sum of the times to the end
 */
public record Totals(
        long requests,
        long failures,
        long promptTokens,
        long completionTokens,
        long reasoningTokens,
        long cachedTokens,
        Money cost,
        long firstTokens,
        long latencyMillis,
        long durationMillis) {

    /** Sums over nothing. */
    public static final Totals NOTHING = new Totals(0, 0, 0, 0, 0, 0, Money.ZERO, 0, 0, 0);

    /** The columns, in the order of the components. */
    static final String COLUMNS =
            "requests, failures, prompt_tokens, completion_tokens, reasoning_tokens, "
                    + "cached_tokens, cost_nanos,"
                    + " first_tokens, latency_ms, duration_ms";

    /** Sums over one record. */
    public static Totals of(GenerationRecord record) {
        Usage usage = record.usage();
        return new Totals(
                1,
                record.outcome() == Outcome.SERVED ? 0 : 1,
                usage.promptTokens(),
                usage.completionTokens(),
                usage.tokens(Bucket.REASONING),
                usage.tokens(Bucket.CACHE_READ) + usage.tokens(Bucket.CACHE_READ_AUDIO),
                record.cost(),
                record.latencyMillis() > 0 ? 1 : 0,
                record.latencyMillis(),
                record.durationMillis());
    }

    /** Sums over both. */
    public Totals plus(Totals other) {
        return new Totals(
                requests + other.requests,
                failures + other.failures,
                promptTokens + other.promptTokens,
                completionTokens + other.completionTokens,
                reasoningTokens + other.reasoningTokens,
                cachedTokens + other.cachedTokens,
                cost.plus(other.cost),
                firstTokens + other.firstTokens,
                latencyMillis + other.latencyMillis,
                durationMillis + other.durationMillis);
    }

    /** Sets the values of {@link #COLUMNS} from parameter {@code from} on. */
    void bind(PreparedStatement statement, int from) throws SQLException {
        int at = from;
        statement.setLong(at++, requests);
        statement.setLong(at++, failures);
        statement.setLong(at++, promptTokens);
        statement.setLong(at++, completionTokens);
        statement.setLong(at++, reasoningTokens);
        statement.setLong(at++, cachedTokens);
        statement.setLong(at++, cost.nanoDollars());
        statement.setLong(at++, firstTokens);
        statement.setLong(at++, latencyMillis);
        statement.setLong(at, durationMillis);
    }

    /** Reads the values of {@link #COLUMNS}. */
    static Totals read(ResultSet row) throws SQLException {
        return new Totals(
                row.getLong("requests"),
                row.getLong("failures"),
                row.getLong("prompt_tokens"),
                row.getLong("completion_tokens"),
                row.getLong("reasoning_tokens"),
                row.getLong("cached_tokens"),
                new Money(row.getLong("cost_nanos")),
                row.getLong("first_tokens"),
                row.getLong("latency_ms"),
                row.getLong("duration_ms"));
    }
}
