package dev.junctor.lab.sim.laws;

import dev.junctor.core.base.Money;
import dev.junctor.core.catalog.Quirks;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.record.GenerationRecord;
import dev.junctor.core.record.Outcome;
import dev.junctor.engine.money.Budget;
import dev.junctor.lab.sim.callers.SimCaller;
import dev.junctor.lab.sim.fleet.Attempt;
import dev.junctor.lab.sim.fleet.Fleet;
import dev.junctor.lab.sim.node.Doings;
import dev.junctor.lab.sim.node.LivingProcess;
import dev.junctor.lab.sim.node.Machine;
import dev.junctor.lab.sim.node.Scene;
import dev.junctor.lab.sim.store.SimDatabase;
import dev.junctor.lab.sim.world.Broken;
import dev.junctor.lab.sim.world.Law;
import dev.junctor.lab.sim.world.Timeline;
import dev.junctor.server.journal.Durability;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Looks over everything that happens in a world, and reckons again what must be. */
public final class Auditor implements Doings {
    /** A second that is promised, and what a busy loop may add. */
    private static final long CANCELLED_WITHIN = 4 * Timeline.SECOND;

    /** What a busy loop, a slow disk and its retries may add to a deadline. */
    private static final long SLACK = 20 * Timeline.SECOND;

    private final Scene scene;
    private final Privacy privacy;
    private final ChargeLaws charges;
    private final Map<String, Integer> requests = new HashMap<>();
    private final Map<Integer, String> names = new HashMap<>();
    private final Map<String, GenerationRecord> appended = new HashMap<>();
    private final Map<String, GenerationRecord> ended = new HashMap<>();
    private final List<GenerationRecord> inOrder = new ArrayList<>();
    private Optional<Fleet> fleet = Optional.empty();
    private long refusals;

    public Auditor(Scene scene) {
        this.scene = scene;
        this.privacy = new Privacy(scene.secrets().keySet());
        this.charges = new ChargeLaws(scene.catalog());
    }

    /** Lets it see what providers did. */
    public void watch(Fleet providers) {
        fleet = Optional.of(providers);
    }

    /** The watch over what is said. */
    public Privacy privacy() {
        return privacy;
    }

    private List<Attempt> attemptsOf(int request) {
        List<Attempt> found = new ArrayList<>();
        for (Attempt attempt : fleet.orElseThrow().attempts()) {
            if (attempt.request() == request) {
                found.add(attempt);
            }
        }
        return found;
    }

    private int requestOf(GenerationRecord record) {
        return requests.getOrDefault(record.publicId(), -1);
    }

    @Override
    public void named(int request, String publicId) {
        Integer before = requests.put(publicId, request);
        if (before != null) {
            // Of the request before nothing was written down: a crash took it, and the clock was
            // set back.
            names.remove(before);
            appended.remove(publicId);
        }
        names.put(request, publicId);
    }

    @Override
    public void refused(Fault fault) {
        refusals++;
    }

    @Override
    public void appended(GenerationRecord record) {
        Broken.unless(
                appended.put(record.publicId(), record) == null,
                Law.MONEY,
                requestOf(record),
                "it was settled twice");
        privacy.check(requestOf(record), "the record", record.toString());
        charges.check(requestOf(record), record, attemptsOf(requestOf(record)));
        inOrder.add(record);
    }

    @Override
    public void ended(GenerationRecord record) {
        ended.put(record.publicId(), record);
    }

    @Override
    public void capped(GenerationRecord record, Money borne) {
        if (record.outcome() == Outcome.SERVED) {
            ChargeLaws.checkBorne(requestOf(record), borne, attemptsOf(requestOf(record)));
        }
    }

    @Override
    public void defect(RuntimeException defect) {
        privacy.check(-1, "an error", String.valueOf(defect.getMessage()));
        if (!(defect instanceof ArithmeticException)) { // of usage that no bill can be made of
            Broken broken = new Broken(Law.RESOURCES, "an error in the program: " + defect);
            broken.initCause(defect);
            throw broken;
        }
    }

    /** After each step: nobody has less than nothing, and nothing is held that was not taken. */
    public void step(List<Machine> machines) {
        for (Machine machine : machines) {
            if (machine.process().isPresent()) {
                for (Budget budget : machine.process().get().budgets()) {
                    Broken.unless(
                            budget.bounds() == Budget.Bounds.ENDLESS || budget.left() >= 0,
                            Law.MONEY,
                            -1,
                            "a limit is overspent: " + budget);
                }
            }
        }
    }

    /** The caller has its answer, or never will. */
    public void over(SimCaller caller, SimDatabase database) {
        if (caller.ending() == SimCaller.End.COMPLETE
                && caller.status() == 200
                && scene.durability() == Durability.DATABASE) {
            String name = caller.field("x-generation-id");
            GenerationRecord record = appended.get(name);
            Broken.unless(
                    record == null
                            || record.cost().equals(Money.ZERO)
                            || database.find(name).isPresent(),
                    Law.MONEY,
                    caller.wish().number(),
                    "an answer ended before its charge was in the database");
        }
    }

