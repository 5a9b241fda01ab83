package dev.junctor.engine;

import dev.junctor.core.base.Money;
import dev.junctor.core.dialect.Carrier;
import dev.junctor.core.dialect.Dialect;
import dev.junctor.core.dialect.Dialects;
import dev.junctor.core.dialect.Operation;
import dev.junctor.core.dialect.RequestLine;
import dev.junctor.core.dialect.openaichat.OpenAiChat;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.health.AttemptResult;
import dev.junctor.core.money.PriceBooks;
import dev.junctor.core.record.GenerationRecord;
import dev.junctor.core.route.Candidate;
import dev.junctor.core.route.Market;
import dev.junctor.core.route.Policy;
import dev.junctor.core.route.Rejected;
import dev.junctor.core.route.Router;
import dev.junctor.core.route.Snapshot;
import dev.junctor.engine.admit.Admission;
import dev.junctor.engine.admit.ApiKey;
import dev.junctor.engine.admit.Bounds;
import dev.junctor.engine.admit.Crowd;
import dev.junctor.engine.admit.KeyId;
import dev.junctor.engine.admit.KeyRing;
import dev.junctor.engine.admit.Traffic;
import dev.junctor.engine.dispatch.Deadlines;
import dev.junctor.engine.dispatch.Dispatch;
import dev.junctor.engine.dispatch.Drains;
import dev.junctor.engine.dispatch.Retries;
import dev.junctor.engine.fake.ArrayChunk;
import dev.junctor.engine.fake.FakeBudgets;
import dev.junctor.engine.fake.FakeCaller;
import dev.junctor.engine.fake.FakeLoop;
import dev.junctor.engine.fake.FakeUpstream;
import dev.junctor.engine.fake.Menu;
import dev.junctor.engine.port.DurableLog;
import dev.junctor.engine.port.EventLoop;
import dev.junctor.engine.port.Ids;
import dev.junctor.engine.port.TokenCounter;
import dev.junctor.engine.relay.Scratch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Function;

/** The whole line in virtual time: one key, one account, providers that do as told, and what was written down. */
final class House {
    /** What a provider is asked in all tests, but for the fields that a test adds. */
    private static final String MESSAGES = "[{\"role\":\"user\",\"content\":\"hello\"}]";

    private static final Dialect DIALECT = new OpenAiChat();

    /** The prompt's most tokens: one for each byte. */
    static final long PROMPT = MESSAGES.length();

    final FakeLoop loop = new FakeLoop();
    final FakeUpstream upstream = new FakeUpstream();
    final FakeBudgets budgets = new FakeBudgets();
    final List<GenerationRecord> records = new ArrayList<>();
    final List<Fault> refused = new ArrayList<>();
    final List<Money> borne = new ArrayList<>();
    final List<RuntimeException> defects = new ArrayList<>();
    private final List<ArrayChunk> bodies = new ArrayList<>();
    PriceBooks books = PriceBooks.NONE;
    DurableLog.Room room = DurableLog.Room.THERE_IS;
    Runnable beforePlan = () -> {};
    Function<ApiKey, Carrier> carriers = key -> Carrier.BARE;
    Set<String> customerKeys = Set.of();
    TokenCounter counter = TokenCounter.NONE;
    Bounds bounds = Bounds.NONE;
    Traffic traffic = Traffic.USUAL;
    final Crowd crowd = new Crowd(() -> bounds, loop);
    private final Pipeline pipeline;
    private long ids;

    /** With these endpoints. */
    House(Candidate... candidates) {
        Dialects dialects = Dialects.only(DIALECT);
        Snapshot world =
                new Snapshot(1, Market.of(Menu.catalog(candidates)), Map.of(), loop.epochMillis());
        Dispatch.Tools tools =
                new Dispatch.Tools(
                        loop,
                        upstream,
                        dialects,
                        key -> carriers.apply(key),
                        new Scratch(),
                        new Retries(loop),
                        new Drains(3),
                        House::hear,
                        new Counter(),
                        defects::add);
        Deadlines.Table deadlines = new Deadlines.Table(Deadlines.USUAL, Map.of());
        pipeline =
                new Pipeline(
                        new Pipeline.Parts(
                                tools,
                                new Admission(this::find),
                                crowd.entrance(loop),
                                () -> {
                                    beforePlan.run();
                                    return new World(
                                            world, new Rules(Policy.OPEN, deadlines, customerKeys));
                                },
                                new Router(dialects.names()),
                                budgets,
                                () -> books,
                                epochMillis -> new Ids.Id(++ids, "gen-1-" + ids),
                                new Log(),
                                new Seen()));
    }

