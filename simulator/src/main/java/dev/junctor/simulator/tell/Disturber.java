package dev.junctor.simulator.tell;

import dev.junctor.simulator.ask.Complaint;
import dev.junctor.simulator.fault.Disturbance;
import dev.junctor.simulator.fault.ErrorBodies;
import dev.junctor.simulator.fault.FaultOrder;
import dev.junctor.simulator.fault.Phase;
import dev.junctor.simulator.habit.ErrorShape;
import dev.junctor.simulator.habit.Habits;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Turns a performance into one where something goes wrong; pure, like the performance itself. */
public final class Disturber {
    private static final long NANOS_PER_MILLI = 1_000_000;
    static final long SLOW_MILLIS = 10_000;
    private static final long SLOW_TOKEN_MILLIS = 500;
    private static final long COMMENT_MILLIS = 100;
    private static final int COMMENTS = 3;

    private final Telling telling;
    private final Latency latency;
    private final FaultOrder order;

    private Disturber(Telling telling, Latency latency, FaultOrder order) {
        this.telling = telling;
        this.latency = latency;
        this.order = order;
    }

    /** What is done instead of an answer. */
    public static List<Deed> instead(
            Disturbance.Instead disturbance, FaultOrder order, ErrorShape shape) {
        List<Deed> deeds = new ArrayList<>();
        if (order.delayMillis() > 0) {
            deeds.add(new Deed.Pause(order.delayMillis() * NANOS_PER_MILLI));
        }
        deeds.add(
                switch (disturbance) {
                    case Disturbance.Refusal refusal ->
                            refusal(refusal.complaint(), shape, order.retryAfterSeconds());
                    case Disturbance.HtmlPage page ->
                            plain(page.status(), "text/html", ErrorBodies.page(page.status()));
                    case Disturbance.EmptyBody empty ->
                            plain(empty.status(), "application/json", "");
                    case Disturbance.ErrorInside inside ->
                            plain(
                                    200,
                                    "application/json",
                                    ErrorBodies.json(Moment.failure(), shape));
                    case Disturbance.CutBeforeHead cut -> new Deed.Cut();
                    case Disturbance.Hang hang -> new Deed.Silence();
                });
        return deeds;
    }

    private static Deed plain(int status, String contentType, String body) {
        return new Deed.Answer(
                status,
                body.getBytes(StandardCharsets.UTF_8),
                List.of("Content-Type", contentType));
    }

    /**
     * An error as an answer of its own.
     *
     * @param retryAfterSeconds when to come again; 0 for what is usual with its status
     */
    public static Deed.Answer refusal(
            Complaint complaint, ErrorShape shape, long retryAfterSeconds) {
        return new Deed.Answer(
                complaint.status(),
                ErrorBodies.bytes(complaint, shape, retryAfterSeconds),
                List.of(ErrorBodies.fields(complaint, shape, retryAfterSeconds)));
    }

    /**
     * The answer with the fault at the moment that its order names; empty for a fault that is no matter of a moment, and
     * for one before the head, where it happens instead of an answer.
     */
    public static Optional<Performance> at(Telling telling, Latency latency, FaultOrder order) {
        if (order.phase() == Phase.USUAL || order.phase() == Phase.BEFORE_HEAD) {
            return Optional.empty();
        }
        Disturber disturber = new Disturber(telling, latency, order);
        List<Deed> pieces = disturber.pieces();
        return new Moment(telling, order, pieces)
                .deeds(disturber.breakAt(pieces))
                .map(deeds -> new Performance(telling, deeds));
    }

    /** The disturbed performance. */
    public static Performance disturbed(
            Disturbance.Within disturbance, Telling telling, Latency latency, FaultOrder order) {
        return new Disturber(telling, latency, order).performance(disturbance);
    }

    private Performance performance(Disturbance.Within disturbance) {
        Optional<Performance> chosen = at(telling, latency, order);
        if (chosen.isPresent()) {
            return chosen.get();
        }
        Habits habits = telling.habits();
        return switch (disturbance) {
            case Disturbance.SlowFirstByte slow -> late();
            case Disturbance.SlowAfterHead slow -> slowAfterHead();
            case Disturbance.CutAfterHead cut -> cutAfterHead();
            case Disturbance.CutMidStream cut -> cutMidStream();
            case Disturbance.Stall stall -> stall();
            case Disturbance.SlowTokens slow -> slowTokens();
            case Disturbance.ErrorEvent event ->
                    begun(Moment.error(Moment.failure(), telling), new Deed.End());
            case Disturbance.Garbage garbage -> interrupted(Moment.garbage().toArray(Deed[]::new));
            case Disturbance.BrokenJson broken -> begun(Moment.broken(telling), new Deed.End());
            case Disturbance.NoUsage none -> plain(telling.with(Telling.Usage.OMITTED));
            case Disturbance.WrongUsage wrong -> plain(telling.with(Telling.Usage.WRONG));
            case Disturbance.OneBytePackets packets -> oneBytePackets();
            case Disturbance.HugeChunk huge -> huge();
            case Disturbance.Burst burst -> without(deed -> deed instanceof Deed.Pause);
            case Disturbance.NoDone done ->
                    plain(telling.with(habits.withEnding(Habits.Ending.SILENT)));
            case Disturbance.CrLf lines -> plain(telling.with(habits.withLine(Habits.Line.CRLF)));
            case Disturbance.Comments comments -> comments();
        };
    }

    private Performance huge() {
        String token = "x".repeat(order.hugeBytes());
        return plain(telling.with(telling.script().with(order.tokensBefore(), token)));
    }

