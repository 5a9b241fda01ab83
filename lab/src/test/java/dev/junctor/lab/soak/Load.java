package dev.junctor.lab.soak;

import dev.junctor.core.base.Seed;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;

/**
 * Callers of all kinds at once: most want a whole answer or a stream, some leave in the middle, some read slowly, and
 * behind one request in four the provider fails in some way.
 */
final class Load {
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final List<String> MODELS =
            List.of("openai/gpt-oss-120b", "openai/gpt-oss-20b", "openai/gpt-4o-mini");
    private static final List<String> FAULTS =
            List.of(
                    "{\"fault\":\"500\",\"times\":1}",
                    "{\"fault\":\"429\",\"times\":1}",
                    "{\"fault\":\"html_502\",\"times\":1}",
                    "{\"fault\":\"503\"}",
                    "{\"fault\":\"cut_before_head\",\"times\":1}",
                    "{\"fault\":\"cut_after_head\",\"times\":1}",
                    "{\"fault\":\"cut_mid_stream\"}",
                    "{\"fault\":\"error_event\"}",
                    "{\"fault\":\"error_in_200\",\"times\":1}",
                    "{\"fault\":\"garbage\"}",
                    "{\"fault\":\"broken_json\",\"times\":1}",
                    "{\"fault\":\"wrong_usage\"}",
                    "{\"fault\":\"missing_usage\"}",
                    "{\"fault\":\"missing_done\"}",
                    "{\"fault\":\"stall\",\"delay_ms\":300}",
                    "{\"fault\":\"slow_first_byte\",\"delay_ms\":200}",
                    "{\"fault\":\"huge_chunk\",\"bytes\":300000}",
                    "{\"fault\":\"one_byte_packets\"}");
    private static final int ONE_IN_FAULTS = 4;
    private static final int KINDS = 10;
    private static final int LEAVES_AFTER_BYTES = 400;
    private static final int SLOW_ROOM = 64;
    private static final int ROOM = 8_192;
    private static final long SLOW_PAUSE_MILLIS = 2;
    private static final long PAUSE_MILLIS = 20;
    private static final int OK = 200;

    private final HttpClient http =
            HttpClient.newBuilder()
                    .version(HttpClient.Version.HTTP_1_1)
                    .connectTimeout(PATIENCE)
                    .build();
    private final URI chat;
    private final String key;
    private final List<Thread> threads = new ArrayList<>();
    private final ConcurrentLinkedQueue<Long> healthyNanos = new ConcurrentLinkedQueue<>();
    private final ConcurrentLinkedQueue<String> failures = new ConcurrentLinkedQueue<>();
    private final LongAdder requests = new LongAdder();
    private final LongAdder errors = new LongAdder();
    private volatile boolean stopped;

    private enum Kind {
        UNARY,
        STREAM,
        LEAVER,
        SLOW_READER
    }

    /** What happened since the last look. */
    record Window(double p50Millis, double p99Millis, long requests, long errors) {}

    private Load(String url, String key) {
        this.chat = URI.create(url + "/api/v1/chat/completions");
        this.key = key;
    }

    /** Begins. */
    static Load start(String url, String key, int callers, Seed seed) {
        Load load = new Load(url, key);
        for (int i = 0; i < callers; i++) {
            Seed own = seed.forPurpose("caller " + i);
            load.threads.add(Thread.ofVirtual().start(() -> load.ask(own)));
        }
        return load;
    }

    /** What happened since this was called last. */
    Window window() {
        List<Long> nanos = new ArrayList<>();
        for (Long one = healthyNanos.poll(); one != null; one = healthyNanos.poll()) {
            nanos.add(one);
        }
        double[] millis = nanos.stream().mapToDouble(one -> one / 1e6).toArray();
        Arrays.sort(millis);
        return new Window(
                at(millis, 0.50), at(millis, 0.99), requests.sumThenReset(), errors.sumThenReset());
    }

    private static double at(double[] sorted, double quantile) {
        return sorted.length == 0 ? 0 : sorted[(int) ((sorted.length - 1) * quantile)];
    }

