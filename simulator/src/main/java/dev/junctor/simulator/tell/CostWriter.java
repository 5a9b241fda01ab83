package dev.junctor.simulator.tell;

import dev.junctor.core.catalog.Pricing;
import dev.junctor.core.money.Bill;
import dev.junctor.core.usage.Bucket;
import dev.junctor.core.usage.Usage;
import dev.junctor.simulator.say.AnswerScript.Consumption;
import java.math.BigDecimal;
import tools.jackson.databind.node.ObjectNode;

/** What a provider that says so itself charges for an answer: {@code usage.cost}, at its own prices. */
final class CostWriter {
    private CostWriter() {}

    /** Adds the cost to a usage object, where the provider is one of those. */
    static void add(ObjectNode usage, Telling telling, Consumption counted) {
        switch (telling.ask().endpoint().provider().quirks().cost()) {
            case LISTED -> {}
            case REPORTED -> {
                if (telling.ask().endpoint().pricing() instanceof Pricing.Known known) {
                    Bill bill =
                            Bill.of(
                                    usage(counted),
                                    known.price(),
                                    telling.createdSeconds() * 1_000,
                                    telling.script().serviceTier());
                    usage.put("cost", new BigDecimal(bill.total().toUsd()));
                    usage.put("is_byok", false);
                }
            }
        }
    }

    private static Usage usage(Consumption counted) {
        long plain =
                counted.prompt()
                        - counted.cached()
                        - counted.cacheWritten()
                        - counted.audioIn()
                        - counted.imageIn();
        return Usage.NONE
                .with(Bucket.INPUT, Math.max(0, plain))
                .with(Bucket.CACHE_READ, counted.cached())
                .with(Bucket.CACHE_WRITE, counted.cacheWritten())
                .with(Bucket.AUDIO_IN, counted.audioIn())
                .with(Bucket.IMAGE_IN, counted.imageIn())
                .with(Bucket.OUTPUT, counted.visible())
                .with(Bucket.REASONING, counted.reasoning());
    }
}
