package dev.junctor.server.budget;

import dev.junctor.engine.money.Budgets.Refill;
import dev.junctor.engine.port.EventLoop;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.function.Consumer;
import java.util.function.LongFunction;

/**
 * Requests that ask for more of a budget. Those that ask for the same one are answered together, by one look into the
 * store on a thread beside the loops.
 */
final class Questions {
    private final Aside aside;
    private final ConcurrentMap<String, List<Question>> open = new ConcurrentHashMap<>();

    Questions(Aside aside) {
        this.aside = aside;
    }

    /** Somebody who waits on a loop. */
    private record Question(long needed, EventLoop loop, Consumer<Refill> answered) {}

    /**
     * Asks, or joins those who have asked. Never waits.
     *
     * @param look finds the answer, given what all need who have asked so far; it may block
     */
    void ask(
            String budget,
            long needed,
            EventLoop loop,
            Consumer<Refill> answered,
            LongFunction<Refill> look) {
        Question question = new Question(needed, loop, answered);
        List<Question> all =
                open.compute(
                        budget,
                        (id, others) -> {
                            List<Question> joined = new ArrayList<>();
                            if (others != null) {
                                joined.addAll(others);
                            }
                            joined.add(question);
                            return joined;
                        });
        if (all.size() == 1) {
            aside.run(() -> answer(budget, look));
        }
    }

    private void answer(String budget, LongFunction<Refill> look) {
        Refill refill = Refill.UNKNOWN;
        try {
            refill = look.apply(needed(budget));
        } finally {
            List<Question> asked = open.remove(budget);
            if (asked != null) {
                for (Question question : asked) {
                    tell(question, refill);
                }
            }
        }
    }

    private long needed(String budget) {
        long sum = 0;
        for (Question question : open.getOrDefault(budget, List.of())) {
            sum =
                    Math.min(
                            Long.MAX_VALUE / 4,
                            sum + Math.min(question.needed(), Long.MAX_VALUE / 8));
        }
        return sum;
    }

    private static void tell(Question question, Refill refill) {
        question.loop().execute(() -> question.answered().accept(refill));
    }
}
