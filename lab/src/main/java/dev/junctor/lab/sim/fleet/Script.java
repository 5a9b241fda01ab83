package dev.junctor.lab.sim.fleet;

import dev.junctor.engine.port.UpstreamClient;
import dev.junctor.lab.sim.world.Dice;
import dev.junctor.lab.sim.world.Timeline;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All that a provider does with one attempt, decided when it comes. */
final class Script {
    /** Longer than any deadline. */
    private static final long FOR_EVER = 10_000 * Timeline.SECOND;

    private static final String SSE = "text/event-stream";
    private static final String JSON = "application/json";

    /** What the attempt asks for. */
    record Wanted(boolean usage, long connectNanos) {}

    private final Attempt attempt;
    private final Words words;
    private final Dice dice;
    private final Wanted wanted;
    private final Optional<Trouble> trouble;
    private final Phase phase;
    private final long slowness;
    private final List<Act> acts = new ArrayList<>();

    private Script(Attempt attempt, Words words, Dice dice, Wanted wanted, Weather.Sky sky) {
        this.attempt = attempt;
        this.words = words;
        this.dice = dice;
        this.wanted = wanted;
        this.trouble = attempt.trouble();
        this.slowness = Weather.slowness(sky);
        List<Phase> phases =
                trouble.map(one ->
                                one.phases().stream()
                                        .filter(at -> one.happensTo(attempt.form(), at))
                                        .toList())
                        .orElse(List.of(Phase.AFTER_USAGE));
        this.phase = dice.pick(phases);
    }

    static List<Act> of(Attempt attempt, Words words, Dice dice, Wanted wanted, Weather.Sky sky) {
        Script script = new Script(attempt, words, dice, wanted, sky);
        script.write();
        return script.acts;
    }

    private boolean strikes(Phase at) {
        return trouble.isPresent() && phase == at;
    }

    private boolean strikes(Trouble what, Phase at) {
        return trouble.isPresent() && trouble.get() == what && phase == at;
    }

    private void act(long after, Act.Deed deed) {
        acts.add(new Act(after, deed));
    }

    private long pause(long mostMillis) {
        return dice.between(10_000, mostMillis * Timeline.MILLI) * slowness;
    }

    private void write() {
        if (strikes(Phase.BEFORE_HEAD)) {
            act(pause(200), new Act.Deed.Strike(trouble.orElseThrow(), phase));
            noHead(trouble.orElseThrow());
            return;
        }
        act(pause(400), new Act.Deed.Head(200, type()));
        if (strikes(Phase.BEFORE_FIRST)) {
            act(pause(100), new Act.Deed.Strike(trouble.orElseThrow(), phase));
        }
        switch (attempt.form()) {
            case WHOLE -> whole();
            case STREAM -> stream();
        }
    }

    private Map<String, String> type() {
        boolean json = attempt.form() == Form.WHOLE || strikes(Trouble.OTHER_FORM, phase);
        return Map.of("content-type", json ? JSON : SSE);
    }

    private void noHead(Trouble what) {
        switch (what) {
            case NO_HOST -> fail(UpstreamClient.Cause.NAME);
            case REFUSED -> fail(UpstreamClient.Cause.CONNECT);
            case CONNECT_TOO_SLOW ->
                    act(
                            wanted.connectNanos,
                            new Act.Deed.Fail(UpstreamClient.Cause.CONNECT_TIMEOUT));
            case TLS -> fail(UpstreamClient.Cause.TLS);
            case BUSY -> fail(UpstreamClient.Cause.BUSY);
            case NOT_HTTP -> fail(UpstreamClient.Cause.MALFORMED);
            case CUT -> fail(UpstreamClient.Cause.CLOSED);
            case CALLERS_FAULT -> {
                int status = dice.pick(List.of(400, 404, 413, 422));
                if (status == 400 || status == 422) {
                    attempt.forbidsMore();
                }
                refuse(status, Map.of());
            }
            case KEY_REFUSED -> refuse(dice.pick(List.of(401, 402, 403)), Map.of());
            case QUOTA ->
                    refuse(
                            429,
                            dice.oneIn(2)
                                    ? Map.of("retry-after", Long.toString(dice.between(0, 30)))
                                    : Map.of());
            case SERVER_ERROR -> refuse(dice.pick(List.of(500, 502, 503, 504, 529)), Map.of());
            default -> act(FOR_EVER, new Act.Deed.End());
        }
    }

    private void fail(UpstreamClient.Cause cause) {
        act(pause(50), new Act.Deed.Fail(cause));
    }

    private void refuse(int status, Map<String, String> fields) {
        Map<String, String> all = new java.util.HashMap<>(fields);
        all.put("content-type", JSON);
        act(pause(100), new Act.Deed.Head(status, all));
        String body =
                dice.pick(
                        List.of(
                                "{\"error\":{\"message\":\"no\",\"code\":" + status + "}}",
                                "<html>",
                                "{}",
                                ""));
        if (!body.isEmpty()) {
            act(pause(20), part(body));
        }
        act(pause(20), new Act.Deed.End());
    }

    private static Act.Deed part(String text) {
        return new Act.Deed.Part(text.getBytes(StandardCharsets.UTF_8), Act.Says.WORDS);
    }

