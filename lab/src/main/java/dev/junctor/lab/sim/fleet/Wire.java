package dev.junctor.lab.sim.fleet;

import dev.junctor.engine.port.UpstreamClient;
import dev.junctor.lab.sim.world.SimChunk;
import dev.junctor.lab.sim.world.SimLoop;
import dev.junctor.lab.sim.world.Timeline;
import java.util.List;

/** The connection of one attempt: it plays the script, as far as it is read. */
final class Wire implements UpstreamClient.Exchange {
    private final Fleet fleet;
    private final Attempt attempt;
    private final List<Act> acts;
    private final SimLoop loop;
    private final UpstreamClient.Listener listener;
    private final Timeline timeline;
    private int at;
    private boolean paused;
    private boolean waits;

    Wire(
            Fleet fleet,
            Attempt attempt,
            List<Act> acts,
            SimLoop loop,
            UpstreamClient.Listener listener) {
        this.fleet = fleet;
        this.attempt = attempt;
        this.acts = acts;
        this.loop = loop;
        this.listener = listener;
        this.timeline = fleet.timeline();
    }

    /** Waits for what comes next; an answer that stalls for ever keeps nobody awake. */
    void next() {
        Act act = acts.get(at++);
        Timeline.Kind kind =
                act.afterNanos() > 1_000 * Timeline.SECOND
                        ? Timeline.Kind.TICK
                        : Timeline.Kind.DEED;
        timeline.at(
                timeline.now() + act.afterNanos(),
                kind,
                loop.life(),
                () -> loop.deliver(() -> play(act.deed())));
    }

    private void play(Act.Deed deed) {
        if (!attempt.isOpen()) {
            return;
        }
        if (paused) {
            at--;
            waits = true;
            return;
        }
        switch (deed) {
            case Act.Deed.Head head -> {
                fleet.tell(attempt, "answers " + head.status());
                listener.head(head.status(), name -> head.fields().getOrDefault(name, ""));
            }
            case Act.Deed.Part part -> {
                attempt.said();
                if (part.says() == Act.Says.USAGE) {
                    attempt.metered();
                    fleet.tell(
                            attempt,
                            "says that it used "
                                    + attempt.promptTokens()
                                    + " + "
                                    + attempt.completionTokens()
                                    + " tokens");
                }
                listener.chunk(new SimChunk(part.bytes(), loop.life()));
            }
            case Act.Deed.End end -> {
                attempt.close(timeline.now());
                attempt.finish();
                fleet.tell(attempt, "ends");
                listener.ended();
            }
            case Act.Deed.Fail fail -> {
                attempt.close(timeline.now());
                fleet.tell(attempt, "breaks: " + fail.cause());
                listener.failed(new UpstreamClient.Failure(fail.cause(), ""));
            }
            case Act.Deed.Strike strike -> fleet.struck(attempt, strike);
        }
        if (attempt.isOpen() && at < acts.size()) {
            next();
        }
    }

    @Override
    public void pause() {
        paused = true;
    }

    @Override
    public void resume() {
        paused = false;
        if (waits) {
            waits = false;
            Act act = acts.get(at++);
            timeline.at(
                    timeline.now(),
                    Timeline.Kind.DEED,
                    loop.life(),
                    () -> loop.deliver(() -> play(act.deed())));
        }
    }

    @Override
    public void cancel() {
        if (attempt.isOpen()) {
            attempt.close(timeline.now());
            fleet.tell(attempt, "is cancelled");
        }
    }
}
