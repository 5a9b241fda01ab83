package dev.junctor.lab.money;

import dev.junctor.core.base.Money;
import dev.junctor.lab.kit.JunctorProcess;
import dev.junctor.lab.money.Findings.Kind;
import java.io.UncheckedIOException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Somebody who looks at the money all the time while others spend it. Sums move between two looks, so each look compares
 * what one answer says, and that the books never know less than what callers were told before.
 */
final class Watch {
    private static final long PAUSE_MILLIS = 50;

    private final JunctorProcess process;
    private final Desk desk;
    private final Expected expected;
    private final Findings findings;
    private final String limitedKey;
    private final AtomicInteger looks;
    private final AtomicInteger looksAtHolds;
    private final Money given;
    private final Thread thread;
    private volatile boolean stopped;

    /**
     * Begins to look.
     *
     * @param given what was paid in, and no more while this lasts
     * @param looks counts
     * @param looksAtHolds counts those that saw money held
     */
    Watch(
            JunctorProcess process,
            Desk desk,
            Expected expected,
            Findings findings,
            String limitedKey,
            Money given,
            AtomicInteger looks,
            AtomicInteger looksAtHolds) {
        this.process = process;
        this.desk = desk;
        this.expected = expected;
        this.findings = findings;
        this.limitedKey = limitedKey;
        this.given = given;
        this.looks = looks;
        this.looksAtHolds = looksAtHolds;
        this.thread = Thread.ofVirtual().start(this::run);
    }

    /** Looks no more. */
    void stop() throws InterruptedException {
        stopped = true;
        thread.join();
    }

    private void run() {
        try {
            while (!stopped) {
                look();
                TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } catch (UncheckedIOException gone) {
            if (!process.endsSoon()) {
                findings.add(Kind.BOOKS, "a look at the money failed: " + gone.getMessage());
            }
        } catch (IllegalStateException refused) {
            findings.add(Kind.BOOKS, String.valueOf(refused.getMessage()));
        }
    }

    private void look() {
        Money answered = expected.answered();
        Desk.Standing standing = desk.standing();
        Money balance = standing.given().minus(standing.used());
        say(standing.given().equals(given), "paid in", standing.given(), given);
        say(standing.balance().equals(balance), "balance", standing.balance(), balance);
        Money free = balance.minus(standing.held());
        say(free.nanoDollars() >= 0, "balance less live holds", free, Money.ZERO);
        say(standing.available().equals(free), "available", standing.available(), free);
        say(standing.used().compareTo(answered) >= 0, "used", standing.used(), answered);

        Money answeredWithKey = expected.answered(limitedKey);
        Desk.Limit limit = desk.limit(limitedKey);
        Money rest = limit.limit().minus(limit.spent()).minus(limit.held());
        say(rest.nanoDollars() >= 0, "a key's limit less live holds", rest, Money.ZERO);
        say(limit.remaining().equals(rest), "limit_remaining", limit.remaining(), rest);
        say(
                limit.spent().compareTo(answeredWithKey) >= 0,
                "spent under the limit",
                limit.spent(),
                answeredWithKey);

        Money trial = desk.trialBalance();
        say(trial.equals(Money.ZERO), "trial balance", trial, Money.ZERO);
        looks.incrementAndGet();
        if (standing.held().nanoDollars() > 0 || limit.held().nanoDollars() > 0) {
            looksAtHolds.incrementAndGet();
        }
    }

    private void say(boolean right, String what, Money is, Money other) {
        findings.expect(
                right,
                Kind.BOOKS,
                "%s was $%s under load, beside $%s".formatted(what, is.toUsd(), other.toUsd()));
    }
}