    private static void hear(dev.junctor.core.catalog.Endpoint endpoint, AttemptResult result) {
        // nobody learns from attempts here
    }

    /** Whatever is presented is a good key, each its own. */
    private Optional<KeyRing.Entry> find(KeyId id) {
        ApiKey usual = FakeBudgets.key(Money.ZERO);
        ApiKey key =
                new ApiKey(
                        id,
                        usual.name(),
                        usual.label(),
                        usual.kind(),
                        usual.standing(),
                        usual.origin(),
                        usual.account(),
                        usual.limit(),
                        usual.reset(),
                        usual.createdMillis(),
                        usual.expiresMillis(),
                        traffic);
        return Optional.of(new KeyRing.Entry(key, Money.ZERO));
    }

    Pipeline pipeline() {
        return pipeline;
    }

    /** A body for model {@code a/m}, with more fields, each with a comma before it. */
    static String body(String more) {
        return "{\"model\":\"a/m\",\"messages\":" + MESSAGES + more + "}";
    }

    /** An answer in one piece that says what it used. */
    static String answer(long prompt, long completion) {
        return "{\"id\":\"u\",\"object\":\"chat.completion\",\"model\":\"x\",\"choices\":[{\"index\":0,"
                + "\"message\":{\"role\":\"assistant\",\"content\":\"hello\"},\"finish_reason\":\"stop\"}],"
                + usage(prompt, completion)
                + "}";
    }

    static String usage(long prompt, long completion) {
        return "\"usage\":{\"prompt_tokens\":"
                + prompt
                + ",\"completion_tokens\":"
                + completion
                + ",\"total_tokens\":"
                + (prompt + completion)
                + "}";
    }

    /** Asks. */
    FakeCaller ask(String body) {
        return ask(Operation.CHAT, "key", "", body);
    }

    FakeCaller ask(Operation operation, String body) {
        return ask(operation, "key", "", body);
    }

    /** Asks with a key of one's own, and a word on the request's priority. */
    FakeCaller ask(String key, String priority, String body) {
        return ask(Operation.CHAT, key, priority, body);
    }

    private FakeCaller ask(Operation operation, String key, String priority, String body) {
        FakeCaller caller = new FakeCaller();
        ArrayChunk chunk = new ArrayChunk(body.getBytes(StandardCharsets.UTF_8));
        bodies.add(chunk);
        pipeline.serve(
                new Ask(
                        DIALECT,
                        RequestLine.of(operation),
                        name ->
                                switch (name) {
                                    case "authorization" -> "Bearer " + key;
                                    case "x-junctor-priority" -> priority;
                                    default -> "";
                                },
                        chunk),
                caller);
        return caller;
    }

    /** What all records charge. */
    long charged() {
        return records.stream().mapToLong(record -> record.cost().nanoDollars()).sum();
    }

    /** Whether nothing is left of any request: no body, no timer, no place. */
    boolean isQuiet() {
        loop.pass(2_000);
        return bodies.stream().allMatch(ArrayChunk::released)
                && loop.pending() == 0
                && crowd.inFlight() == 0
                && crowd.waiting() == 0;
    }

    /** As the test sets it. */
    private final class Counter implements TokenCounter {
        @Override
        public boolean knows(String vocabulary) {
            return counter.knows(vocabulary);
        }

        @Override
        public OptionalLong count(String vocabulary, String text) {
            return counter.count(vocabulary, text);
        }
    }

    private final class Log implements DurableLog {
        @Override
        public Room room() {
            return room;
        }

        @Override
        public void append(GenerationRecord record, EventLoop on, Runnable written) {
            records.add(record);
            written.run();
        }
    }

    private final class Seen implements Witness {
        @Override
        public void refused(Fault fault, List<Rejected> rejected) {
            refused.add(fault);
        }

        @Override
        public void started() {
            // counted by its end
        }

        @Override
        public void ended(GenerationRecord record) {
            // read from the log
        }

        @Override
        public void capped(GenerationRecord record, Money amount) {
            borne.add(amount);
        }
    }
}
