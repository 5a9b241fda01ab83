package dev.junctor.lab.sim.node;

import dev.junctor.core.record.GenerationRecord;
import dev.junctor.engine.port.DurableLog;
import dev.junctor.engine.port.EventLoop;
import dev.junctor.lab.sim.store.PowerLoss;
import dev.junctor.lab.sim.store.SimDatabase;
import dev.junctor.lab.sim.world.Dice;
import dev.junctor.lab.sim.world.Life;
import dev.junctor.lab.sim.world.Timeline;
import dev.junctor.server.journal.Entry;
import dev.junctor.server.journal.Journal;
import java.sql.SQLException;
import java.util.List;

/** The real journal, driven on virtual time, and the way from it into the tables. */
final class SimLog implements DurableLog {
    private static final int GROUP = 64;

    private final Surroundings world;
    private final Journal journal;
    private final int node;
    private final Life life;
    private final Dice dice;
    private final Runnable dies;
    private List<Entry> read = List.of();
    private boolean writes;
    private boolean applies;

    /**
     * @param dies what happens when the power goes
     */
    SimLog(Surroundings world, Journal journal, int node, Life life, Dice dice, Runnable dies) {
        this.world = world;
        this.journal = journal;
        this.node = node;
        this.life = life;
        this.dice = dice;
        this.dies = dies;
    }

    @Override
    public Room room() {
        return journal.room();
    }

    @Override
    public void append(GenerationRecord record, EventLoop loop, Runnable written) {
        world.doings().appended(record);
        journal.append(record, loop, written);
        write(world.scene().forceNanos());
    }

    private void write(long afterNanos) {
        if (!writes) {
            writes = true;
            later(afterNanos, this::step);
        }
    }

    private void later(long nanos, Runnable task) {
        world.timeline().at(world.timeline().now() + nanos, Timeline.Kind.DEED, life, task);
    }

    private void step() {
        writes = false;
        try {
            if (!journal.step()) {
                write(Timeline.SECOND);
            }
            apply(200 * Timeline.MILLI);
        } catch (PowerLoss loss) {
            dies.run();
        }
    }

    private void apply(long afterNanos) {
        if (!applies) {
            applies = true;
            later(afterNanos, this::bring);
        }
    }

    private void bring() {
        applies = false;
        SimDatabase database = world.database();
        if (read.isEmpty()) {
            read = journal.read(GROUP);
        }
        if (read.isEmpty()) {
            return;
        }
        try {
            database.apply(node, read, SimDatabase.Source.IN_USE);
        } catch (SQLException away) {
            apply(Timeline.SECOND);
            return;
        }
        if (dice.oneIn(150)) {
            dies.run(); // the tables have them, and the journal does not know
            return;
        }
        journal.applied(read.getLast().sequence());
        read = List.of();
        apply(200 * Timeline.MILLI);
    }

    /**
     * Brings into the tables what a crash left in a journal.
     *
     * @throws SQLException when the database does not answer
     */
    static void recover(Journal journal, SimDatabase database, int node) throws SQLException {
        for (List<Entry> left = journal.read(GROUP); !left.isEmpty(); left = journal.read(GROUP)) {
            database.apply(node, left, SimDatabase.Source.LEFT_BY_A_CRASH);
            journal.applied(left.getLast().sequence());
        }
    }
}
