package dev.junctor.lab.sim.world;

import java.util.Comparator;
import java.util.PriorityQueue;

/**
 * Virtual time: what is to happen, in order. Nothing happens but by {@link #step}, and nothing takes time but by being
 * put later.
 */
public final class Timeline {
    /** A millisecond, in the nanoseconds of virtual time. */
    public static final long MILLI = 1_000_000L;

    /** A second. */
    public static final long SECOND = 1_000 * MILLI;

    /** How a task counts. */
    public enum Kind {
        /** The world is not at rest while it is to come. */
        DEED,
        /** It comes again and again, as a clock ticks: the world may rest without it. */
        TICK
    }

    /** Something to come. */
    public static final class Task {
        private final long dueNanos;
        private final long order;
        private final Kind kind;
        private final Life life;
        private final Runnable run;
        private boolean over;

        private Task(long dueNanos, long order, Kind kind, Life life, Runnable run) {
            this.dueNanos = dueNanos;
            this.order = order;
            this.kind = kind;
            this.life = life;
            this.run = run;
        }
    }

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(
                    Comparator.<Task>comparingLong(task -> task.dueNanos)
                            .thenComparingLong(task -> task.order));
    private long now;
    private long order;
    private long deeds;
    private long steps;

    /** The moment, in nanoseconds since the world began. */
    public long now() {
        return now;
    }

    /** How many tasks have run. */
    public long steps() {
        return steps;
    }

    /** Whether nothing but ticks is to come. */
    public boolean isAtRest() {
        return deeds == 0;
    }

    /** Something to happen at a moment in a life; it does not when that has ended. */
    public Task at(long dueNanos, Kind kind, Life life, Runnable run) {
        Task task = new Task(Math.max(dueNanos, now), order++, kind, life, run);
        tasks.add(task);
        deeds += kind == Kind.DEED ? 1 : 0;
        return task;
    }

    /** It will not happen; false when it has, or was called off before. */
    public boolean cancel(Task task) {
        if (task.over) {
            return false;
        }
        task.over = true;
        deeds -= task.kind == Kind.DEED ? 1 : 0;
        return true;
    }

    /** Lets the next thing happen; false when there is none. */
    public boolean step() {
        Task task = tasks.poll();
        while (task != null && task.over) {
            task = tasks.poll();
        }
        if (task == null) {
            return false;
        }
        now = task.dueNanos;
        cancel(task);
        if (task.life.isAlive()) {
            steps++;
            task.run.run();
        }
        return true;
    }
}
