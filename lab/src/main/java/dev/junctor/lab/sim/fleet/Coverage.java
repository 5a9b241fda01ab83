package dev.junctor.lab.sim.fleet;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** How often each trouble struck in each phase of an answer, whole or streamed. */
public final class Coverage {
    private final long[][][] counts = new long[Trouble.values().length][Phase.values().length][2];

    /** It struck. */
    void struck(Trouble trouble, Phase phase, Form form) {
        counts[trouble.ordinal()][phase.ordinal()][form.ordinal()]++;
    }

    /** Adds what another world met. */
    public void add(Coverage other) {
        for (int i = 0; i < counts.length; i++) {
            for (int k = 0; k < counts[i].length; k++) {
                counts[i][k][0] += other.counts[i][k][0];
                counts[i][k][1] += other.counts[i][k][1];
            }
        }
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
        return counts[trouble.ordinal()][phase.ordinal()][form.ordinal()];
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
