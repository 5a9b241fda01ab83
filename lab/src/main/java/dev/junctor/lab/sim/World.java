package dev.junctor.lab.sim;

import dev.junctor.core.base.Money;
import dev.junctor.core.base.Seed;
import dev.junctor.core.catalog.Catalog;
import dev.junctor.core.record.GenerationRecord;
import dev.junctor.engine.admit.ApiKey;
import dev.junctor.lab.sim.callers.SimCaller;
import dev.junctor.lab.sim.callers.Wish;
import dev.junctor.lab.sim.callers.Workload;
import dev.junctor.lab.sim.fleet.Fleet;
import dev.junctor.lab.sim.laws.Auditor;
import dev.junctor.lab.sim.node.LivingProcess;
import dev.junctor.lab.sim.node.Machine;
import dev.junctor.lab.sim.node.Scene;
import dev.junctor.lab.sim.node.Surroundings;
import dev.junctor.lab.sim.store.SimDatabase;
import dev.junctor.lab.sim.world.Broken;
import dev.junctor.lab.sim.world.Dice;
import dev.junctor.lab.sim.world.History;
import dev.junctor.lab.sim.world.Law;
import dev.junctor.lab.sim.world.Life;
import dev.junctor.lab.sim.world.Timeline;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;

/** One seed's world from its beginning until it has come to rest. */
public final class World {
    private static final long MOST_STEPS = 3_000_000;
    private static final long LONGEST_NANOS = 1_000 * Timeline.SECOND;
    private static final int MOST_TRIES = 3;

    /** A node that was not heard leases nothing and returns nothing; so long after the outage it is heard. */
    private static final long HEARD_WITHIN = 12 * Timeline.SECOND;

    private static final int REPEATED_ONE_IN = 16;

    private final Timeline timeline = new Timeline();
    private final Life life = new Life();
    private final Scene scene;
    private final Dice dice;
    private final History history;
    private final Auditor auditor;
    private final SimDatabase database;
    private final Fleet fleet;
    private final List<Machine> machines = new ArrayList<>();
    private final List<SimCaller> callers = new ArrayList<>();
    private int wishes;

    private World(Seed seed, History.Telling telling) {
        this.scene = Scene.of(seed);
        this.dice = new Dice(seed, "world");
        this.history = new History(timeline, telling);
        this.auditor = new Auditor(scene);
        List<ApiKey> keys = List.copyOf(scene.secrets().values());
        this.database = new SimDatabase(timeline, scene.outages(), keys);
        this.fleet =
                new Fleet(
                        timeline,
                        new Dice(seed, "fleet"),
                        scene.catalog(),
                        3 * Scene.SPAN_NANOS,
                        history);
        auditor.watch(fleet);
    }

    /** Runs a seed's world, silently; when a law is broken, once more, to tell how; and now and then to see it repeated. */
    public static Outcome run(long seed) {
        Outcome outcome = new World(new Seed(seed), History.Telling.SILENT).outcome(seed);
        if (outcome.broken().isEmpty() && seed % REPEATED_ONE_IN != 0) {
            return outcome;
        }
        Outcome again = new World(new Seed(seed), History.Telling.NARRATED).outcome(seed);
        return outcome.digest().equals(again.digest()) ? again : again.notTheSame();
    }

    private Outcome outcome(long seed) {
        Optional<Broken> broken = Optional.empty();
        try {
            live();
        } catch (Broken law) {
            broken = Optional.of(law);
        } catch (RuntimeException error) {
            Broken law = new Broken(Law.RESOURCES, "an error in the program: " + error);
            law.initCause(error);
            broken = Optional.of(law);
        }
        return new Outcome(
                seed,
                digest(),
                callers.size(),
                fleet.coverage(),
                broken,
                broken.map(law -> history.of(law.request())).orElse(List.of()));
    }

    private void live() {
        scene.deposits().forEach(database::deposit);
        Surroundings surroundings =
                new Surroundings(scene, timeline, fleet, database, history, auditor);
        for (int number = 1; number <= scene.nodes(); number++) {
            Machine machine = new Machine(surroundings, number);
            machines.add(machine);
            machine.begin();
        }
        List<Wish> all =
                Workload.of(
                        new Dice(scene.seed(), "workload"),
                        scene.catalog(),
                        List.copyOf(scene.secrets().keySet()),
                        scene.nodes());
        wishes = all.size();
        all.forEach(wish -> timeline.at(wish.atNanos(), Timeline.Kind.DEED, life, () -> ask(wish)));
        operate();
        while (!timeline.isAtRest()) {
            timeline.step();
            auditor.step(machines);
            Broken.unless(
                    timeline.steps() < MOST_STEPS && timeline.now() < LONGEST_NANOS,
                    Law.LIVENESS,
                    -1,
                    "the world does not come to rest");
        }
        database.heal();
        auditor.rest(callers, machines, database);
        long heardAgain = timeline.now() + HEARD_WITHIN;
        while (timeline.now() < heardAgain && timeline.step()) {
            auditor.step(machines);
        }
        machines.forEach(machine -> machine.process().ifPresent(LivingProcess::close));
        auditor.books(database, callers);
    }

    /** What people do meanwhile: customers pay in, and the catalog changes under running requests. */
    private void operate() {
        while (dice.oneIn(2)) {
            String account = dice.pick(List.copyOf(scene.lines().keySet()));
            Money amount = new Money(dice.between(100_000, 50_000_000));
            later(() -> {
                if (!database.isAway()) {
                    database.deposit(account, amount);
                    machines.forEach(machine -> machine.credited(account, amount));
                }
            });
        }
        while (dice.oneIn(3)) {
            Catalog smaller = scene.without(dice.below(100));
            later(() -> machines.forEach(machine -> machine.use(smaller)));
            later(() -> machines.forEach(machine -> machine.use(scene.catalog())));
        }
    }

    private void later(Runnable task) {
        timeline.at(dice.between(0, Scene.SPAN_NANOS), Timeline.Kind.DEED, life, task);
    }

    private void ask(Wish wish) {
        history.tell(
                wish.number(),
                () -> "asks node " + (wish.node() + 1) + ", " + wish.manner() + ": " + wish.body());
        machines.get(wish.node()).serve(wish, this::over).ifPresent(callers::add);
    }

    private void over(SimCaller caller) {
        auditor.over(caller, database);
        Wish wish = caller.wish();
        boolean again =
                caller.ending() == SimCaller.End.CRASHED
                        || caller.ending() == SimCaller.End.ABORTED
                        || caller.status() == 429
                        || caller.status() >= 500;
        if (wish.manner() instanceof Wish.Manner.AsksAgain && again && wish.tries() < MOST_TRIES) {
            long at = timeline.now() + dice.between(100, 3_000) * Timeline.MILLI;
            Wish next = wish.again(wishes++, at, dice.below(scene.nodes()));
            timeline.at(at, Timeline.Kind.DEED, life, () -> ask(next));
        }
    }

    /** Of all that was seen and kept: the same seed gives the same, on every machine. */
    private String digest() {
        Digest digest = new Digest();
        digest.add(timeline.steps() + " " + timeline.now());
        for (SimCaller caller : callers) {
            digest.add(caller.wish().number() + " " + caller.status() + " " + caller.ending());
            digest.add(caller.endedNanos() + " " + caller.body());
        }
        for (GenerationRecord record : auditor.settled()) {
            digest.add(record.publicId() + " " + record.cost() + " " + record.outcome());
            digest.add(record.usage() + " " + record.attempts() + " " + record.durationMillis());
        }
        digest.add(new TreeMap<>(database.balances()).toString());
        return digest.hex();
    }
}
