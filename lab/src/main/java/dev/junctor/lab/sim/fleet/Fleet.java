package dev.junctor.lab.sim.fleet;

import dev.junctor.core.catalog.Catalog;
import dev.junctor.core.catalog.Provider;
import dev.junctor.core.catalog.Quirks;
import dev.junctor.engine.port.Chunk;
import dev.junctor.engine.port.UpstreamClient;
import dev.junctor.lab.sim.world.Dice;
import dev.junctor.lab.sim.world.History;
import dev.junctor.lab.sim.world.SimChunk;
import dev.junctor.lab.sim.world.SimLoop;
import dev.junctor.lab.sim.world.Timeline;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** All providers of a world. */
public final class Fleet {
    /** Stands in every prompt before the request's number, and must be seen by nobody but providers. */
    public static final String MARK = "pr0mpt";

    private static final Pattern REQUEST = Pattern.compile(MARK + "-(\\d+)-");
    private static final Pattern BOUND = Pattern.compile("\"max_(?:completion_)?tokens\":(\\d+)");
    private static final Pattern MODEL = Pattern.compile("\"model\":\"([^\"]*)\"");
    private static final long MOST_PIECES = 40;

    private final Timeline timeline;
    private final Dice dice;
    private final Weather weather;
    private final History history;
    private final Coverage coverage = new Coverage();
    private final List<Attempt> attempts = new ArrayList<>();

    public Fleet(Timeline timeline, Dice dice, Catalog catalog, long untilNanos, History history) {
        this.timeline = timeline;
        this.dice = dice;
        this.weather = new Weather(dice, catalog, untilNanos);
        this.history = history;
    }

    /** All attempts so far, by their numbers. */
    public List<Attempt> attempts() {
        return attempts;
    }

    /** What has gone wrong so far. */
    public Coverage coverage() {
        return coverage;
    }

    /** The way to the fleet from one event loop. */
    public UpstreamClient from(SimLoop loop) {
        return (provider, dialect, path, headers, body, connectNanos, listener) ->
                open(loop, provider, body, connectNanos, listener);
    }

    private UpstreamClient.Exchange open(
            SimLoop loop,
            Provider provider,
            List<Chunk> body,
            long connectNanos,
            UpstreamClient.Listener listener) {
        StringBuilder text = new StringBuilder();
        for (Chunk part : body) {
            text.append(new String(SimChunk.drain(part), StandardCharsets.UTF_8));
        }
        String asked = text.toString();
        Form form = asked.contains("\"stream\":true") ? Form.STREAM : Form.WHOLE;
        Attempt attempt =
                new Attempt(
                        attempts.size() + 1,
                        number(REQUEST, asked, -1),
                        provider.slug(),
                        model(asked),
                        form,
                        timeline.now(),
                        loop.life());
        attempts.add(attempt);
        Weather.Sky sky = weather.over(provider.slug(), timeline.now());
        Weather.strikes(sky, dice)
                .filter(trouble ->
                        trouble.phases().stream().anyMatch(at -> trouble.happensTo(form, at)))
                .ifPresent(attempt::struckBy);
        draft(attempt, asked);
        boolean usage =
                asked.contains("\"include_usage\":true")
                        || provider.quirks().usageInStream() == Quirks.UsageInStream.ALWAYS;
        List<Act> acts =
                Script.of(
                        attempt,
                        new Words(attempt, dice, provider.quirks()),
                        dice,
                        new Script.Wanted(usage, connectNanos),
                        sky);
        history.tell(
                attempt.request(),
                () ->
                        "attempt a"
                                + attempt.number()
                                + " at "
                                + provider.slug()
                                + " ("
                                + sky
                                + "), "
                                + attempt.trouble().map(Trouble::name).orElse("no trouble")
                                + " ahead");
        Wire wire = new Wire(this, attempt, acts, loop, listener);
        wire.next();
        return wire;
    }

    /** What it will say, and how it will count: an honest one within the bound that it was given. */
    private void draft(Attempt attempt, String asked) {
        long bound = number(BOUND, asked, 4_096);
        long pieces = Math.min(bound, dice.oneIn(8) ? 0 : dice.between(1, MOST_PIECES));
        for (int i = 0; i < pieces; i++) {
            attempt.pieces().add("a" + attempt.number() + "." + i + " ");
        }
        long completion = Math.min(bound, pieces * dice.between(1, 8));
        long prompt = Math.max(1, asked.length() / 8);
        if (attempt.trouble().filter(Trouble.WRONG_USAGE::equals).isPresent()) {
            attempt.lies();
            completion = dice.pick(List.of(0L, completion * 1_000, 3_000_000_000_000L));
            prompt = dice.pick(List.of(0L, prompt * 100));
        }
        attempt.usage(prompt, completion);
    }

    private static String model(String asked) {
        Matcher matcher = MODEL.matcher(asked);
        return matcher.find() ? matcher.group(1) : "";
    }

    private static int number(Pattern pattern, String text, int otherwise) {
        Matcher matcher = pattern.matcher(text);
        return matcher.find() ? Integer.parseInt(matcher.group(1)) : otherwise;
    }

    Timeline timeline() {
        return timeline;
    }

    void tell(Attempt attempt, String what) {
        history.tell(attempt.request(), () -> "a" + attempt.number() + " " + what);
    }

    void struck(Attempt attempt, Act.Deed.Strike strike) {
        coverage.struck(strike.trouble(), strike.phase(), attempt.form());
        tell(attempt, strike.trouble() + " strikes " + strike.phase());
    }
}
