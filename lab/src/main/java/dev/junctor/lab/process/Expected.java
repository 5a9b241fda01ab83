package dev.junctor.lab.process;

import dev.junctor.lab.process.Cell.Form;
import dev.junctor.simulator.fault.Disturbance;
import dev.junctor.simulator.fault.Phase;
import java.util.Map;

/**
 * How a cell of the matrix is documented to end (docs/limits.md), when nobody else can be asked.
 *
 * @param status of the answer's head
 * @param inBand code of the error inside a stream that had begun; 0 for none
 * @param billing state of the bill in the record
 * @param legible whether the body can be read, when the status is 200
 */
record Expected(int status, int inBand, String billing, Legible legible) {
    /** Whether a caller can read a body. */
    enum Legible {
        YES,
        NO
    }

    private static final int OK = 200;
    private static final int BROKEN = 502;
    private static final int LATE = 504;
    private static final String COMPLETE = "complete";
    private static final String VOID = "void";

    /** What a provider's status means to a caller: its key and its failures are not the caller's. */
    private static final Map<Integer, Integer> BY_STATUS =
            Map.ofEntries(
                    Map.entry(400, 400),
                    Map.entry(401, BROKEN),
                    Map.entry(402, BROKEN),
                    Map.entry(403, BROKEN),
                    Map.entry(404, 404),
                    Map.entry(408, LATE),
                    Map.entry(413, 413),
                    Map.entry(422, 422),
                    Map.entry(429, 429),
                    Map.entry(499, BROKEN),
                    Map.entry(500, BROKEN),
                    Map.entry(502, BROKEN),
                    Map.entry(503, 503),
                    Map.entry(504, LATE),
                    Map.entry(524, LATE),
                    Map.entry(529, 503));

    /** What an error without a status of its own means: its type and code are read. */
    private static final Map<Integer, Integer> BY_NAME =
            Map.of(402, 429, 413, 400, 422, 400, 499, 400);

    static Expected of(Cell cell) {
        if (cell.phase() == Phase.USUAL) {
            boolean silent = cell.disturbance() instanceof Disturbance.NoUsage;
            return new Expected(OK, 0, silent ? "estimated" : COMPLETE, Legible.YES);
        }
        if (isGarbageInText(cell)) {
            return new Expected(OK, 0, COMPLETE, Legible.NO);
        }
        int end = end(cell);
        if (end == OK) {
            return new Expected(OK, 0, COMPLETE, Legible.YES);
        }
        boolean begun =
                cell.form() == Form.STREAM
                        && (cell.phase() == Phase.MID_STREAM || cell.phase() == Phase.AFTER_USAGE);
        return begun
                ? new Expected(OK, end, VOID, Legible.YES)
                : new Expected(end, 0, VOID, Legible.YES);
    }

    /** Text of a whole answer passes as it came, and only its JSON is looked at: bytes that are no UTF-8 pass as well. */
    private static boolean isGarbageInText(Cell cell) {
        return cell.disturbance() instanceof Disturbance.Garbage
                && cell.form() == Form.UNARY
                && cell.phase() == Phase.MID_STREAM;
    }

    /** Whether the caller gets all of it. */
    boolean isWhole() {
        return status == OK && inBand == 0 && legible == Legible.YES;
    }

    /** Whether it ended like this. */
    boolean isMetBy(Ending ending) {
        return ending.status() == status
                && ending.inBand() == inBand
                && ending.billing().equals(billing)
                && (ending.done() == Ending.Done.YES) == isWhole();
    }

    /** The status that the fault means at its moment; 200 when it does no harm. */
    private static int end(Cell cell) {
        boolean first = cell.phase() == Phase.BEFORE_HEAD;
        boolean told = cell.phase() == Phase.AFTER_USAGE;
        boolean stream = cell.form() == Form.STREAM;
        return switch (cell.disturbance()) {
            case Disturbance.Refusal refusal ->
                    first
                            ? BY_STATUS.getOrDefault(refusal.complaint().status(), BROKEN)
                            : inside(refusal.complaint().status(), cell);
            case Disturbance.HtmlPage page ->
                    first
                            ? BY_STATUS.getOrDefault(page.status(), BROKEN)
                            : told && stream ? OK : BROKEN;
            case Disturbance.ErrorInside inside -> BROKEN;
            case Disturbance.ErrorEvent event -> BROKEN;
            // all is told, and the body ends in order
            case Disturbance.EmptyBody empty -> told ? OK : BROKEN;
            case Disturbance.BrokenJson broken -> told ? OK : BROKEN;
            case Disturbance.CutBeforeHead cut -> BROKEN;
            case Disturbance.CutAfterHead cut -> BROKEN;
            case Disturbance.CutMidStream cut -> BROKEN;
            case Disturbance.Hang hang -> LATE;
            case Disturbance.Stall stall -> LATE;
            case Disturbance.SlowFirstByte slow -> OK;
            case Disturbance.SlowAfterHead slow -> OK;
            // between two events it is nothing; within the JSON of a whole answer it is the end of
            // it
            case Disturbance.Garbage garbage -> stream ? OK : BROKEN;
            case Disturbance.SlowTokens slow -> OK;
            case Disturbance.NoUsage none -> OK;
            case Disturbance.WrongUsage wrong -> OK;
            case Disturbance.OneBytePackets packets -> OK;
            case Disturbance.HugeChunk huge -> OK;
            case Disturbance.Burst burst -> OK;
            case Disturbance.NoDone done -> OK;
            case Disturbance.CrLf lines -> OK;
            case Disturbance.Comments comments -> OK;
        };
    }

    /** An error within a body: alone it is read; behind a part of a whole answer it is only a broken body. */
    private static int inside(int status, Cell cell) {
        if (cell.form() == Form.UNARY && cell.phase() != Phase.AFTER_HEAD) {
            return BROKEN;
        }
        int named = BY_NAME.getOrDefault(status, 0);
        return named != 0 ? named : BY_STATUS.getOrDefault(status, BROKEN);
    }
}
