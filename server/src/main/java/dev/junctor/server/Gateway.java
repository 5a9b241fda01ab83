package dev.junctor.server;

import dev.junctor.core.catalog.Catalog;
import dev.junctor.core.dialect.Dialect;
import dev.junctor.core.dialect.openaichat.OpenAiChat;
import dev.junctor.core.money.PriceBook;
import dev.junctor.core.route.Router;
import dev.junctor.engine.Pipeline;
import dev.junctor.engine.Rules;
import dev.junctor.engine.admit.Admission;
import dev.junctor.engine.admit.KeyRing;
import dev.junctor.engine.dispatch.Dispatch;
import dev.junctor.engine.dispatch.Drains;
import dev.junctor.engine.dispatch.Retries;
import dev.junctor.engine.port.Ids;
import dev.junctor.engine.relay.Scratch;
import dev.junctor.engine.snapshot.Worlds;
import dev.junctor.server.api.Api;
import dev.junctor.server.api.ApiParts;
import dev.junctor.server.api.PriceBookRoutes;
import dev.junctor.server.cli.Cli;
import dev.junctor.server.config.Config;
import dev.junctor.server.config.ProviderAccess;
import dev.junctor.server.config.Telemetry;
import dev.junctor.server.http.Doors;
import dev.junctor.server.http.Front;
import dev.junctor.server.http.NettyLoop;
import dev.junctor.server.secret.KeyMaker;
import dev.junctor.server.store.Account;
import dev.junctor.server.store.IdMaker;
import dev.junctor.server.store.PublicIds;
import dev.junctor.server.store.Store;
import dev.junctor.server.telemetry.Metrics;
import dev.junctor.server.telemetry.OtlpTraces;
import dev.junctor.server.telemetry.TraceSink;
import dev.junctor.server.upstream.WireUpstream;
import dev.junctor.wire.Clients;
import dev.junctor.wire.Listener;
import dev.junctor.wire.Loops;
import dev.junctor.wire.Service;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running gateway. This is the wiring: read from top to bottom it says what the process is made of.
 */
public final class Gateway implements AutoCloseable {
    private static final Duration DRAIN = Duration.ofSeconds(4);
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

    /** Answers that one loop reads on with when their callers are gone. */
    private static final int MOST_DRAINS = 1_000;

    private final Store store;
    private final Metrics metrics = new Metrics();
    private final TraceSink traces;
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger loopsSeen = new AtomicInteger();
    private final Worlds worlds;
    private final Rules rules;
    private final ProviderAccess providers;
    private final Ids ids;
    private final Clients clients;
    private final Doors doors;
    private final Dialect dialect = new OpenAiChat();
    private final Router router = new Router(Set.of(dialect.name()));
    private final EventLoopGroup loops = Loops.start(Runtime.getRuntime().availableProcessors());
    private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    private final Listener listener;
    private final String url;
    private volatile ApiParts.Readiness readiness = new ApiParts.Readiness.Ready();

    private Gateway(Config config, ProviderAccess providers, Store store) {
        this.providers = providers;
        this.store = store;
        this.rules = Settings.rules(config);
        this.ids = ids(store.ids(), store.publicIds());
        this.traces = traces(config.telemetry());
        metrics.watchRecords(store.records()::queued, store.recording().applier()::refused);
        metrics.watchTraces(traces::dropped);
        this.worlds = new Worlds(providers.catalog(), new NettyLoop(loops.next()));
        this.clients = Clients.with(Settings.client(config));
        metrics.watchRequests(underWay::get, clients::waiting);
        this.doors = new Doors(Api.doors(apiParts()));
        this.listener = Listener.open(loops, Settings.listener(config), this::front);
        metrics.watchConnections(
                listener::callers, PooledByteBufAllocator.DEFAULT::pinnedDirectMemory);
        this.url = Settings.url(config, listener.port());
        worlds.start();
        store.onNodeLost(this::nodeLost);
        if (config.retentionDays() > 0) {
            var _ =
                    loops.next()
                            .scheduleWithFixedDelay(
                                    () -> blocking.execute(() -> forget(config.retentionDays())),
                                    1,
                                    60,
                                    TimeUnit.MINUTES);
        }
    }

    private void forget(int days) {
        try {
            store.retention().forget(days, System.currentTimeMillis());
        } catch (RuntimeException failed) {
            LOG.warn("{}; it is tried again in an hour", failed.getMessage());
        }
    }

