package dev.junctor.lab.sim.node;

import dev.junctor.core.base.Money;
import dev.junctor.core.catalog.Catalog;
import dev.junctor.lab.sim.callers.SimCaller;
import dev.junctor.lab.sim.callers.Wish;
import dev.junctor.lab.sim.store.PowerLoss;
import dev.junctor.lab.sim.store.SimDisk;
import dev.junctor.lab.sim.world.Dice;
import dev.junctor.lab.sim.world.History;
import dev.junctor.lab.sim.world.Life;
import dev.junctor.lab.sim.world.Timeline;
import dev.junctor.lab.sim.world.WallClock;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.Consumer;

/** One machine: its disk and its clock outlive the processes that run on it one after another. */
public final class Machine {
    private static final long RESTART_NANOS = Timeline.SECOND;

    private final Surroundings world;
    private final int number;
    private final WallClock clock;
    private final WallClock clockOfDatabase;
    private final SimDisk disk;
    private final Dice dice;
    private final Life forEver = new Life();
    private Optional<LivingProcess> process = Optional.empty();
    private int crashes;

    /**
     * @param number from 1
     */
    public Machine(Surroundings world, int number) {
        this.world = world;
        this.number = number;
        this.dice = new Dice(world.scene().seed(), "machine" + number);
        this.clock = new WallClock(world.timeline(), dice.between(-2_000, 2_000));
        this.clockOfDatabase = new WallClock(world.timeline(), 0);
        this.disk =
                new SimDisk(
                        world.timeline(),
                        new Dice(world.scene().seed(), "disk" + number),
                        Scene.diskOutages(dice));
    }

    /** Starts it, and decides what will happen to it. */
    public void begin() {
        start();
        if (dice.oneIn(3)) {
            at(dice.between(0, Scene.SPAN_NANOS), this::crash);
        }
        if (dice.oneIn(4)) {
            disk.losePowerAfter(dice.between(0, 30));
        }
        while (dice.oneIn(3)) {
            long millis = dice.between(-90_000, 90_000);
            at(
                    dice.between(0, Scene.SPAN_NANOS),
                    () -> {
                        tell("its clock is set by " + millis + " ms");
                        clock.set(millis);
                    });
        }
        while (dice.oneIn(3)) {
            long stall = dice.between(1, 1_500) * Timeline.MILLI;
            at(
                    dice.between(0, Scene.SPAN_NANOS),
                    () -> process.ifPresent(living -> living.stall(stall)));
        }
    }

    private void at(long nanos, Runnable task) {
        world.timeline().at(nanos, Timeline.Kind.DEED, forEver, task);
    }

    private void tell(String what) {
        world.history().tell(History.WORLD, () -> "machine " + number + ": " + what);
    }

    private void start() {
        if (process.isPresent()) {
            return; // the power went twice before it could start
        }
        try {
            process = Optional.of(new LivingProcess(world, this));
            tell("its process has started");
        } catch (SQLException | IllegalStateException away) {
            at(world.timeline().now() + RESTART_NANOS, this::start);
        } catch (PowerLoss loss) {
            crash();
        }
    }

    /** The power goes: memory is lost, and of the disk what was not forced. It starts again a little later. */
    void crash() {
        crashes++;
        tell("the power goes");
        process.ifPresent(LivingProcess::die);
        process = Optional.empty();
        disk.crash();
        at(world.timeline().now() + dice.between(1, 15) * Timeline.SECOND, this::start);
    }

    /** A customer has paid in; the tables have it. */
    public void credited(String account, Money amount) {
        process.ifPresent(living -> living.credited(account, amount));
    }

    /** Another catalog holds from now on, until the process ends. */
    public void use(Catalog catalog) {
        process.ifPresent(living -> living.use(catalog));
    }

    /** Somebody asks here. */
    public Optional<SimCaller> serve(Wish wish, Consumer<SimCaller> over) {
        return process.map(living -> living.serve(wish, over));
    }

    /** The process that runs; empty between a crash and the next start. */
    public Optional<LivingProcess> process() {
        return process;
    }

    /** From 1. */
    public int number() {
        return number;
    }

    /** How often it has crashed. */
    public int crashes() {
        return crashes;
    }

    /** Its disk. */
    public SimDisk disk() {
        return disk;
    }

    Dice dice() {
        return dice;
    }

    WallClock clock() {
        return clock;
    }

    WallClock clockOfDatabase() {
        return clockOfDatabase;
    }
}
