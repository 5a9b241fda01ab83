package dev.junctor.lab.sim.laws;

import dev.junctor.core.record.GenerationRecord;
import dev.junctor.lab.sim.callers.SimCaller;
import dev.junctor.lab.sim.fleet.Attempt;
import dev.junctor.lab.sim.fleet.Form;
import dev.junctor.lab.sim.world.Broken;
import dev.junctor.lab.sim.world.Law;
import java.util.List;
import java.util.Optional;

/** What a caller got is what one provider sent, in order, with our edits, and ends as it should. */
final class AnswerLaws {
    private final SimCaller caller;
    private final List<Attempt> attempts;
    private final Optional<GenerationRecord> record;

    /**
     * @param attempts that were made for the request
     * @param record of the request; empty where none was written
     */
    AnswerLaws(SimCaller caller, List<Attempt> attempts, Optional<GenerationRecord> record) {
        this.caller = caller;
        this.attempts = attempts;
        this.record = record;
    }

    private void unless(boolean holds, String what) {
        Broken.unless(holds, Law.BYTES, caller.wish().number(), what);
    }

    void check() {
        if (caller.status() == 0) {
            unless(caller.ending() != SimCaller.End.COMPLETE, "an answer without a head");
            return;
        }
        boolean stream = caller.field("content-type").startsWith("text/event-stream");
        boolean complete = caller.ending() == SimCaller.End.COMPLETE;
        if (!stream && !complete) {
            return; // a whole answer comes whole or not at all
        }
        Heard heard = stream ? Heard.stream(caller.body()) : Heard.whole(caller.body());
        unless(heard.wrong().isEmpty(), heard.wrong());
        if (caller.status() != 200) {
            unless(heard.isError() && !stream, "a refusal without an error");
            return;
        }
        unless(!attempts.isEmpty(), "an answer that nobody gave");
        Attempt winner = attempts.getLast();
        unless(
                winner.content().startsWith(heard.content()),
                "words that the provider did not say, or in another order: "
                        + heard.content()
                        + " instead of "
                        + winner.content());
        if (complete && stream) {
            unless(heard.isDone() || heard.isError(), "a stream that ends without its end");
        }
        if (complete && !heard.isError()) {
            unless(heard.content().equals(winner.content()), "words are missing");
            unless(heard.id().equals(caller.field("x-generation-id")), "another answer's name");
            unless(heard.model().equals(caller.field("x-junctor-model")), "another model's name");
            told(heard, winner);
        }
    }

    /** What the caller is told of usage and cost is what the provider said and what is charged. */
    private void told(Heard heard, Attempt winner) {
        if (winner.isMetered() && winner.isHonest()) {
            unless(
                    heard.promptTokens() == winner.promptTokens(),
                    "usage that the provider did not say");
        }
        record.ifPresent(written -> {
            boolean same = heard.cost().isEmpty() || heard.cost().get().equals(written.cost());
            Broken.unless(
                    same,
                    Law.MONEY,
                    caller.wish().number(),
                    "the caller was told another cost than it is charged");
        });
        if (caller.wish().form() == Form.STREAM || winner.isMetered()) {
            unless(heard.cost().isPresent(), "the cost is not told");
        }
    }
}
