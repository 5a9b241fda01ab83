package dev.junctor.lab.soak;

import java.util.Locale;

/**
 * What was seen of the process at one moment, and of the callers since the one before.
 *
 * @param seconds since the load began
 * @param heapBytes that live after a full collection
 * @param rssBytes resident memory of the whole process
 * @param handles open files and sockets
 * @param threads of the operating system
 * @param p50Millis median of whole answers to requests without a fault
 * @param p99Millis the same for the slowest hundredth
 * @param requests that ended, of all kinds
 * @param errors requests without a fault that were not answered whole
 * @param backlog records in the journal that are not in the database yet
 * @param segments files of the journal
 * @param databaseBytes of the database with its log
 */
record Sample(
        double seconds,
        long heapBytes,
        long rssBytes,
        long handles,
        long threads,
        double p50Millis,
        double p99Millis,
        long requests,
        long errors,
        long backlog,
        long segments,
        long databaseBytes) {
    private static final double MEGABYTE = 1 << 20;

    /** The columns of {@link #csv}. */
    static final String HEAD =
            "seconds,heap_bytes,rss_bytes,handles,threads,p50_ms,p99_ms,requests,errors,backlog,"
                    + "segments,database_bytes";

    /** What is looked at for a trend. */
    enum Measure {
        HEAP("heap after collection", "MB"),
        RSS("resident memory", "MB"),
        HANDLES("open handles", ""),
        THREADS("threads", ""),
        P50("p50", "ms"),
        P99("p99", "ms"),
        BACKLOG("records not yet in the database", ""),
        SEGMENTS("segments of the journal", "");

        private final String title;
        private final String unit;

        Measure(String title, String unit) {
            this.title = title;
            this.unit = unit;
        }

        String title() {
            return title;
        }

        double of(Sample sample) {
            return switch (this) {
                case HEAP -> sample.heapBytes / MEGABYTE;
                case RSS -> sample.rssBytes / MEGABYTE;
                case HANDLES -> sample.handles;
                case THREADS -> sample.threads;
                case P50 -> sample.p50Millis;
                case P99 -> sample.p99Millis;
                case BACKLOG -> sample.backlog;
                case SEGMENTS -> sample.segments;
            };
        }

        String unit() {
            return unit;
        }
    }

    String csv() {
        return String.format(
                Locale.ROOT,
                "%.1f,%d,%d,%d,%d,%.2f,%.2f,%d,%d,%d,%d,%d",
                seconds,
                heapBytes,
                rssBytes,
                handles,
                threads,
                p50Millis,
                p99Millis,
                requests,
                errors,
                backlog,
                segments,
                databaseBytes);
    }

    /** A line for people. */
    String line() {
        return String.format(
                Locale.ROOT,
                "%6.0f s  heap %5.1f MB  rss %5.1f MB  handles %4d  threads %3d  p50 %6.1f ms"
                        + "  p99 %7.1f ms  %,7d requests  %d errors  backlog %,d  segments %d"
                        + "  database %.1f MB",
                seconds,
                heapBytes / MEGABYTE,
                rssBytes / MEGABYTE,
                handles,
                threads,
                p50Millis,
                p99Millis,
                requests,
                errors,
                backlog,
                segments,
                databaseBytes / MEGABYTE);
    }
}
