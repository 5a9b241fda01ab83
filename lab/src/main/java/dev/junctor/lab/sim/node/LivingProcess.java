package dev.junctor.lab.sim.node;

import dev.junctor.core.base.Money;
import dev.junctor.core.base.Seed;
import dev.junctor.core.catalog.Catalog;
import dev.junctor.core.dialect.Carrier;
import dev.junctor.core.dialect.Dialect;
import dev.junctor.core.dialect.Dialects;
import dev.junctor.core.dialect.Operation;
import dev.junctor.core.dialect.RequestLine;
import dev.junctor.core.dialect.openaichat.OpenAiChat;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.record.GenerationRecord;
import dev.junctor.core.route.Rejected;
import dev.junctor.core.route.Router;
import dev.junctor.core.route.Snapshot;
import dev.junctor.engine.Ask;
import dev.junctor.engine.Pipeline;
import dev.junctor.engine.Witness;
import dev.junctor.engine.admit.Admission;
import dev.junctor.engine.admit.Bounds;
import dev.junctor.engine.admit.Crowd;
import dev.junctor.engine.admit.KeyRing;
import dev.junctor.engine.dispatch.Dispatch;
import dev.junctor.engine.dispatch.Drains;
import dev.junctor.engine.dispatch.Retries;
import dev.junctor.engine.money.Budget;
import dev.junctor.engine.port.Ids;
import dev.junctor.engine.port.TokenCounter;
import dev.junctor.engine.relay.Scratch;
import dev.junctor.engine.snapshot.Worlds;
import dev.junctor.lab.sim.callers.SimCaller;
import dev.junctor.lab.sim.callers.Wish;
import dev.junctor.lab.sim.laws.SamePlan;
import dev.junctor.lab.sim.world.Dice;
import dev.junctor.lab.sim.world.Life;
import dev.junctor.lab.sim.world.SimChunk;
import dev.junctor.lab.sim.world.SimLoop;
import dev.junctor.lab.sim.world.Timeline;
import dev.junctor.server.journal.Journal;
import dev.junctor.server.journal.JournalOptions;
import dev.junctor.server.store.IdMaker;
import dev.junctor.server.store.PublicIds;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.Collectors;

/** A gateway's process from its start to its end: the wiring of the real parts, as in production. */
public final class LivingProcess {
    private static final int SEGMENT_BYTES = 64 << 10;

    private final Surroundings world;
    private final Life life = new Life();
    private final Life ticking = new Life();
    private final List<SimLoop> loops = new ArrayList<>();
    private final List<Pipeline> pipelines = new ArrayList<>();
    private final List<SimCaller> callers = new ArrayList<>();
    private final Dialect dialect = new OpenAiChat();
    private final Router router = new Router(Set.of(dialect.name()));
    private final Dice dice;
    private final Journal journal;
    private final Limits limits;
    private final Worlds worlds;
    private final Crowd crowd;
    private int serving;

    /**
     * Starts: first what the journal holds from before goes into the tables, then limits are read from these.
     *
     * @throws SQLException when the database does not answer
     */
    LivingProcess(Surroundings world, Machine machine) throws SQLException {
        this.world = world;
        this.dice = machine.dice();
        Scene scene = world.scene();
        int node = machine.number();
        this.journal =
                Journal.stepped(
                        machine.disk(),
                        new JournalOptions(scene.durability(), 2L * SEGMENT_BYTES, SEGMENT_BYTES),
                        world.database().watermark(node));
        if (world.database().isAway()) {
            throw new SQLException("the database is away");
        }
        SimLog.recover(journal, world.database(), node);
        this.limits = new Limits(world, machine, life, dice);
        SimLoop keeper = loop(machine, ticking, Timeline.Kind.TICK);
        this.crowd = new Crowd(() -> Bounds.NONE, keeper);
        this.worlds = new Worlds(scene.catalog(), scene.rules(), keeper);
        SimLog log = new SimLog(world, journal, node, life, dice, machine::crash);
        Ids ids = ids(new IdMaker(node, world.database().greatestId()));
        for (int i = 0; i < scene.loops(); i++) {
            SimLoop loop = loop(machine, life, Timeline.Kind.DEED);
            loops.add(loop);
            pipelines.add(pipeline(loop, ids, log));
        }
        worlds.start();
    }