    /** When the world has come to rest: of each request, what it got, what it costs, when it ended. */
    public void rest(List<SimCaller> callers, List<Machine> machines, SimDatabase database) {
        for (SimCaller caller : callers) {
            int number = caller.wish().number();
            List<Attempt> attempts = attemptsOf(number);
            Optional<GenerationRecord> record =
                    Optional.ofNullable(appended.get(names.getOrDefault(number, "")));
            new AnswerLaws(caller, attempts, record).check();
            record.ifPresent(one -> ChargeLaws.checkAbandoned(number, one, attempts));
            inTime(caller, machines);
            tries(caller, attempts);
            durable(caller, record, machines, database);
        }
        long crashes = machines.stream().mapToLong(Machine::crashes).sum();
        Broken.unless(
                crashes > 0 || requests.size() == refusals + appended.size(),
                Law.MONEY,
                -1,
                "of "
                        + requests.size()
                        + " requests "
                        + refusals
                        + " were refused and "
                        + appended.size()
                        + " settled");
        Broken.unless(
                crashes > 0 || ended.size() == appended.size(),
                Law.LIVENESS,
                -1,
                "a request was settled and nobody was told");
        machines.forEach(machine -> machine.process().ifPresent(Auditor::nothingIsLeft));
        if (scene.nodes() == 1) {
            machines.getFirst()
                    .process()
                    .ifPresent(process -> new BookLaws(scene, database).checkLeft(process));
        }
    }

    private void inTime(SimCaller caller, List<Machine> machines) {
        Broken.unless(
                caller.ending() != SimCaller.End.OPEN,
                Law.LIVENESS,
                caller.wish().number(),
                "it never ended");
        long allowed =
                scene.rules().deadlines().usual().total()
                        + SLACK
                        + 4 * scene.forceNanos()
                        + machines.stream().mapToLong(one -> one.disk().outageNanos()).sum()
                        + (scene.durability() == Durability.DATABASE ? scene.outageNanos() : 0);
        Broken.unless(
                caller.endedNanos() - caller.askedNanos() <= allowed,
                Law.LIVENESS,
                caller.wish().number(),
                "it ended long after its deadline");
    }

    /** Who is asked, and until when. */
    private void tries(SimCaller caller, List<Attempt> attempts) {
        int number = caller.wish().number();
        boolean left = caller.ending() == SimCaller.End.LEFT;
        for (int i = 0; i < attempts.size(); i++) {
            Attempt attempt = attempts.get(i);
            Broken.unless(
                    i == attempts.size() - 1 || !attempt.isTheLast(),
                    Law.LIVENESS,
                    number,
                    "somebody else was asked after a refusal that is final");
            Broken.unless(
                    attempt.openedNanos() <= caller.headNanos(),
                    Law.BYTES,
                    number,
                    "somebody else was asked after the answer had begun");
            if (left) {
                Broken.unless(
                        attempt.openedNanos() <= caller.endedNanos() + CANCELLED_WITHIN,
                        Law.RESOURCES,
                        number,
                        "a provider was asked for a caller that had left");
                boolean stops =
                        scene.provider(attempt.provider()).quirks().cancelStopsBill()
                                == Quirks.CancelStopsBill.YES;
                Broken.unless(
                        !stops
                                || (!attempt.isOpen()
                                        && attempt.closedNanos()
                                                <= Math.max(
                                                                caller.endedNanos(),
                                                                attempt.openedNanos())
                                                        + CANCELLED_WITHIN),
                        Law.RESOURCES,
                        number,
                        "a provider went on for a caller that had left");
            }
        }
    }

    /** A charged answer that a caller has whole is never lost, whatever crashed. */
    private void durable(
            SimCaller caller,
            Optional<GenerationRecord> record,
            List<Machine> machines,
            SimDatabase database) {
        boolean whole =
                caller.ending() == SimCaller.End.COMPLETE
                        && record.isPresent()
                        && record.get().outcome() == Outcome.SERVED;
        boolean crashed = machines.stream().anyMatch(machine -> machine.crashes() > 0);
        boolean mayBeLost =
                crashed
                        && (scene.durability() == Durability.RELAXED
                                || record.map(GenerationRecord::cost)
                                        .filter(Money.ZERO::equals)
                                        .isPresent());
        Broken.unless(
                !whole || mayBeLost || database.find(record.get().publicId()).isPresent(),
                Law.MONEY,
                caller.wish().number(),
                "an answer was delivered whole, and its charge is lost");
    }

    private static void nothingIsLeft(LivingProcess process) {
        unlessLeft(process.life().chunks() == 0, process.life().chunks() + " parts of bytes");
        unlessLeft(process.life().timers() == 0, process.life().timers() + " timers");
        unlessLeft(process.journal().depths().unappliedEntries() == 0, "unapplied entries");
        unlessLeft(process.journal().depths().waitingEntries() == 0, "unwritten entries");
        for (Budget budget : process.budgets()) {
            Broken.unless(budget.held() == 0, Law.MONEY, -1, "a hold is left: " + budget);
        }
    }

    private static void unlessLeft(boolean holds, String what) {
        Broken.unless(holds, Law.RESOURCES, -1, "left at rest: " + what);
    }

    /** After all leases are returned: what the books say. */
    public void books(SimDatabase database, List<SimCaller> callers) {
        new BookLaws(scene, database).check();
        Drained.check(scene, fleet.orElseThrow().attempts(), callers);
    }

    /** What was settled, in its order. */
    public List<GenerationRecord> settled() {
        return List.copyOf(inOrder);
    }
}