    private void whole() {
        String body =
                switch (bodyTrouble()) {
                    case GARBAGE ->
                            strikes(Phase.BEFORE_FIRST)
                                    ? "<html>oops</html>"
                                    : words.whole().replace("\"choices\"", "\"choices");
                    case ERROR_INSIDE -> "{\"error\":{\"message\":\"no\",\"code\":502}}";
                    default -> words.whole();
                };
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        int half = bytes.length / 2;
        boolean mid = strikes(Phase.MID_ANSWER);
        if (strikes(Phase.BEFORE_FIRST) && ends(bodyTrouble())) {
            return;
        }
        rechunk(bytes, 0, mid ? half : bytes.length, Act.Says.WORDS, drip());
        if (mid) {
            act(pause(50), new Act.Deed.Strike(trouble.orElseThrow(), phase));
            if (ends(trouble.orElseThrow())) {
                return;
            }
            rechunk(bytes, half, bytes.length, Act.Says.WORDS, drip());
        }
        markUsage();
        end();
    }

    /** What is wrong with the body; nothing is when the trouble strikes elsewhere. */
    private Trouble bodyTrouble() {
        return trouble.orElse(Trouble.NEVER_ENDS);
    }

    private boolean drip() {
        return trouble.isPresent() && trouble.get() == Trouble.DRIP;
    }

    /** A whole answer tells its usage with its last byte; an attempt that struck before never gets so far. */
    private void markUsage() {
        Trouble what = bodyTrouble();
        if (what == Trouble.NO_USAGE || what == Trouble.GARBAGE || what == Trouble.ERROR_INSIDE) {
            return;
        }
        for (int i = acts.size() - 1; i >= 0; i--) {
            if (acts.get(i).deed() instanceof Act.Deed.Part last) {
                acts.set(
                        i,
                        new Act(
                                acts.get(i).afterNanos(),
                                new Act.Deed.Part(last.bytes(), Act.Says.USAGE)));
                return;
            }
        }
    }

    /** Whether trouble ends the answer here; then it is written. */
    private boolean ends(Trouble what) {
        switch (what) {
            case CUT -> fail(UpstreamClient.Cause.CUT);
            case STALL, NEVER_ENDS -> act(FOR_EVER, new Act.Deed.End());
            case EARLY_END -> act(pause(50), new Act.Deed.End());
            default -> {
                return false;
            }
        }
        return true;
    }

    private void stream() {
        if (strikes(Phase.BEFORE_FIRST) && ends(trouble.orElseThrow())) {
            return;
        }
        if (strikes(Trouble.OTHER_FORM, phase)) {
            byte[] bytes = words.whole().getBytes(StandardCharsets.UTF_8);
            rechunk(bytes, 0, bytes.length, Act.Says.WORDS, false);
            markUsage();
            act(pause(20), new Act.Deed.End());
            return;
        }
        if (strikes(Phase.BEFORE_FIRST) && spoils()) {
            return;
        }
        List<String> events = words.events();
        int until = strikes(Phase.MID_ANSWER) ? events.size() / 2 : events.size();
        send(events.subList(0, until));
        if (strikes(Phase.MID_ANSWER)) {
            act(pause(50), new Act.Deed.Strike(trouble.orElseThrow(), phase));
            if (ends(trouble.orElseThrow()) || spoils()) {
                return;
            }
            send(events.subList(until, events.size()));
        }
        if (wanted.usage && !strikes(Trouble.NO_USAGE, Phase.AFTER_USAGE)) {
            byte[] usage = words.usageEvent().getBytes(StandardCharsets.UTF_8);
            act(pause(50), new Act.Deed.Part(usage, Act.Says.USAGE));
        }
        end();
    }

    /** Sends what is no answer in the middle of one; then it is written. */
    private boolean spoils() {
        switch (trouble.orElseThrow()) {
            case GARBAGE -> act(pause(20), part(words.garbage()));
            case ERROR_INSIDE -> act(pause(20), part(words.errorEvent()));
            default -> {
                return false;
            }
        }
        act(pause(50), new Act.Deed.End());
        return true;
    }

    private void send(List<String> events) {
        byte[] bytes = String.join("", events).getBytes(StandardCharsets.UTF_8);
        rechunk(bytes, 0, bytes.length, Act.Says.WORDS, drip());
    }

    private void end() {
        if (strikes(Phase.AFTER_USAGE)) {
            act(pause(20), new Act.Deed.Strike(trouble.orElseThrow(), phase));
            if (ends(trouble.orElseThrow()) || (attempt.form() == Form.STREAM && spoils())) {
                return;
            }
        }
        if (attempt.form() == Form.STREAM) {
            act(pause(30), part(words.done()));
        }
        act(pause(20), new Act.Deed.End());
    }

    /** Cuts bytes where a network might: in the middle of events, of words, of characters. */
    private void rechunk(byte[] bytes, int from, int to, Act.Says says, boolean drips) {
        int most = dice.pick(List.of(7, 60, 400, 4_000));
        if (to - from > 30 * most) {
            most = (to - from) / 30;
        }
        int at = from;
        while (at < to) {
            int next = Math.min(to, at + 1 + dice.below(most));
            long wait = drips ? pause(3_000) : pause(60);
            act(wait, new Act.Deed.Part(Arrays.copyOfRange(bytes, at, next), says));
            at = next;
        }
    }
}
