package dev.junctor.lab.sim;

import java.util.List;

/** The planted bugs, each with the number of seeds in which it is found. */
final class Mutants {
    private static final String CANCEL =
            """
                void cancel() {
                    stop();
                    if (exchange != null) {
                        exchange.cancel();
                    }
                }
            """;

    private static final String CANCEL_OF_NOTHING =
            """
                void cancel() {
                    stop();
                }
            """;

    private static final String CANCEL_OF_A_TIMER =
            """
                void cancel() {
                    if (timer != null) {
                        timer.cancel();
                    }
                }
            """;

    private static final String GIVE_BACK =
            """
                            lapsed = true;
                            database.run(desk -> {
                                desk.giveBackAll();
            """;

    private static final String KEEP =
            """
                            lapsed = true;
                            database.run(desk -> {
            """;

    private Mutants() {}

    static final List<Mutant> ALL =
            List.of(
                    new Mutant(
                            "a forgotten settle",
                            "engine/engine/money/Purse",
                            "hold.settle(made.amount().nanoDollars());",
                            "",
                            20),
                    new Mutant(
                            "a settle done twice",
                            "engine/engine/Pipeline",
                            "append(record, loop, deliver);",
                            "append(record, loop, deliver); parts.log().append(record, loop, () -> {});",
                            20),
                    new Mutant(
                            "a hold released before the drain ends",
                            "engine/engine/dispatch/Dispatch",
                            "if (!trial.readsOnAlone()) {",
                            "if (trial.readsOnAlone()) { abandon(trial); } else {",
                            20),
                    new Mutant(
                            "a balance that is looked at and not held",
                            "engine/engine/money/Purse",
                            "if (limited.isEmpty() && hold.raiseTo(whole > ABSURD ? 0 : whole)) {",
                            "if (whole <= reach()) {",
                            40),
                    new Mutant(
                            "a clock in the planning",
                            "core/core/route/Router",
                            "Question.of(request, policy, snapshot, seed, dialects);",
                            "Question.of(request, policy, snapshot, new Seed(System.nanoTime()), dialects);",
                            20),
                    new Mutant(
                            "a loser that goes on writing",
                            "engine/engine/dispatch/Trial",
                            CANCEL,
                            CANCEL_OF_A_TIMER,
                            20),
                    new Mutant(
                            "a breaker that takes out the last endpoint",
                            "core/core/route/Router",
                            "if (shortlist.entries().isEmpty()) {",
                            "shortlist.entries().removeIf(entry -> snapshot.healthOf(entry.endpoint)"
                                    + ".standing() == dev.junctor.core.health.EndpointHealth.Standing"
                                    + ".BROKEN); if (shortlist.entries().isEmpty()) {",
                            80),
                    new Mutant(
                            "a retry of what may not be retried",
                            "engine/engine/dispatch/Dispatch",
                            "if (fault.retry() == Retry.NEVER) {",
                            "if (fault.retry() == Retry.NEVER && trial.muted()) {",
                            60),
                    new Mutant(
                            "a queue without a bound",
                            "engine/engine/dispatch/Trial",
                            "exchange.pause();",
                            "paused = false;",
                            20),
                    new Mutant(
                            "a lost cancel",
                            "engine/engine/dispatch/Trial",
                            CANCEL,
                            CANCEL_OF_NOTHING,
                            20),
                    new Mutant(
                            "usage that is counted twice",
                            "engine/engine/money/Meter",
                            "Usage usage = reported ? facts.usage() : estimate(facts);",
                            "Usage once = reported ? facts.usage() : estimate(facts); Usage usage ="
                                    + " once.with(dev.junctor.core.usage.Bucket.OUTPUT,"
                                    + " 2 * once.tokens(dev.junctor.core.usage.Bucket.OUTPUT));",
                            20),
                    new Mutant(
                            "a lease that is not returned",
                            "server/server/budget/LeasedBudgets",
                            GIVE_BACK,
                            KEEP,
                            20),
                    new Mutant(
                            "an answer that does not wait for its charge",
                            "server/server/journal/Journal",
                            "options.durability() != Durability.RELAXED && !record",
                            "options.durability() == Durability.DATABASE && !record",
                            60),
                    new Mutant(
                            "bytes that are not given back",
                            "engine/engine/dispatch/Dispatch",
                            "call.body().release();",
                            "",
                            20),
                    new Mutant(
                            "a key in the record",
                            "engine/engine/Pipeline",
                            "ask.headers().value(\"user-agent\")",
                            "ask.headers().value(\"authorization\")",
                            20),
                    new Mutant(
                            "a line that is served once only",
                            "engine/engine/money/Till",
                            "        polls = false;",
                            "",
                            40),
                    new Mutant(
                            "a deadline that is not kept",
                            "engine/engine/dispatch/Dispatch",
                            "tools.loop().schedule(Math.max(0, left), this::outOfTime)",
                            "tools.loop().schedule(20 * Math.max(0, left), this::outOfTime)",
                            40),
                    new Mutant(
                            "a charge that is taken twice from what is left",
                            "engine/engine/money/Budget",
                            "left.addAndGet(amount - spent);",
                            "left.addAndGet(amount - 2 * spent);",
                            20));
}