    /** The first few answers to requests without a fault that were no answers. */
    List<String> failures() {
        return failures.stream().limit(5).toList();
    }

    /** Nobody asks anything new; waits until everybody is through. */
    void stop() throws InterruptedException {
        stopped = true;
        for (Thread thread : threads) {
            if (!thread.join(PATIENCE.multipliedBy(2))) {
                throw new IllegalStateException("a caller waits for ever");
            }
        }
        http.shutdownNow();
    }

    private void ask(Seed first) {
        Seed seed = first;
        try {
            while (!stopped) {
                one(seed);
                TimeUnit.MILLISECONDS.sleep(seed.forPurpose("pause").below((int) PAUSE_MILLIS));
                seed = seed.next();
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Kind kind(Seed seed) {
        return switch (seed.forPurpose("kind").below(KINDS)) {
            case 0, 1, 2, 3 -> Kind.UNARY;
            case 4, 5, 6, 7 -> Kind.STREAM;
            case 8 -> Kind.LEAVER;
            default -> Kind.SLOW_READER;
        };
    }

    private void one(Seed seed) throws InterruptedException {
        Kind kind = kind(seed);
        boolean faulty = seed.forPurpose("faulty").below(ONE_IN_FAULTS) == 0;
        long begun = System.nanoTime();
        String what;
        try {
            HttpResponse<InputStream> response =
                    http.send(
                            request(seed, kind, faulty), HttpResponse.BodyHandlers.ofInputStream());
            try (InputStream body = response.body()) {
                String text = read(body, kind);
                boolean whole =
                        response.statusCode() == OK
                                && (kind == Kind.UNARY || text.stripTrailing().endsWith("[DONE]"));
                what = whole || kind == Kind.LEAVER ? "" : response.statusCode() + " " + text;
            }
        } catch (IOException cut) {
            what = cut.toString();
        }
        requests.increment();
        if (!faulty && !what.isEmpty()) {
            errors.increment();
            failures.add(what.substring(0, Math.min(300, what.length())));
        } else if (!faulty && kind == Kind.UNARY) {
            healthyNanos.add(System.nanoTime() - begun);
        }
    }

    private HttpRequest request(Seed seed, Kind kind, boolean faulty) {
        StringBuilder body = new StringBuilder("{\"model\":\"");
        body.append(MODELS.get(seed.forPurpose("model").below(MODELS.size())));
        body.append("\",\"stream\":").append(kind != Kind.UNARY);
        body.append(",\"max_tokens\":").append(8 + seed.forPurpose("tokens").below(56));
        if (faulty) {
            String fault = FAULTS.get(seed.forPurpose("fault").below(FAULTS.size()));
            body.append(",\"simulator\":").append(fault);
        }
        body.append(",\"messages\":[{\"role\":\"user\",\"content\":\"Question ");
        body.append(Long.toUnsignedString(seed.bits(), Character.MAX_RADIX));
        body.append(" tell me more".repeat(seed.forPurpose("words").below(60)));
        body.append("\"}]}");
        return HttpRequest.newBuilder(chat)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + key)
                .POST(HttpRequest.BodyPublishers.ofString(body.toString()))
                .build();
    }

    /** The end of what was read: that is where a stream says that it is whole. */
    private static String read(InputStream body, Kind kind)
            throws IOException, InterruptedException {
        byte[] room = new byte[kind == Kind.SLOW_READER ? SLOW_ROOM : ROOM];
        StringBuilder end = new StringBuilder();
        long total = 0;
        for (int count = body.read(room); count >= 0; count = body.read(room)) {
            total += count;
            end.append(new String(room, 0, count, StandardCharsets.ISO_8859_1));
            if (end.length() > 2 * ROOM) {
                end.delete(0, end.length() - ROOM);
            }
            if (kind == Kind.LEAVER && total > LEAVES_AFTER_BYTES) {
                break;
            }
            if (kind == Kind.SLOW_READER) {
                TimeUnit.MILLISECONDS.sleep(SLOW_PAUSE_MILLIS);
            }
        }
        return end.toString();
    }
}
