package dev.junctor.lab.process;

import dev.junctor.simulator.fault.Disturbance;
import dev.junctor.simulator.fault.Phase;
import java.util.ArrayList;
import java.util.List;

/**
 * One fault of a provider, at one moment of one form of answer.
 *
 * @param phase {@link Phase#USUAL} for a fault that lasts from the first byte to the end
 */
record Cell(String fault, Disturbance disturbance, Phase phase, Form form) {
    private static final List<Phase> MOMENTS =
            List.of(Phase.BEFORE_HEAD, Phase.AFTER_HEAD, Phase.MID_STREAM, Phase.AFTER_USAGE);

    /** Form of an answer. */
    enum Form {
        UNARY,
        STREAM
    }

    /** Every fault at every moment at which there is such a thing. */
    static List<Cell> all() {
        List<Cell> cells = new ArrayList<>();
        for (String fault : Disturbance.names()) {
            Disturbance disturbance = Disturbance.named(fault).orElseThrow();
            for (Form form : Form.values()) {
                if (lasts(disturbance)) {
                    cells.add(new Cell(fault, disturbance, Phase.USUAL, form));
                    continue;
                }
                for (Phase phase : MOMENTS) {
                    if (phase != Phase.BEFORE_HEAD || happensBeforeTheHead(disturbance)) {
                        cells.add(new Cell(fault, disturbance, phase, form));
                    }
                }
            }
        }
        return cells;
    }

    private static boolean lasts(Disturbance disturbance) {
        return switch (disturbance) {
            case Disturbance.SlowTokens slow -> true;
            case Disturbance.NoUsage none -> true;
            case Disturbance.WrongUsage wrong -> true;
            case Disturbance.OneBytePackets packets -> true;
            case Disturbance.HugeChunk huge -> true;
            case Disturbance.Burst burst -> true;
            case Disturbance.NoDone done -> true;
            case Disturbance.CrLf lines -> true;
            case Disturbance.Comments comments -> true;
            case Disturbance.Instead instead -> false;
            case Disturbance.CutAfterHead cut -> false;
            case Disturbance.CutMidStream cut -> false;
            case Disturbance.SlowFirstByte slow -> false;
            case Disturbance.SlowAfterHead slow -> false;
            case Disturbance.Stall stall -> false;
            case Disturbance.ErrorEvent event -> false;
            case Disturbance.Garbage garbage -> false;
            case Disturbance.BrokenJson broken -> false;
        };
    }

    /** What is part of a body, or comes behind a head, has no place before one. */
    private static boolean happensBeforeTheHead(Disturbance disturbance) {
        return disturbance instanceof Disturbance.Instead
                || disturbance instanceof Disturbance.SlowFirstByte;
    }

    /** The body of the request that orders it, from one provider and nobody else. */
    String request(String provider) {
        return "{\"model\":\""
                + House.MODEL
                + "\",\"stream\":"
                + (form == Form.STREAM)
                + ",\"provider\":{\"only\":[\""
                + provider
                + "\"]},\"messages\":[{\"role\":\"user\",\"content\":\"Tell me of ships\"}],"
                + "\"simulator\":{\"fault\":\""
                + fault
                + "\",\"phase\":\""
                + phase.text()
                + "\""
                + (waits() ? ",\"delay_ms\":20" : "")
                + "}}";
    }

    /** Waits that are to be survived are short; those that are not have no end. */
    private boolean waits() {
        return disturbance instanceof Disturbance.SlowFirstByte
                || disturbance instanceof Disturbance.SlowAfterHead
                || disturbance instanceof Disturbance.SlowTokens
                || disturbance instanceof Disturbance.Comments;
    }

    @Override
    public String toString() {
        return fault + " " + phase.text() + " " + form;
    }
}
