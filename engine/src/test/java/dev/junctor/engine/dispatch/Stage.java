package dev.junctor.engine.dispatch;

import dev.junctor.core.base.Money;
import dev.junctor.core.dialect.Carrier;
import dev.junctor.core.dialect.Dialect;
import dev.junctor.core.dialect.Dialects;
import dev.junctor.core.dialect.Envelope;
import dev.junctor.core.dialect.Operation;
import dev.junctor.core.dialect.RequestLine;
import dev.junctor.core.dialect.openaichat.OpenAiChat;
import dev.junctor.core.health.AttemptResult;
import dev.junctor.core.money.PriceBooks;
import dev.junctor.core.route.Candidate;
import dev.junctor.core.route.RoutePlan;
import dev.junctor.core.route.RouteRequest;
import dev.junctor.engine.fake.ArrayChunk;
import dev.junctor.engine.fake.FakeBudgets;
import dev.junctor.engine.fake.FakeCaller;
import dev.junctor.engine.fake.FakeLoop;
import dev.junctor.engine.fake.FakeUpstream;
import dev.junctor.engine.journal.Ending;
import dev.junctor.engine.money.Purse;
import dev.junctor.engine.money.Till;
import dev.junctor.engine.port.TokenCounter;
import dev.junctor.engine.relay.Scratch;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** One request on a stage: a loop in virtual time, providers that do as told, a caller who remembers. */
final class Stage {
    static final String UNARY =
            "{\"model\":\"a/m\",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    static final String STREAM =
            "{\"model\":\"a/m\",\"stream\":true,\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
    static final String ANSWER =
            "{\"id\":\"up-1\",\"object\":\"chat.completion\",\"model\":\"x\",\"choices\":[{\"index\":0,"
                    + "\"message\":{\"role\":\"assistant\",\"content\":\"hello\"},\"finish_reason\":\"stop\"}],"
                    + "\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":5,\"total_tokens\":15}}";
    static final String FIRST =
            "data: {\"id\":\"up-1\",\"object\":\"chat.completion.chunk\",\"model\":\"x\",\"choices\":[{\"index\":0,"
                    + "\"delta\":{\"role\":\"assistant\",\"content\":\"hel\"},\"finish_reason\":null}]}\n\n";
    static final String FINISH =
            "data: {\"id\":\"up-1\",\"object\":\"chat.completion.chunk\",\"model\":\"x\",\"choices\":[{\"index\":0,"
                    + "\"delta\":{},\"finish_reason\":\"stop\"}]}\n\n";
    static final String USAGE =
            "data: {\"id\":\"up-1\",\"object\":\"chat.completion.chunk\",\"model\":\"x\",\"choices\":[],"
                    + "\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":5,\"total_tokens\":15}}\n\n";
    static final String DONE = "data: [DONE]\n\n";
    static final String SSE = "text/event-stream";
    static final String JSON = "application/json";

    final FakeLoop loop = new FakeLoop();
    final FakeUpstream upstream = new FakeUpstream();
    final FakeCaller caller = new FakeCaller();
    final List<AttemptResult> results = new ArrayList<>();
    final List<RuntimeException> defects = new ArrayList<>();
    final FakeBudgets budgets = new FakeBudgets();
    int drains = 10;
    private final List<Ending> endings = new ArrayList<>();
    private final List<ArrayChunk> bodies = new ArrayList<>();
    private final Dialect dialect = new OpenAiChat();

    /** Sends a request whose plan is these candidates in this order. */
    Stage send(String body, Candidate... order) {
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        Envelope envelope =
                (Envelope) dialect.peek(RequestLine.of(Operation.CHAT), bytes, bytes.length);
        ArrayChunk chunk = new ArrayChunk(bytes);
        bodies.add(chunk);
        Call call =
                new Call(
                        dialect,
                        name -> "",
                        Carrier.BARE,
                        envelope,
                        chunk,
                        new RoutePlan("a/m", "direct", List.of(order), List.of()),
                        purse(envelope),
                        0,
                        loop.nanoTime(),
                        "gen-1",
                        new Deadlines.Table(Deadlines.USUAL, Map.of()),
                        caller,
                        attempts -> "");
        Dispatch.start(
                new Dispatch.Tools(
                        loop,
                        upstream,
                        Dialects.only(dialect),
                        key -> Carrier.BARE,
                        new Scratch(),
                        new Retries(loop),
                        new Drains(drains),
                        (endpoint, result) -> results.add(result),
                        TokenCounter.NONE,
                        defects::add),
                call,
                (ending, deliver) -> {
                    endings.add(ending);
                    deliver.run();
                });
        return this;
    }

    private Purse purse(Envelope envelope) {
        return new Till(loop, budgets)
                .open(
                        new Purse.Owner(
                                FakeBudgets.key(Money.ZERO),
                                (RouteRequest) RouteRequest.read(envelope),
                                PriceBooks.NONE,
                                Set.of(),
                                dialect::takesBound,
                                loop.epochMillis()));
    }

    /** How it ended; fails when it has not, or more than once, or holds on to something. */
    Ending ending() {
        if (endings.size() != 1) {
            throw new AssertionError("ended " + endings.size() + " times");
        }
        if (!bodies.getFirst().released()) {
            throw new AssertionError("the request's body is still held");
        }
        loop.pass(2_000);
        if (loop.pending() != 0) {
            throw new AssertionError(loop.pending() + " timers are left");
        }
        return endings.getFirst();
    }

    boolean hasEnded() {
        return !endings.isEmpty();
    }
}
