package dev.junctor.lab.sim.world;

import dev.junctor.engine.port.Chunk;
import dev.junctor.engine.port.EventLoop;
import java.util.Arrays;

/**
 * One event loop of a process on virtual time. What is handed to it comes in the order in which it was handed over, a
 * little later, so that loops overtake one another; now and then it is busy for long.
 */
public final class SimLoop implements EventLoop {
    private static final int LONGEST_HAND_OVER_NANOS = 60_000;

    private final Timeline timeline;
    private final Life life;
    private final WallClock clock;
    private final Dice dice;
    private final Timeline.Kind kind;
    private final long sinceNanos;
    private long handedOver;
    private long busyUntil;

    /**
     * @param kind of everything that is to come on it
     */
    public SimLoop(Timeline timeline, Life life, WallClock clock, Dice dice, Timeline.Kind kind) {
        this.timeline = timeline;
        this.life = life;
        this.clock = clock;
        this.dice = dice;
        this.kind = kind;
        this.sinceNanos = dice.between(0, 1L << 50);
    }

    @Override
    public long nanoTime() {
        return sinceNanos + timeline.now();
    }

    @Override
    public long epochMillis() {
        return clock.epochMillis();
    }

    @Override
    public long random() {
        return dice.bits();
    }

    @Override
    public Timer schedule(long delayNanos, Runnable task) {
        life.timers(1);
        Timeline.Task[] own = new Timeline.Task[1];
        own[0] =
                timeline.at(
                        timeline.now() + Math.max(0, delayNanos),
                        kind,
                        life,
                        () -> {
                            life.timers(-1);
                            run(task);
                        });
        return () -> life.timers(timeline.cancel(own[0]) ? -1 : 0);
    }

    @Override
    public void execute(Runnable task) {
        handedOver = Math.max(handedOver, timeline.now() + dice.below(LONGEST_HAND_OVER_NANOS));
        timeline.at(handedOver, kind, life, () -> run(task));
    }

    /** Does something on this loop as soon as it is not busy. */
    private void run(Runnable task) {
        if (timeline.now() < busyUntil) {
            timeline.at(busyUntil, kind, life, () -> run(task));
        } else {
            task.run();
        }
    }

    /** Something on the way from outside: from a connection, in the order in which it came. */
    public void deliver(Runnable task) {
        run(task);
    }

    /** Does nothing for a while, as in a long collection of garbage. */
    public void stall(long nanos) {
        busyUntil = Math.max(busyUntil, timeline.now() + nanos);
    }

    /** The process that it belongs to. */
    public Life life() {
        return life;
    }

    @Override
    public Chunk chunk(byte[] array, int from, int to) {
        return new SimChunk(Arrays.copyOfRange(array, from, to), life);
    }
}