    /** Two processes with one number would write over each other: this one takes nothing more. */
    private void nodeLost() {
        readiness = new ApiParts.Readiness.NotReady("another process has this node's number");
        store.records().stop();
        LOG.error(
                "another process has this node's number, so no more requests are taken: a data"
                        + " folder was copied and both copies run; stop one and give it a new folder");
    }

    /**
     * Opens the store and begins to listen.
     *
     * @throws dev.junctor.server.store.StoreException when the data folder cannot be used
     * @throws dev.junctor.wire.AddressInUse when somebody else listens there
     */
    public static Gateway open(Config config, ProviderAccess providers) {
        Store store =
                Store.open(config.data(), Settings.database(config), Settings.journal(config));
        try {
            store.accounts().declare(Settings.declaredAccounts(config));
            store.priceBooks().declare(config.priceBooks());
            warn(config, providers.catalog());
            store.keys().declare(Settings.declaredKeys(config, System.currentTimeMillis()));
            store.limits()
                    .start(
                            store.keys().list().stream().map(KeyRing.Entry::key).toList(),
                            store.accounts().list().stream().map(Account::id).toList());
            return new Gateway(config, providers, store);
        } catch (RuntimeException refused) {
            store.close();
            throw refused;
        }
    }

    /** A pattern that meets nothing may be a slip of the pen, or wait for what comes. */
    private static void warn(Config config, Catalog catalog) {
        for (PriceBook book : config.priceBooks()) {
            PriceBookRoutes.unmet(book, catalog)
                    .forEach(sentence -> LOG.warn("price book {}: {}", book.name(), sentence));
        }
    }

    /** All that stands behind the listener on one event loop. */
    private Service front(EventLoop nettyLoop) {
        NettyLoop loop = new NettyLoop(nettyLoop);
        LagWatch.start(loop, metrics.loopLag(loopsSeen.getAndIncrement()));
        Dispatch.Tools tools =
                new Dispatch.Tools(
                        loop,
                        new WireUpstream(
                                clients.on(nettyLoop), this::accessTo, "junctor/" + Cli.version()),
                        dialect,
                        new Scratch(),
                        new Retries(loop),
                        new Drains(MOST_DRAINS),
                        worlds,
                        defect -> LOG.error("a request met an error in Junctor", defect));
        Pipeline pipeline =
                new Pipeline(
                        new Pipeline.Parts(
                                tools,
                                new Admission(store.keys()),
                                worlds,
                                () -> rules,
                                router,
                                store.limits().budgets(),
                                store.priceBooks()::current,
                                ids,
                                store.records(),
                                new Telling(metrics, traces, underWay)));
        return new Front(doors, pipeline, dialect, blocking);
    }

    /** Without an address nothing of OpenTelemetry is loaded. */
    private static TraceSink traces(Telemetry telemetry) {
        return telemetry.otlpEndpoint().isEmpty()
                ? TraceSink.NONE
                : OtlpTraces.open(
                        telemetry.otlpEndpoint(), telemetry.otlpHeaders(), telemetry.traceRatio());
    }

    /** A provider that needs neither key nor header is not listed. */
    private ProviderAccess.Access accessTo(String provider) {
        return providers.bySlug().getOrDefault(provider, ProviderAccess.Access.OPEN);
    }

    private ApiParts apiParts() {
        StoreBooks books = new StoreBooks(store.books(), store.postings());
        SecureRandom chance = new SecureRandom();
        return new ApiParts(
                worlds,
                router,
                rules::policy,
                dialect,
                Set.of(dialect.name()),
                store.keys(),
                new KeyMaker(chance),
                store.accounts(),
                store.priceBooks(),
                books,
                books,
                store.limits().live(),
                store.generations(),
                store.activity(),
                metrics::scrape,
                () -> readiness,
                Cli.version(),
                System::currentTimeMillis,
                chance::nextLong);
    }

    private static Ids ids(IdMaker rows, PublicIds names) {
        return epochMillis -> {
            long row = rows.next(epochMillis);
            return new Ids.Id(row, names.of(row));
        };
    }

    /** Where it listens, without a path. */
    public String url() {
        return url;
    }

    /** Keys and records. */
    public Store store() {
        return store;
    }

    /** What is offered. */
    public Catalog catalog() {
        return providers.catalog();
    }

    /** Takes no more requests, lets running ones end for four seconds, then closes everything. */
    @Override
    public void close() {
        readiness = new ApiParts.Readiness.NotReady("shutting down");
        listener.drain(DRAIN);
        blocking.shutdown();
        clients.close();
        loops.shutdownGracefully(0, 500, TimeUnit.MILLISECONDS).syncUninterruptibly();
        traces.close();
        store.close();
    }
}
