package dev.junctor.lab.overload;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/** Callers: some ask again when they are answered, others ask at their own pace whatever becomes of it. */
final class Load {
    private static final String BODY =
            "{\"model\":\"acme/tiny\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI uri;
    private final double warmSeconds;
    private final double seconds;

    /**
     * @param url of the gateway
     * @param warmSeconds that go by before it is measured
     * @param seconds that are measured
     */
    Load(String url, double warmSeconds, double seconds) {
        this.uri = URI.create(url + "/v1/chat/completions");
        this.warmSeconds = warmSeconds;
        this.seconds = seconds;
    }

    /** So many requests a second with a key, evenly spaced. */
    record Offer(String key, double perSecond) {
        private long gapNanos() {
            return (long) (1e9 / perSecond);
        }
    }

    /** The time that is measured: answers count that come within it. */
    private record Window(long fromNanos, long toNanos) {
        boolean has(long nanos) {
            return nanos - fromNanos >= 0 && nanos - toNanos < 0;
        }
    }

    double seconds() {
        return seconds;
    }

    private Window window() {
        long from = System.nanoTime() + (long) (warmSeconds * 1e9);
        return new Window(from, from + (long) (seconds * 1e9));
    }

    private HttpRequest request(String key) {
        return HttpRequest.newBuilder(uri)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + key)
                .POST(HttpRequest.BodyPublishers.ofString(BODY))
                .build();
    }

    /** So many callers, each with one request at a time: what is served then is the capacity. */
    Tally closed(String key, int callers) {
        Tally tally = new Tally();
        Window window = window();
        try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
            for (int i = 0; i < callers; i++) {
                threads.execute(() -> again(key, tally, window));
            }
        }
        return tally;
    }

    private void again(String key, Tally tally, Window window) {
        HttpRequest request = request(key);
        for (long now = System.nanoTime(); now - window.toNanos() < 0; ) {
            int status = 0;
            try {
                status = http.send(request, HttpResponse.BodyHandlers.ofByteArray()).statusCode();
            } catch (IOException broken) {
                // counted as no answer
            } catch (InterruptedException stop) {
                Thread.currentThread().interrupt();
                return;
            }
            long began = now;
            now = System.nanoTime();
            if (window.has(now)) {
                tally.heard(status, now - began);
            }
        }
    }

    /** Asks at the pace of the offers; a latency is counted from when a request was due. */
    Map<String, Tally> open(List<Offer> offers) {
        Map<String, Tally> tallies = new HashMap<>();
        Window window = window();
        List<Thread> threads = new ArrayList<>();
        for (Offer offer : offers) {
            Tally tally = new Tally();
            tallies.put(offer.key(), tally);
            threads.add(Thread.ofPlatform().start(() -> ask(offer, tally, window)));
        }
        for (Thread thread : threads) {
            try {
                thread.join();
            } catch (InterruptedException stop) {
                throw new IllegalStateException(stop);
            }
        }
        return tallies;
    }

    private void ask(Offer offer, Tally tally, Window window) {
        HttpRequest request = request(offer.key());
        long due = System.nanoTime();
        while (due - window.toNanos() < 0) {
            for (long early = due - System.nanoTime(); early > 0; ) {
                LockSupport.parkNanos(early);
                early = due - System.nanoTime();
            }
            long since = due;
            var _ =
                    http.sendAsync(request, HttpResponse.BodyHandlers.ofByteArray())
                            .whenComplete((answer, failure) -> {
                                long now = System.nanoTime();
                                if (window.has(now)) {
                                    int status = failure == null ? answer.statusCode() : 0;
                                    tally.heard(status, now - since);
                                }
                            });
            due += offer.gapNanos();
        }
    }
}
