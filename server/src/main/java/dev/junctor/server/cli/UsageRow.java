package dev.junctor.server.cli;

import java.math.BigDecimal;
import java.time.LocalDate;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was asked on a day, of a model, as a row of the gateway's activity tells it.
 *
 * @param model its id
 * @param provider its name; empty in rows of keys
 * @param key name of the key, its short id when it is gone; empty in rows of providers
 * @param spent in US dollars
 */
record UsageRow(
        LocalDate day, String model, String provider, String key, Counts counts, BigDecimal spent) {
    private static final int SHORT_ID = 12;

    /** How many of each. */
    record Counts(long requests, long failures, long tokensIn, long tokensOut) {
        static final Counts NONE = new Counts(0, 0, 0, 0);

        Counts plus(Counts more) {
            return new Counts(
                    requests + more.requests,
                    failures + more.failures,
                    tokensIn + more.tokensIn,
                    tokensOut + more.tokensOut);
        }

        /** Adds them to what is told of a group. */
        void tell(ObjectNode value) {
            value.put("requests", requests)
                    .put("failures", failures)
                    .put("prompt_tokens", tokensIn)
                    .put("completion_tokens", tokensOut);
        }
    }

    /** A row as the gateway tells it. */
    static UsageRow of(JsonNode row) {
        return new UsageRow(
                LocalDate.parse(row.path("date").asString("")),
                row.path("model").asString(""),
                row.path("provider_name").asString(""),
                key(row),
                new Counts(
                        row.path("requests").asLong(0),
                        row.path("failures").asLong(0),
                        row.path("prompt_tokens").asLong(0),
                        row.path("completion_tokens").asLong(0)),
                row.path("usage").asDecimal(BigDecimal.ZERO));
    }

    private static String key(JsonNode row) {
        String name = row.path("api_key_name").asString("");
        String hash = row.path("api_key_hash").asString("");
        return name.isEmpty() ? hash.substring(0, Math.min(SHORT_ID, hash.length())) : name;
    }
}