    private SimLoop loop(Machine machine, Life of, Timeline.Kind kind) {
        return new SimLoop(
                world.timeline(),
                of,
                machine.clock(),
                new Dice(new Seed(dice.bits()), "loop"),
                kind);
    }

    private Ids ids(IdMaker rows) {
        PublicIds names = new PublicIds(new byte[PublicIds.KEY_BYTES]);
        return epochMillis -> {
            long row = rows.next(epochMillis);
            Ids.Id id = new Ids.Id(row, names.of(row));
            world.doings().named(serving, id.text());
            return id;
        };
    }

    private Pipeline pipeline(SimLoop loop, Ids ids, SimLog log) {
        Scene scene = world.scene();
        Map<Object, KeyRing.Entry> ring =
                scene.secrets().values().stream()
                        .map(key -> new KeyRing.Entry(key, Money.ZERO))
                        .collect(Collectors.toMap(entry -> entry.key().id(), Function.identity()));
        return new Pipeline(
                new Pipeline.Parts(
                        new Dispatch.Tools(
                                loop,
                                world.fleet().from(loop),
                                Dialects.only(dialect),
                                key -> Carrier.BARE,
                                new Scratch(),
                                new Retries(loop),
                                new Drains(scene.drains()),
                                worlds,
                                TokenCounter.NONE,
                                world.doings()::defect),
                        new Admission(id -> Optional.ofNullable(ring.get(id))),
                        crowd.entrance(loop),
                        worlds::world,
                        router,
                        limits,
                        scene::books,
                        ids,
                        log,
                        new Seen(world.doings())));
    }

    private record Seen(Doings doings) implements Witness {
        @Override
        public void refused(Fault fault, List<Rejected> rejected) {
            doings.refused(fault);
        }

        @Override
        public void started() {
            // known by its end
        }

        @Override
        public void ended(GenerationRecord record) {
            doings.ended(record);
        }

        @Override
        public void capped(GenerationRecord record, Money borne) {
            doings.capped(record, borne);
        }
    }

    /** Somebody asks here. */
    SimCaller serve(Wish wish, Consumer<SimCaller> over) {
        int place = dice.below(loops.size());
        SimLoop loop = loops.get(place);
        SimCaller caller = new SimCaller(wish, loop, world.timeline(), world.history(), over);
        callers.add(caller);
        loop.deliver(() -> {
            byte[] body = wish.bytes();
            Snapshot snapshot = worlds.get();
            SamePlan.check(wish, dialect, router, world.scene().rules().policy(), snapshot);
            serving = wish.number();
            pipelines
                    .get(place)
                    .serve(
                            new Ask(
                                    dialect,
                                    RequestLine.of(Operation.CHAT),
                                    wish.headers(),
                                    new SimChunk(body, life)),
                            caller);
        });
        return caller;
    }

    /** All its loops do nothing for a while. */
    void stall(long nanos) {
        loops.forEach(loop -> loop.stall(nanos));
    }

    /** It ends at once, and all that it knew is lost. */
    void die() {
        life.end();
        ticking.end();
        callers.forEach(SimCaller::crash);
    }

    /** A customer has paid in; the tables have it. */
    void credited(String account, Money amount) {
        limits.credited(account, amount);
    }

    /** Another catalog holds from now on. */
    void use(Catalog catalog) {
        var _ = worlds.use(catalog, world.scene().rules());
    }

    /** Ends in order: gives back what is leased. */
    public void close() {
        limits.close();
        ticking.end();
    }

    /** What it has not let go. */
    public Life life() {
        return life;
    }

    /** Its journal. */
    public Journal journal() {
        return journal;
    }

    /** Every limit that a request came under in it. */
    public Set<Budget> budgets() {
        return limits.seen();
    }
}
