package dev.junctor.simulator;

import dev.junctor.simulator.tell.Teller;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What the fleet has seen, for tests and for the curious: counts and the last requests, without any content. */
public final class Observations {
    private static final int REMEMBERED = 256;

    private final Counts all = new Counts();
    private final Map<String, Counts> byProvider = new ConcurrentHashMap<>();
    private final ConcurrentLinkedQueue<Seen> recent = new ConcurrentLinkedQueue<>();
    private final AtomicInteger remembered = new AtomicInteger();
    private final AtomicLong numbers = new AtomicLong();

    Observations() {}

    /** How many requests came. */
    public long total() {
        return all.total.get();
    }

    /** How many were given to their end, refusals included. */
    public long completed() {
        return all.completed.get();
    }

    /** How many callers hung up before the end. */
    public long cancelled() {
        return all.cancelled.get();
    }

    /** How many connections were cut, as ordered. */
    public long cut() {
        return all.cut.get();
    }

    /** How many are still being answered. */
    public long inFlight() {
        return all.total.get() - all.completed.get() - all.cancelled.get() - all.cut.get();
    }

    /** How many requests came for one provider. */
    public long total(String provider) {
        Counts counts = byProvider.get(provider);
        return counts == null ? 0 : counts.total.get();
    }

    /** Forgets everything. What is in flight is not counted when it ends. */
    public void reset() {
        all.clear();
        byProvider.clear();
        recent.clear();
        remembered.set(0);
    }

    Seen begin(String provider, String model, String path, List<String> fields) {
        Counts own = byProvider.computeIfAbsent(provider, slug -> new Counts());
        Seen seen = new Seen(numbers.incrementAndGet(), provider, model, path, fields, own);
        own.total.incrementAndGet();
        all.total.incrementAndGet();
        recent.add(seen);
        if (remembered.incrementAndGet() > REMEMBERED && recent.poll() != null) {
            remembered.decrementAndGet();
        }
        return seen;
    }

    ObjectNode json() {
        ObjectNode json = JsonNodeFactory.instance.objectNode();
        all.write(json);
        ObjectNode providers = json.putObject("by_provider");
        byProvider.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .forEach(entry -> entry.getValue().write(providers.putObject(entry.getKey())));
        ArrayNode last = json.putArray("recent");
        recent.stream()
                .sorted(Comparator.comparingLong(seen -> -seen.number))
                .forEach(seen -> last.add(seen.json()));
        return json;
    }

    private static final class Counts {
        private final AtomicLong total = new AtomicLong();
        private final AtomicLong completed = new AtomicLong();
        private final AtomicLong cancelled = new AtomicLong();
        private final AtomicLong cut = new AtomicLong();
        private final AtomicLong refused = new AtomicLong();

        void clear() {
            for (AtomicLong each : List.of(total, completed, cancelled, cut, refused)) {
                each.set(0);
            }
        }

        void write(ObjectNode json) {
            json.put("total", total.get())
                    .put("completed", completed.get())
                    .put("cancelled", cancelled.get())
                    .put("cut", cut.get())
                    .put("refused", refused.get());
        }
    }

    /** One request, as far as it has come. */
    final class Seen implements Teller.Watcher {
        private final long number;
        private final String provider;
        private final String model;
        private final String path;
        private final List<String> fields;
        private final Counts own;
        private volatile String fault = "";
        private volatile int status = 200;
        private volatile String outcome = "in_flight";

        private Seen(
                long number,
                String provider,
                String model,
                String path,
                List<String> fields,
                Counts own) {
            this.number = number;
            this.provider = provider;
            this.model = model;
            this.path = path;
            this.fields = List.copyOf(fields);
            this.own = own;
        }

        void fault(String name) {
            fault = name;
        }

        void status(int answered) {
            status = answered;
            if (answered >= 400) {
                own.refused.incrementAndGet();
                all.refused.incrementAndGet();
            }
        }

        @Override
        public void completed() {
            outcome = "completed";
            own.completed.incrementAndGet();
            all.completed.incrementAndGet();
        }

        @Override
        public void cancelled() {
            outcome = "cancelled";
            own.cancelled.incrementAndGet();
            all.cancelled.incrementAndGet();
        }

        @Override
        public void cut() {
            outcome = "cut";
            own.cut.incrementAndGet();
            all.cut.incrementAndGet();
        }

        private ObjectNode json() {
            ObjectNode json =
                    JsonNodeFactory.instance
                            .objectNode()
                            .put("number", number)
                            .put("provider", provider)
                            .put("model", model)
                            .put("path", path)
                            .put("status", status)
                            .put("fault", fault)
                            .put("outcome", outcome);
            ArrayNode names = json.putArray("fields");
            fields.forEach(names::add);
            return json;
        }
    }
}
