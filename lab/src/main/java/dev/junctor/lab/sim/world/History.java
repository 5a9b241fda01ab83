package dev.junctor.lab.sim.world;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.function.Supplier;

/** What happened, for people to read; written only where somebody will. */
public final class History {
    /** What belongs to no single request. */
    public static final int WORLD = -1;

    /** Whether it is written. */
    public enum Telling {
        SILENT,
        NARRATED
    }

    private record Line(long nanos, int request, String text) {}

    private final Timeline timeline;
    private final Telling telling;
    private final List<Line> lines = new ArrayList<>();

    /** A history that begins. */
    public History(Timeline timeline, Telling telling) {
        this.timeline = timeline;
        this.telling = telling;
    }

    /**
     * Something happened.
     *
     * @param request its number; {@link #WORLD} for none
     */
    public void tell(int request, Supplier<String> text) {
        if (telling == Telling.NARRATED) {
            lines.add(new Line(timeline.now(), request, text.get()));
        }
    }

    /** All that concerns a request: its own events and those of the world, with their times in seconds. */
    public List<String> of(int request) {
        return lines.stream()
                .filter(line -> line.request == request || line.request == WORLD)
                .map(line ->
                        String.format(
                                Locale.ROOT,
                                "%12.6f s  %-6s %s",
                                line.nanos / 1e9,
                                line.request == WORLD ? "world" : "#" + line.request,
                                line.text))
                .toList();
    }
}
