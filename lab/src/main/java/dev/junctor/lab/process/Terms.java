package dev.junctor.lab.process;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;

/**
 * How much is done.
 *
 * @param folder for configurations, data and logs
 * @param requests of the run that looks for leaks
 * @param window how long healthy callers are counted at a time
 * @param rounds how often windows alone and windows beside an abuse take turns
 * @param perSecond requests that healthy callers offer
 * @param least share of their throughput alone that healthy callers keep beside an abuse, at least
 * @param idlers connections that say nothing
 * @param dialling new connections a second
 * @param dialled how long they come
 */
record Terms(
        Path folder,
        int requests,
        Duration window,
        int rounds,
        int perSecond,
        double least,
        int idlers,
        int dialling,
        Duration dialled) {
    /** What the issue of a release asks for. */
    static Terms whole(Path folder) {
        return new Terms(
                folder,
                10_000,
                Duration.ofSeconds(5),
                3,
                200,
                0.95,
                10_000,
                5_000,
                Duration.ofSeconds(20));
    }

    /** A form for a build on a busy machine: few requests, short windows, generous margins. */
    static Terms brief(Path folder) {
        return new Terms(
                folder,
                1_500,
                Duration.ofMillis(300),
                1,
                60,
                0.6,
                1_000,
                1_000,
                Duration.ofMillis(400));
    }

    /** Reads {@code --short} and {@code --folder PATH}. */
    static Terms read(List<String> args, Path usual) {
        Path folder = usual;
        boolean brief = false;
        for (int i = 0; i < args.size(); i++) {
            switch (args.get(i)) {
                case "--short" -> brief = true;
                case "--folder" -> {
                    if (++i == args.size()) {
                        throw new IllegalArgumentException("--folder needs a path");
                    }
                    folder = Path.of(args.get(i));
                }
                default ->
                        throw new IllegalArgumentException(
                                "unknown option "
                                        + args.get(i)
                                        + "; there are --short and --folder PATH");
            }
        }
        return brief ? brief(folder) : whole(folder);
    }
}