    private Performance late() {
        List<Deed> deeds = new ArrayList<>();
        deeds.add(pause(SLOW_MILLIS));
        deeds.addAll(Performance.of(telling, latency).deeds());
        return new Performance(telling, deeds);
    }

    private Performance plain(Telling other) {
        return Performance.of(other, latency);
    }

    private Deed pause(long usualMillis) {
        return new Deed.Pause(order.delayOr(usualMillis) * NANOS_PER_MILLI);
    }

    /** The performance in pieces: a whole answer too is given in parts. */
    private List<Deed> pieces() {
        List<Deed> pieces = new ArrayList<>();
        for (Deed deed : Performance.of(telling, latency).deeds()) {
            if (deed instanceof Deed.Answer answer) {
                int half = answer.body().length / 2;
                pieces.add(new Deed.Head(answer.status(), answer.fields()));
                pieces.add(new Deed.Raw(Arrays.copyOf(answer.body(), half)));
                pieces.add(
                        new Deed.Raw(
                                Arrays.copyOfRange(answer.body(), half, answer.body().length)));
                pieces.add(new Deed.End());
            } else {
                pieces.add(deed);
            }
        }
        return pieces;
    }

    /** How many pieces come before the disturbance: so many tokens, or half of a whole answer. */
    private int breakAt(List<Deed> pieces) {
        int tokens = 0;
        int at = 0;
        for (Deed deed : pieces) {
            boolean enough = tokens >= order.tokensBefore();
            boolean opened = deed instanceof Deed.Say say && !(say.step() instanceof Step.Opening);
            if (deed instanceof Deed.End || (opened && enough)) {
                return at;
            }
            at++;
            if (deed instanceof Deed.Raw) {
                return at;
            }
            if (deed instanceof Deed.Say say) {
                tokens += say.step().tokens();
            }
        }
        return at;
    }

    private Performance begun(Deed... then) {
        List<Deed> pieces = pieces();
        List<Deed> deeds = new ArrayList<>(pieces.subList(0, breakAt(pieces)));
        deeds.addAll(List.of(then));
        return new Performance(telling, deeds);
    }

    private Performance interrupted(Deed... meanwhile) {
        List<Deed> pieces = pieces();
        int at = breakAt(pieces);
        List<Deed> deeds = new ArrayList<>(pieces.subList(0, at));
        deeds.addAll(List.of(meanwhile));
        deeds.addAll(pieces.subList(at, pieces.size()));
        return new Performance(telling, deeds);
    }

    private Performance cutAfterHead() {
        return new Performance(
                telling,
                List.of(
                        new Deed.Head(200, Performance.fields(telling)),
                        new Deed.Pause(Math.max(1, order.delayMillis()) * NANOS_PER_MILLI),
                        new Deed.Cut()));
    }

    private Performance cutMidStream() {
        return begun(
                new Deed.Pause(Math.max(1, order.delayMillis()) * NANOS_PER_MILLI), new Deed.Cut());
    }

    private Performance slowAfterHead() {
        List<Deed> deeds = new ArrayList<>();
        deeds.add(new Deed.Head(200, Performance.fields(telling)));
        deeds.add(pause(SLOW_MILLIS));
        for (Deed deed : pieces()) {
            if (!(deed instanceof Deed.Head)) {
                deeds.add(deed);
            }
        }
        return new Performance(telling, deeds);
    }

    private Performance stall() {
        return order.delayMillis() > 0
                ? interrupted(pause(0))
                : begun(new Deed.Turn(), new Deed.Silence());
    }

    private Performance slowTokens() {
        List<Deed> deeds = new ArrayList<>();
        for (Deed deed : pieces()) {
            boolean says = deed instanceof Deed.Say || deed instanceof Deed.Raw;
            if (says) {
                deeds.add(pause(SLOW_TOKEN_MILLIS));
            }
            if (!(deed instanceof Deed.Pause)) {
                deeds.add(deed);
            }
        }
        return new Performance(telling, deeds);
    }

    private Performance oneBytePackets() {
        Voice.EventWriter writer = telling.voice().events(telling);
        List<Deed> deeds = new ArrayList<>();
        for (Deed deed : pieces()) {
            if (deed instanceof Deed.Say say) {
                StringBuilder event = new StringBuilder();
                writer.write(say.step(), event);
                single(event.toString().getBytes(StandardCharsets.UTF_8), deeds);
            } else if (deed instanceof Deed.Raw raw) {
                single(raw.bytes(), deeds);
            } else {
                deeds.add(deed);
            }
        }
        return new Performance(telling, deeds);
    }

    private static void single(byte[] bytes, List<Deed> deeds) {
        for (byte each : bytes) {
            deeds.add(new Deed.Raw(new byte[] {each}));
            deeds.add(new Deed.Turn());
        }
    }

    private Performance without(Predicate<Deed> left) {
        List<Deed> deeds = new ArrayList<>(Performance.of(telling, latency).deeds());
        deeds.removeIf(left);
        return new Performance(telling, deeds);
    }

    /** Comments in a stream, empty lines before a whole answer. */
    private Performance comments() {
        String end = telling.habits().line().text();
        String text = Performance.isStream(telling) ? telling.voice().idle(telling) : end;
        List<Deed> deeds = new ArrayList<>();
        deeds.add(new Deed.Head(200, Performance.fields(telling)));
        for (int i = 0; i < COMMENTS; i++) {
            deeds.add(new Deed.Raw(text.getBytes(StandardCharsets.UTF_8)));
            deeds.add(pause(COMMENT_MILLIS));
        }
        for (Deed deed : pieces()) {
            if (!(deed instanceof Deed.Head)) {
                deeds.add(deed);
            }
        }
        return new Performance(telling, deeds);
    }
}
