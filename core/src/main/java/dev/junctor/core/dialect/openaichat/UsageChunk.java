package dev.junctor.core.dialect.openaichat;

import dev.junctor.core.dialect.AnswerFacts;
import dev.junctor.core.dialect.AnswerFacts.Metering;
import dev.junctor.core.dialect.Closing;
import dev.junctor.core.dialect.Cost;
import dev.junctor.core.dialect.Identity;
import dev.junctor.core.dialect.RoutingMetadata;
import dev.junctor.core.json.Bytes;
import java.nio.charset.StandardCharsets;

/** The usage that is told by us because no part of the provider's answer can carry it. */
final class UsageChunk {
    private UsageChunk() {}

    /**
     * The usage of a whole answer with its cost: the provider's word, else an estimate that says so.
     *
     * @return a JSON object; empty for an answer in which nothing came and nothing ended, which is not charged
     */
    static String usage(AnswerFacts facts, Closing closing) {
        if (facts.metering() == Metering.REPORTED) {
            return UsageWriter.whole(facts.usage(), cost(facts, closing));
        }
        if (facts.completionBytes() == 0 && facts.finishReason().isEmpty()) {
            return "";
        }
        return UsageWriter.estimated(closing.estimate(facts), cost(facts, closing));
    }

    private static Cost cost(AnswerFacts facts, Closing closing) {
        return closing.cost(facts, Closing.End.WHOLE);
    }

    /**
     * Appends a last chunk of our own.
     *
     * @param usage a JSON object; empty for none
     * @param metadata a JSON object; empty for none
     */
    static void write(
            Identity identity,
            String object,
            String created,
            String usage,
            String metadata,
            Bytes out) {
        StringBuilder json = new StringBuilder(256).append("data: {");
        ErrorWriter.head(json, identity, object, created);
        json.append(",\"choices\":[]");
        if (!usage.isEmpty()) {
            json.append(",\"usage\":").append(usage);
        }
        if (!metadata.isEmpty()) {
            json.append(",\"").append(RoutingMetadata.FIELD).append("\":").append(metadata);
        }
        out.append(json.append("}\n\n").toString().getBytes(StandardCharsets.UTF_8));
    }
}
