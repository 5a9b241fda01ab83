package dev.junctor.engine.money;

import dev.junctor.engine.port.EventLoop;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Asks for larger shares of budgets, so that nobody waits long for a database that does not answer: only so many
 * questions are under way at once, and each is given up after a while. One for each event loop.
 */
final class Refills {
    /** Longer than a database that is well takes, shorter than callers' patience. */
    private static final long PATIENCE_NANOS = 3_000_000_000L;

    private static final int MOST_UNDER_WAY = 1_000;

    private final EventLoop loop;
    private final Budgets budgets;
    private int underWay;

    Refills(EventLoop loop, Budgets budgets) {
        this.loop = loop;
        this.budgets = budgets;
    }

    /**
     * Asks; {@code answered} runs once on the loop, perhaps before this returns: with {@link Budgets.Refill#UNKNOWN}
     * when too many questions are under way or none was answered in time.
     *
     * @param untilNanos the loop's time at which nobody wants the answer any more
     */
    Question ask(
            Purse.Allowance.Lacking lacking, long untilNanos, Consumer<Budgets.Refill> answered) {
        Question question = new Question(answered);
        long patience = Math.min(PATIENCE_NANOS, untilNanos - loop.nanoTime());
        if (underWay >= MOST_UNDER_WAY || patience <= 0) {
            question.tell(Budgets.Refill.UNKNOWN);
            return question;
        }
        underWay++;
        try {
            budgets.refill(lacking.budget(), lacking.needed(), loop, question::answered);
        } catch (RuntimeException defect) {
            underWay -= question.heard ? 0 : 1;
            throw defect;
        }
        question.waitAtMost(patience);
        return question;
    }

    /** One question that is under way, or was. */
    final class Question implements Purse.Asking {
        private final Consumer<Budgets.Refill> listener;
        private EventLoop.@Nullable Timer timer;
        private boolean heard;
        private boolean over;

        private Question(Consumer<Budgets.Refill> listener) {
            this.listener = listener;
        }

        @Override
        public boolean isUnderWay() {
            return !over;
        }

        @Override
        public void leave() {
            over = true;
            if (timer != null) {
                timer.cancel();
            }
        }

        private void waitAtMost(long nanos) {
            if (!over) {
                timer = loop.schedule(nanos, () -> tell(Budgets.Refill.UNKNOWN));
            }
        }

        /** A late answer makes room for another question, and what it granted is the budget's. */
        private void answered(Budgets.Refill refill) {
            heard = true;
            underWay--;
            tell(refill);
        }

        private void tell(Budgets.Refill refill) {
            if (!over) {
                leave();
                listener.accept(refill);
            }
        }
    }
}
