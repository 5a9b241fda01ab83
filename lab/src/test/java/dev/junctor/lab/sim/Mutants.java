package dev.junctor.lab.sim;

import java.util.List;

/** The planted bugs, each with the number of seeds in which it is found. */
final class Mutants {
    private Mutants() {}

    static final List<Mutant> ALL =
            List.of(
                    new Mutant(
                            "a forgotten settle",
                            "engine/engine/money/Purse",
                            "        hold.settle(made.amount().nanoDollars());\n",
                            "",
                            100),
                    new Mutant(
                            "a settle done twice",
                            "engine/engine/Pipeline",
                            "            parts.log().append(record, loop, deliver);\n",
                            "            parts.log().append(record, loop, deliver);\n"
                                    + "            parts.log().append(record, loop, () -> {});\n",
                            100),
                    new Mutant(
                            "a hold released before the drain ends",
                            "engine/engine/dispatch/Dispatch",
                            "                    if (!trial.readsOnAlone()) {\n",
                            "                    if (trial.readsOnAlone()) {\n"
                                    + "                        abandon(trial);\n"
                                    + "                    } else {\n",
                            100),
                    new Mutant(
                            "a balance that is looked at and not held",
                            "engine/engine/money/Purse",
                            "        if (limited.isEmpty() && hold.raiseTo(whole > ABSURD ? 0 : whole)) {\n",
                            "        if (whole <= reach()) {\n",
                            100),
                    new Mutant(
                            "a clock in the planning",
                            "core/core/route/Router",
                            "Question.of(request, policy, snapshot, seed, dialects);",
                            "Question.of(request, policy, snapshot,"
                                    + " new Seed(System.nanoTime()), dialects);",
                            100),
                    new Mutant(
                            "a loser that goes on writing",
                            "engine/engine/dispatch/Trial",
                            "    void cancel() {\n        stop();\n        if (exchange != null) {\n"
                                    + "            exchange.cancel();\n        }\n    }\n",
                            "    void cancel() {\n        if (timer != null) {\n"
                                    + "            timer.cancel();\n        }\n    }\n",
                            100),
                    new Mutant(
                            "a breaker that takes out the last endpoint",
                            "core/core/route/Router",
                            "        if (shortlist.entries().isEmpty()) {\n",
                            "        shortlist.entries().removeIf(entry ->"
                                    + " snapshot.healthOf(entry.endpoint).standing() =="
                                    + " dev.junctor.core.health.EndpointHealth.Standing.BROKEN);\n"
                                    + "        if (shortlist.entries().isEmpty()) {\n",
                            100),
                    new Mutant(
                            "a retry of what may not be retried",
                            "engine/engine/dispatch/Dispatch",
                            "        if (fault.retry() == Retry.NEVER) {\n",
                            "        if (fault.retry() == Retry.NEVER && trial.muted()) {\n",
                            100),
                    new Mutant(
                            "a queue without a bound",
                            "engine/engine/dispatch/Trial",
                            "            exchange.pause();\n",
                            "            paused = false;\n",
                            100),
                    new Mutant(
                            "a lost cancel",
                            "engine/engine/dispatch/Trial",
                            "        stop();\n        if (exchange != null) {\n"
                                    + "            exchange.cancel();\n",
                            "        stop();\n        if (exchange != null) {\n"
                                    + "            exchange.resume();\n",
                            100),
                    new Mutant(
                            "usage that is counted twice",
                            "engine/engine/money/Meter",
                            "        Usage usage = reported ? facts.usage() : estimate(facts);\n",
                            "        Usage usage = reported ? facts.usage() : estimate(facts);\n"
                                    + "        usage = usage.with(Bucket.OUTPUT,"
                                    + " 2 * usage.tokens(Bucket.OUTPUT));\n",
                            100),
                    new Mutant(
                            "a lease that is not returned",
                            "server/server/budget/LeasedBudgets",
                            "                lapsed = true;\n                database.run(desk -> {\n"
                                    + "                    desk.giveBackAll();\n",
                            "                lapsed = true;\n                database.run(desk -> {\n",
                            100),
                    new Mutant(
                            "an answer that does not wait for its charge",
                            "server/server/journal/Journal",
                            "options.durability() != Durability.RELAXED && !record",
                            "options.durability() == Durability.DATABASE && !record",
                            100),
                    new Mutant(
                            "bytes that are not given back",
                            "engine/engine/dispatch/Dispatch",
                            "        call.body().release();\n",
                            "",
                            100),
                    new Mutant(
                            "a key in the record",
                            "engine/engine/Pipeline",
                            "ask.headers().value(\"user-agent\")",
                            "ask.headers().value(\"authorization\")",
                            100),
                    new Mutant(
                            "a line that is served once only",
                            "engine/engine/money/Till",
                            "        polls = false;\n",
                            "",
                            100),
                    new Mutant(
                            "a deadline that is not kept",
                            "engine/engine/dispatch/Dispatch",
                            "tools.loop().schedule(Math.max(0, left), this::outOfTime)",
                            "tools.loop().schedule(20 * Math.max(0, left), this::outOfTime)",
                            100),
                    new Mutant(
                            "a charge that is taken twice from what is left",
                            "engine/engine/money/Budget",
                            "            left.addAndGet(amount - spent);\n",
                            "            left.addAndGet(amount - 2 * spent);\n",
                            100));
}
