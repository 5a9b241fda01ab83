package dev.junctor.lab.overload;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.LongAdder;
import java.util.concurrent.locks.ReentrantLock;

/** What the callers with one key got within the time that is measured. */
final class Tally {
    private final ConcurrentMap<Integer, LongAdder> byStatus = new ConcurrentHashMap<>();
    private final ReentrantLock writing = new ReentrantLock();
    private long[] latencies = new long[1_024];
    private int served;

    /** An answer came; {@code status} 0 for none. */
    void heard(int status, long nanos) {
        byStatus.computeIfAbsent(status, unseen -> new LongAdder()).increment();
        if (status == 200) {
            writing.lock();
            try {
                if (served == latencies.length) {
                    latencies = Arrays.copyOf(latencies, served * 2);
                }
                latencies[served++] = nanos;
            } finally {
                writing.unlock();
            }
        }
    }

    /** Answers with status 200. */
    int served() {
        return served;
    }

    /** Answers by status. */
    Map<Integer, Long> statuses() {
        Map<Integer, Long> statuses = new TreeMap<>();
        byStatus.forEach((status, count) -> statuses.put(status, count.sum()));
        return statuses;
    }

    /** The latency that this share of those served had at most, in milliseconds; 0 when none was served. */
    double millis(double share) {
        if (served == 0) {
            return 0;
        }
        long[] sorted = Arrays.copyOf(latencies, served);
        Arrays.sort(sorted);
        return sorted[(int) Math.min(served - 1L, (long) (share * served))] / 1e6;
    }
}
