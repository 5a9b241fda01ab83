package dev.junctor.lab.sim.fleet;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** How often each trouble struck in each phase of an answer, whole or streamed. */
public final class Coverage {
    private record Cell(Trouble trouble, Phase phase, Form form) {}

    private final Map<Cell, Long> counts = new HashMap<>();

    /** It struck. */
    void struck(Trouble trouble, Phase phase, Form form) {
        counts.merge(new Cell(trouble, phase, form), 1L, Long::sum);
    }

    /** Adds what another world met. */
    public void add(Coverage other) {
        other.counts.forEach((cell, count) -> counts.merge(cell, count, Long::sum));
    }

    /** What can be met and was not, as {@code trouble at phase, form}. */
    public List<String> missing() {
        List<String> missing = new ArrayList<>();
        for (Trouble trouble : Trouble.values()) {
            for (Phase phase : trouble.phases()) {
                for (Form form : Form.values()) {
                    if (trouble.happensTo(form, phase) && count(trouble, phase, form) == 0) {
                        missing.add(trouble + " at " + phase + ", " + form);
                    }
                }
            }
        }
        return missing;
    }

    private long count(Trouble trouble, Phase phase, Form form) {
        return counts.getOrDefault(new Cell(trouble, phase, form), 0L);
    }

    /** A table: a row for each trouble, a column for each phase, whole answers / streams. */
    public List<String> table() {
        List<String> lines = new ArrayList<>();
        StringBuilder head = new StringBuilder(String.format("%-17s", "whole/stream"));
        for (Phase phase : Phase.values()) {
            head.append(String.format("%17s", name(phase)));
        }
        lines.add(head.toString());
        for (Trouble trouble : Trouble.values()) {
            StringBuilder line = new StringBuilder(String.format("%-17s", name(trouble)));
            for (Phase phase : Phase.values()) {
                String cell =
                        trouble.phases().contains(phase)
                                ? cell(trouble, phase, Form.WHOLE)
                                        + "/"
                                        + cell(trouble, phase, Form.STREAM)
                                : "";
                line.append(String.format("%17s", cell));
            }
            lines.add(line.toString());
        }
        return lines;
    }

    private String cell(Trouble trouble, Phase phase, Form form) {
        return trouble.happensTo(form, phase) ? Long.toString(count(trouble, phase, form)) : "-";
    }

    private static String name(Enum<?> word) {
        return word.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    }
}
