package dev.junctor.server;

import dev.junctor.core.catalog.Catalog;
import dev.junctor.core.dialect.Dialects;
import dev.junctor.core.route.Router;
import dev.junctor.engine.Pipeline;
import dev.junctor.engine.admit.Admission;
import dev.junctor.engine.admit.Bounds;
import dev.junctor.engine.admit.Crowd;
import dev.junctor.engine.admit.Entrance;
import dev.junctor.engine.admit.KeyRing;
import dev.junctor.engine.dispatch.Dispatch;
import dev.junctor.engine.dispatch.Drains;
import dev.junctor.engine.dispatch.Retries;
import dev.junctor.engine.port.DurableLog;
import dev.junctor.engine.port.Ids;
import dev.junctor.engine.relay.Scratch;
import dev.junctor.engine.snapshot.Worlds;
import dev.junctor.server.api.Api;
import dev.junctor.server.api.ApiParts;
import dev.junctor.server.cli.Cli;
import dev.junctor.server.config.Changes;
import dev.junctor.server.config.Config;
import dev.junctor.server.config.ProviderAccess;
import dev.junctor.server.config.Telemetry;
import dev.junctor.server.http.Doors;
import dev.junctor.server.http.Front;
import dev.junctor.server.http.NettyLoop;
import dev.junctor.server.http.ServedDialects;
import dev.junctor.server.secret.KeyMaker;
import dev.junctor.server.store.Account;
import dev.junctor.server.store.IdMaker;
import dev.junctor.server.store.PublicIds;
import dev.junctor.server.store.Store;
import dev.junctor.server.telemetry.LoopLag;
import dev.junctor.server.telemetry.Metrics;
import dev.junctor.server.telemetry.OtlpTraces;
import dev.junctor.server.telemetry.TraceSink;
import dev.junctor.server.tokens.Vocabularies;
import dev.junctor.server.upstream.ProviderDoors;
import dev.junctor.server.upstream.WireUpstream;
import dev.junctor.wire.Clients;
import dev.junctor.wire.Listener;
import dev.junctor.wire.Loops;
import dev.junctor.wire.Service;
import io.netty.buffer.PooledByteBufAllocator;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.security.SecureRandom;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
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
    private static final Logger LOG = LoggerFactory.getLogger(Gateway.class);

    /** Answers that one loop reads on with when their callers are gone. */
    private static final int MOST_DRAINS = 1_000;

    private final Store store;
    private final Metrics metrics = new Metrics();
    private final TraceSink traces;
    private final AtomicInteger underWay = new AtomicInteger();
    private final AtomicInteger loopsSeen = new AtomicInteger();
    private final Worlds worlds;
    private final Bounds bounds;
    private final Crowd crowd;
    private final Reload reload;
    private final ProviderDoors providers;
    private final List<Line> lines = new CopyOnWriteArrayList<>();
    private final Ids ids;
    private final Clients clients;
    private final Doors doors;
    private final Dialects dialects = ServedDialects.all();
    private final Router router = new Router(dialects.names());
    private final EventLoopGroup loops = Loops.start(Runtime.getRuntime().availableProcessors());
    private final ExecutorService blocking = Executors.newVirtualThreadPerTaskExecutor();
    private final Vocabularies vocabularies = new Vocabularies(blocking);
    private final Listener listener;
    private final String url;
    private volatile String notReady = "";

    private Gateway(Changes.Whole whole, Source source, Store store, long startedMillis) {
        Config config = whole.config();
        this.providers = new ProviderDoors(whole.providers());
        this.store = store;
        this.ids = ids(store.ids(), store.publicIds());
        this.traces = traces(config.telemetry());
        metrics.watchRecords(store.records()::queued, store.recording().applier()::refused);
        metrics.watchTraces(traces::dropped);
        this.bounds = Settings.bounds(config);
        this.crowd = new Crowd(() -> bounds, new NettyLoop(loops.next()));
        metrics.watchCrowd(crowd);
        this.worlds =
                new Worlds(
                        whole.providers().catalog(),
                        Settings.rules(config),
                        new NettyLoop(loops.next()));
        this.reload = new Reload(source, store, worlds, providers, whole, startedMillis);
        this.clients = Clients.with(Settings.client(config));
        metrics.watchRequests(underWay::get, clients::waiting);
        this.doors = new Doors(Api.doors(apiParts()));
        this.listener = Listener.open(loops, Settings.listener(config), this::front);
        metrics.watchConnections(
                listener::callers, PooledByteBufAllocator.DEFAULT::pinnedDirectMemory);
        this.url = Settings.url(config, listener.port());
        worlds.start();
        store.onNodeLost(this::nodeLost);
        var _ =
                loops.next()
                        .scheduleWithFixedDelay(
                                () -> blocking.execute(this::forget), 1, 60, TimeUnit.MINUTES);
    }

    private void forget() {
        int days = reload.present().config().retentionDays();
        try {
            if (days > 0) {
                store.retention().forget(days, System.currentTimeMillis());
            }
        } catch (RuntimeException failed) {
            LOG.warn("{}; it is tried again in an hour", failed.getMessage());
        }
    }

    /** Two processes with one number would write over each other: this one takes nothing more. */
    private void nodeLost() {
        notReady = "another process has this node's number";
        store.records().stop();
        LOG.error(
                "another process has this node's number, so no more requests are taken: a data"
                        + " folder was copied and both copies run; stop one and give it a new folder");
    }

    /** Opens a gateway whose configuration stays as it is, see {@link #open(Config, ProviderAccess, Source)}. */
    public static Gateway open(Config config, ProviderAccess providers) {
        return open(config, providers, Source.FIXED);
    }

    /**
     * Opens the store and begins to listen.
     *
     * @param source where the configuration is read again when it is to be reloaded
     *
     * @throws dev.junctor.server.store.StoreException when the data folder cannot be used
     * @throws dev.junctor.wire.AddressInUse when somebody else listens there
     */
    public static Gateway open(Config config, ProviderAccess providers, Source source) {
        long startedMillis = System.currentTimeMillis();
        Store store =
                Store.open(config.data(), Settings.database(config), Settings.journal(config));
        try {
            store.accounts().declare(Settings.declaredAccounts(config));
            store.priceBooks().declare(config.priceBooks());
            Reload.unmet(config, providers.catalog()).forEach(LOG::warn);
            store.keys().declare(Settings.declaredKeys(config, startedMillis));
            store.limits()
                    .start(
                            store.keys().list().stream().map(KeyRing.Entry::key).toList(),
                            store.accounts().list().stream().map(Account::id).toList());
            return new Gateway(new Changes.Whole(config, providers), source, store, startedMillis);
        } catch (RuntimeException refused) {
            store.close();
            throw refused;
        }
    }

    /** All that stands behind the listener on one event loop. */
    private Service front(EventLoop nettyLoop) {
        NettyLoop loop = new NettyLoop(nettyLoop);
        Entrance entrance = crowd.entrance(loop);
        LoopLag lag = metrics.loopLag(loopsSeen.getAndIncrement());
        LagWatch.start(
                loop,
                late -> {
                    lag.record(late);
                    entrance.late(late);
                });
        Dispatch.Tools tools =
                new Dispatch.Tools(
                        loop,
                        new WireUpstream(
                                clients.on(nettyLoop), providers, "junctor/" + Cli.version()),
                        dialects,
                        store.carriers(),
                        new Scratch(),
                        new Retries(loop),
                        new Drains(MOST_DRAINS),
                        worlds,
                        vocabularies,
                        defect -> LOG.error("a request met an error in Junctor", defect));
        Pipeline pipeline =
                new Pipeline(
                        new Pipeline.Parts(
                                tools,
                                new Admission(store.keys()),
                                entrance,
                                worlds::world,
                                router,
                                store.limits().budgets(),
                                store.priceBooks()::current,
                                ids,
                                store.records(),
                                new Telling(metrics, traces, underWay)));
        lines.add(new Line(loop, pipeline));
        return new Front(doors, pipeline, dialects, blocking);
    }

    /** Without an address nothing of OpenTelemetry is loaded. */
    private static TraceSink traces(Telemetry telemetry) {
        return telemetry.otlpEndpoint().isEmpty()
                ? TraceSink.NONE
                : OtlpTraces.open(
                        telemetry.otlpEndpoint(), telemetry.otlpHeaders(), telemetry.traceRatio());
    }

    /** A database that is away costs freshness; where there is no room for charges nothing can be taken. */
    private ApiParts.Readiness readiness() {
        if (!notReady.isEmpty()) {
            return new ApiParts.Readiness.NotReady(notReady);
        }
        if (store.records().room() == DurableLog.Room.NONE) {
            return new ApiParts.Readiness.NotReady("charges cannot be written down");
        }
        return store.recording().applier().failing()
                ? new ApiParts.Readiness.Degraded(
                        "the database cannot be written; charges wait in the journal")
                : new ApiParts.Readiness.Ready();
    }

    private ApiParts apiParts() {
        StoreBooks books = new StoreBooks(store.books(), store.postings());
        SecureRandom chance = new SecureRandom();
        return new ApiParts(
                worlds,
                router,
                () -> worlds.world().rules().policy(),
                dialects,
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
                reload,
                this::readiness,
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
        return reload.present().providers().catalog();
    }

    /** Reads the configuration again; its log tells what came of it. */
    public void reload() {
        try {
            reload.reload();
        } catch (RuntimeException failed) {
            LOG.error("reload: it failed, and the old configuration holds", failed);
        }
    }

    /** Takes no more requests, lets running ones end as long as they may, then closes everything. */
    @Override
    public void close() {
        notReady = "shutting down";
        new Drain(listener, lines, blocking, store).run(reload.present().config().shutdown());
        clients.close();
        loops.shutdownGracefully(0, 500, TimeUnit.MILLISECONDS).syncUninterruptibly();
        traces.close();
        store.close();
    }
}
