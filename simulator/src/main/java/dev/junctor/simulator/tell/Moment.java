package dev.junctor.simulator.tell;

import dev.junctor.simulator.ask.Complaint;
import dev.junctor.simulator.fault.Complaints;
import dev.junctor.simulator.fault.Disturbance;
import dev.junctor.simulator.fault.ErrorBodies;
import dev.junctor.simulator.fault.FaultOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** A fault that happens at a moment of one's choice in an answer whose head has gone; pure. */
final class Moment {
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final Telling telling;
    private final FaultOrder order;
    private final List<Deed> pieces;

    /**
     * @param pieces the undisturbed answer: a head, parts, an end
     */
    Moment(Telling telling, FaultOrder order, List<Deed> pieces) {
        this.telling = telling;
        this.order = order;
        this.pieces = List.copyOf(pieces);
    }

    private record Happening(List<Deed> deeds, Rest rest) {}

    private enum Rest {
        FOLLOWS,
        NEVER_COMES
    }

    /**
     * The disturbed answer; empty for a fault that is no matter of a moment.
     *
     * @param middle how many pieces come before a fault in the middle
     */
    Optional<List<Deed>> deeds(int middle) {
        return happening()
                .map(happening -> {
                    int at =
                            switch (order.phase()) {
                                case AFTER_HEAD -> afterHead();
                                case AFTER_USAGE -> afterUsage();
                                case USUAL, BEFORE_HEAD, MID_STREAM -> middle;
                            };
                    List<Deed> deeds = new ArrayList<>(pieces.subList(0, at));
                    deeds.addAll(happening.deeds);
                    if (happening.rest == Rest.FOLLOWS) {
                        deeds.addAll(pieces.subList(at, pieces.size()));
                    }
                    return deeds;
                });
    }

    private int afterHead() {
        int at = 0;
        while (!(pieces.get(at) instanceof Deed.Head)) {
            at++;
        }
        return at + 1;
    }

    private int afterUsage() {
        int at = pieces.size();
        while (isEnd(pieces.get(at - 1))) {
            at--;
        }
        return at;
    }

    private boolean isEnd(Deed deed) {
        boolean last = deed instanceof Deed.Say say && say.step() instanceof Step.Done;
        boolean bare = telling.voice().usageMoment() == Voice.UsageMoment.BEFORE_END;
        return deed instanceof Deed.End || deed instanceof Deed.Pause || (last && bare);
    }

    private Optional<Happening> happening() {
        return switch (order.disturbance()) {
            case Disturbance.Refusal refusal -> ends(error(refusal.complaint(), telling));
            case Disturbance.HtmlPage page -> ends(raw(ErrorBodies.page(page.status())));
            case Disturbance.EmptyBody empty -> ends();
            case Disturbance.ErrorInside inside -> ends(error(failure(), telling));
            case Disturbance.ErrorEvent event -> ends(error(failure(), telling));
            case Disturbance.BrokenJson broken -> ends(broken(telling));
            case Disturbance.CutBeforeHead cut -> cut();
            case Disturbance.CutAfterHead cut -> cut();
            case Disturbance.CutMidStream cut -> cut();
            case Disturbance.Hang hang -> silence();
            case Disturbance.Stall stall -> order.delayMillis() > 0 ? late() : silence();
            case Disturbance.SlowFirstByte slow -> late();
            case Disturbance.SlowAfterHead slow -> late();
            case Disturbance.Garbage garbage -> goesOn(garbage().toArray(Deed[]::new));
            case Disturbance.SlowTokens slow -> Optional.empty();
            case Disturbance.NoUsage none -> Optional.empty();
            case Disturbance.WrongUsage wrong -> Optional.empty();
            case Disturbance.OneBytePackets packets -> Optional.empty();
            case Disturbance.HugeChunk huge -> Optional.empty();
            case Disturbance.Burst burst -> Optional.empty();
            case Disturbance.NoDone done -> Optional.empty();
            case Disturbance.CrLf lines -> Optional.empty();
            case Disturbance.Comments comments -> Optional.empty();
        };
    }

    private Optional<Happening> cut() {
        return Optional.of(new Happening(List.of(pause(1), new Deed.Cut()), Rest.NEVER_COMES));
    }

    private static Optional<Happening> silence() {
        return Optional.of(
                new Happening(List.of(new Deed.Turn(), new Deed.Silence()), Rest.NEVER_COMES));
    }

    private Optional<Happening> late() {
        return goesOn(pause(Disturber.SLOW_MILLIS));
    }

    private static Optional<Happening> goesOn(Deed... deeds) {
        return Optional.of(new Happening(List.of(deeds), Rest.FOLLOWS));
    }

    private static Optional<Happening> ends(Deed... deeds) {
        List<Deed> all = new ArrayList<>(List.of(deeds));
        all.add(new Deed.End());
        return Optional.of(new Happening(all, Rest.NEVER_COMES));
    }

    private Deed pause(long usualMillis) {
        return new Deed.Pause(order.delayOr(usualMillis) * NANOS_PER_MILLI);
    }

    static Complaint failure() {
        return Complaints.ofStatus(500).orElseThrow();
    }

    /** Bytes that are neither UTF-8 nor JSON nor an event. */
    static List<Deed> garbage() {
        byte[] bytes = new byte[96];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (0x80 + i * 37 % 0x80);
        }
        return List.of(new Deed.Raw(bytes), raw("\n\n"));
    }

    /** An event that breaks off; in a whole answer the end alone does that. */
    static Deed broken(Telling telling) {
        return raw(Performance.isStream(telling) ? telling.voice().broken(telling) : "");
    }

    /** An error among what is told, in the provider's form. */
    static Deed error(Complaint complaint, Telling telling) {
        return Performance.isStream(telling)
                ? new Deed.Say(new Step.Failure(complaint))
                : raw(ErrorBodies.json(complaint, telling.habits().errors()));
    }

    private static Deed raw(String text) {
        return new Deed.Raw(text.getBytes(StandardCharsets.UTF_8));
    }
}
