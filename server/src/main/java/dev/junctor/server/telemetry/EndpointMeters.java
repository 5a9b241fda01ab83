package dev.junctor.server.telemetry;

import dev.junctor.core.record.GenerationRecord;
import dev.junctor.core.record.Outcome;
import dev.junctor.core.usage.Bucket;
import dev.junctor.core.usage.Usage;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** The meters of one endpoint. */
final class EndpointMeters {
    private static final double NANOS_PER_USD = 1e9;
    private static final Duration[] SECONDS =
            Stream.of(
                            50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000, 60_000, 120_000,
                            300_000)
                    .map(Duration::ofMillis)
                    .toArray(Duration[]::new);

    private final Counter succeeded;
    private final Counter refused;
    private final Counter failed;
    private final Counter abandoned;
    private final Counter input;
    private final Counter cacheRead;
    private final Counter cacheWrite;
    private final Counter output;
    private final Counter reasoning;
    private final Counter cost;
    private final Timer firstToken;
    private final Timer total;

    EndpointMeters(MeterRegistry registry, String provider, String model) {
        Tags tags = Tags.of("provider", provider, "model", model);
        succeeded = requests(registry, tags, "2xx");
        refused = requests(registry, tags, "4xx");
        failed = requests(registry, tags, "5xx");
        abandoned = requests(registry, tags, "abandoned");
        input = tokens(registry, tags, "input");
        cacheRead = tokens(registry, tags, "cache_read");
        cacheWrite = tokens(registry, tags, "cache_write");
        output = tokens(registry, tags, "output");
        reasoning = tokens(registry, tags, "reasoning");
        cost =
                Counter.builder("junctor.cost")
                        .description("What was charged")
                        .baseUnit("usd")
                        .tags(tags)
                        .register(registry);
        firstToken =
                timer(registry, tags, "junctor.first.token", "From the request to the first token");
        total = timer(registry, tags, "junctor.request", "From the request to the answer's end");
    }

    private static Counter requests(MeterRegistry registry, Tags tags, String status) {
        return Counter.builder("junctor.requests")
                .description("Requests that have ended, by the class of their status")
                .tags(tags)
                .tag("status", status)
                .register(registry);
    }

    private static Counter tokens(MeterRegistry registry, Tags tags, String kind) {
        return Counter.builder("junctor.tokens")
                .description("Tokens, each counted once")
                .tags(tags)
                .tag("kind", kind)
                .register(registry);
    }

    private static Timer timer(MeterRegistry registry, Tags tags, String name, String description) {
        return Timer.builder(name)
                .description(description)
                .tags(tags)
                .serviceLevelObjectives(SECONDS)
                .register(registry);
    }

    void record(GenerationRecord record) {
        byStatus(record).increment();
        Usage usage = record.usage();
        long read = usage.tokens(Bucket.CACHE_READ) + usage.tokens(Bucket.CACHE_READ_AUDIO);
        long written = usage.tokens(Bucket.CACHE_WRITE) + usage.tokens(Bucket.CACHE_WRITE_1H);
        long thought = usage.tokens(Bucket.REASONING);
        add(input, usage.promptTokens() - read - written);
        add(cacheRead, read);
        add(cacheWrite, written);
        add(output, usage.completionTokens() - thought);
        add(reasoning, thought);
        if (record.cost().nanoDollars() > 0) {
            cost.increment(record.cost().nanoDollars() / NANOS_PER_USD);
        }
        if (record.latencyMillis() > 0) {
            firstToken.record(record.latencyMillis(), TimeUnit.MILLISECONDS);
        }
        total.record(record.durationMillis(), TimeUnit.MILLISECONDS);
    }

    private Counter byStatus(GenerationRecord record) {
        if (record.outcome() == Outcome.ABANDONED) {
            return abandoned;
        }
        return switch (record.status() / 100) {
            case 2 -> record.outcome() == Outcome.SERVED ? succeeded : failed; // broken off later
            case 4 -> refused;
            default -> failed;
        };
    }

    private static void add(Counter counter, long tokens) {
        if (tokens > 0) {
            counter.increment((double) tokens);
        }
    }
}
