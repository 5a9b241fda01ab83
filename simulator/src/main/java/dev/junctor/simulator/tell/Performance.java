package dev.junctor.simulator.tell;

import dev.junctor.simulator.ask.Ask;
import dev.junctor.simulator.habit.Habits;
import java.util.ArrayList;
import java.util.List;

/**
 * All that is done towards the caller for one answer, in order, before anything is done.
 *
 * @param telling what is told
 */
public record Performance(Telling telling, List<Deed> deeds) {
    public Performance {
        deeds = List.copyOf(deeds);
    }

    /** An answer with nothing wrong. */
    public static Performance of(Telling telling, Latency latency) {
        return new Performance(
                telling,
                telling.ask().delivery() == Ask.Delivery.STREAM
                        ? stream(telling, latency)
                        : whole(telling, latency));
    }

    /** The header fields of an answer. */
    static List<String> fields(Telling telling) {
        Voice voice = telling.voice();
        List<String> fields = new ArrayList<>();
        fields.add("Content-Type");
        if (isStream(telling)) {
            fields.addAll(List.of(voice.streamType(telling), "Cache-Control", "no-cache"));
        } else {
            fields.add("application/json");
        }
        fields.addAll(List.of("X-Simulated", "yes", voice.idField(), "req_" + telling.id()));
        return fields;
    }

    static boolean isStream(Telling telling) {
        return telling.ask().delivery() == Ask.Delivery.STREAM;
    }

    private static List<Deed> stream(Telling telling, Latency latency) {
        List<Deed> deeds = new ArrayList<>();
        wait(latency.firstNanos() + hidden(telling) * latency.tokenNanos(), deeds);
        deeds.add(new Deed.Head(200, fields(telling)));
        for (Step step : Steps.of(telling)) {
            wait(step.tokens() * latency.tokenNanos(), deeds);
            deeds.add(new Deed.Say(step));
        }
        deeds.add(new Deed.End());
        return deeds;
    }

    /** Reasoning that is not shown takes its time all the same. */
    private static long hidden(Telling telling) {
        return telling.habits().thoughts() == Habits.Thoughts.HIDDEN
                ? telling.script().consumption().reasoning()
                : 0;
    }

    private static List<Deed> whole(Telling telling, Latency latency) {
        List<Deed> deeds = new ArrayList<>();
        wait(latency.firstNanos() + tokens(telling) * latency.tokenNanos(), deeds);
        deeds.add(new Deed.Answer(200, telling.voice().whole(telling), fields(telling)));
        return deeds;
    }

    /** Several answers are written side by side, so the longest counts. */
    private static long tokens(Telling telling) {
        return telling.script().choices().stream()
                .mapToLong(choice -> choice.thoughts().size() + choice.visible())
                .max()
                .orElse(0);
    }

    private static void wait(long nanos, List<Deed> deeds) {
        if (nanos > 0) {
            deeds.add(new Deed.Pause(nanos));
        }
    }
}
