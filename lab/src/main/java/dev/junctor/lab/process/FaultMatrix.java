package dev.junctor.lab.process;

import dev.junctor.simulator.fault.Disturbance;
import dev.junctor.simulator.fault.Phase;
import java.io.IOException;
import java.io.PrintStream;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Every fault of a provider at every moment of an answer: how it ends for the caller, and what it costs. */
final class FaultMatrix {
    private static final int CALLERS = 32;
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private final House house;
    private final Findings findings;

    FaultMatrix(House house, Findings findings) {
        this.house = house;
        this.findings = findings;
    }

    /** Goes through all of it, and prints a line for each form of answer and moment. */
    void run(PrintStream out) throws InterruptedException {
        List<Cell> cells = new ArrayList<>(Cell.all());
        cells.sort(
                Comparator.comparing(FaultMatrix::endsByItself)); // who waits longest begins first
        Map<Cell, Ending> endings = new ConcurrentHashMap<>();
        Ledger before = Ledger.of(house);
        Queue<Cell> left = new ConcurrentLinkedQueue<>(cells);
        List<Thread> callers = new ArrayList<>();
        for (int i = 0; i < CALLERS; i++) {
            String provider = house.providers().get(i % house.providers().size());
            callers.add(Thread.ofVirtual().start(() -> ask(left, provider, endings)));
        }
        for (Thread caller : callers) {
            caller.join();
        }
        findings.expect(
                house.comesToRest(PATIENCE), "after the matrix something is held or under way");
        endings.forEach(this::check);
        before.addsUp(Ledger.of(house), List.copyOf(endings.values()), findings);
        print(cells, endings, out);
    }

    private void ask(Queue<Cell> left, String provider, Map<Cell, Ending> endings) {
        Cell cell = left.poll();
        while (cell != null) {
            try (Talk talk = house.talk()) {
                Talk.Reply reply = talk.ask("POST", House.CHAT, House.KEY, cell.request(provider));
                String id = reply.field("X-Generation-Id");
                endings.put(cell, Ending.of(reply, house.generation(id)));
            } catch (IOException | RuntimeException gone) {
                findings.expect(false, cell + ": no answer, " + gone);
            }
            cell = left.poll();
        }
    }

    private static boolean endsByItself(Cell cell) {
        return !(cell.disturbance() instanceof Disturbance.Hang
                || cell.disturbance() instanceof Disturbance.Stall);
    }

    private void check(Cell cell, Ending ending) {
        Expected expected = Expected.of(cell);
        boolean whole = expected.isWhole();
        findings.expect(
                expected.isMetBy(ending),
                cell + ": expected " + expected + ", but it was " + ending);
        if (whole) {
            boolean charged =
                    ending.cost().signum() > 0
                            && !ending.told().isEmpty()
                            && ending.cost().compareTo(new BigDecimal(ending.told())) == 0;
            findings.expect(charged, cell + ": told and charged differ: " + ending);
        } else if (expected.legible() == Expected.Legible.YES) {
            findings.expect(ending.cost().signum() == 0, cell + ": charged: " + ending);
        }
    }

    private void print(List<Cell> cells, Map<Cell, Ending> endings, PrintStream out) {
        out.println("answer  moment       faults    200  in-band error  4xx  5xx  as documented");
        for (Cell.Form form : Cell.Form.values()) {
            Map<Phase, List<Cell>> rows = new EnumMap<>(Phase.class);
            cells.stream()
                    .filter(cell -> cell.form() == form)
                    .forEach(cell ->
                            rows.computeIfAbsent(cell.phase(), p -> new ArrayList<>()).add(cell));
            rows.forEach((phase, row) -> out.println(line(form, phase, row, endings)));
        }
    }

    private static String line(
            Cell.Form form, Phase phase, List<Cell> row, Map<Cell, Ending> endings) {
        int good = 0;
        int inBand = 0;
        int refused = 0;
        int failed = 0;
        int as = 0;
        for (Cell cell : row) {
            Ending ending = endings.get(cell);
            if (ending == null) {
                continue;
            }
            boolean ok = ending.status() == 200;
            good += ok && ending.inBand() == 0 ? 1 : 0;
            inBand += ending.inBand() != 0 ? 1 : 0;
            refused += ending.status() / 100 == 4 ? 1 : 0;
            failed += ending.status() / 100 == 5 ? 1 : 0;
            as += Expected.of(cell).isMetBy(ending) ? 1 : 0;
        }
        return "%-7s %-12s %6d %6d %14d %4d %4d %14d"
                .formatted(
                        form.name().toLowerCase(Locale.ROOT),
                        phase == Phase.USUAL ? "all along" : phase.text(),
                        row.size(),
                        good,
                        inBand,
                        refused,
                        failed,
                        as);
    }
}
