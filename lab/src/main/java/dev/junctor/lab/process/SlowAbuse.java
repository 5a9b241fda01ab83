package dev.junctor.lab.process;

import dev.junctor.lab.kit.FleetDesk;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Callers who hold what they have got: a head, a body, a connection, an answer that they do not read. */
final class SlowAbuse {
    private static final int CONNECTIONS = 100;
    private static final int READERS = 6;
    private static final int FEW_BYTES = 4_096;
    private static final Duration PATIENCE = Duration.ofSeconds(20);
    private static final int STEP_MILLIS = 50;
    private static final long LATEST_NANOS = 15_000_000_000L;
    private static final String HEAD = "POST " + House.CHAT + " HTTP/1.1\r\nHost: lab\r\n";

    private SlowAbuse() {}

    /** Heads that come byte by byte. */
    static String heads(House house, Findings findings, BooleanSupplier goesOn)
            throws IOException, InterruptedException {
        return drip(house, findings, HEAD + "X-Slow: ");
    }

    /** Bodies that come byte by byte. */
    static String bodies(House house, Findings findings, BooleanSupplier goesOn)
            throws IOException, InterruptedException {
        return drip(
                house,
                findings,
                HEAD + "Content-Type: application/json\r\nContent-Length: 100000\r\n\r\n{");
    }

    /** Half a head, and never a word more. */
    static String halfOpen(House house, Findings findings, BooleanSupplier goesOn)
            throws IOException, InterruptedException {
        List<Talk> callers = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                Talk caller = house.talk();
                callers.add(caller);
                caller.say(HEAD);
            }
            return told(callers, findings);
        } finally {
            callers.forEach(Talk::close);
        }
    }

    private static String drip(House house, Findings findings, String begin)
            throws IOException, InterruptedException {
        List<Talk> callers = new ArrayList<>();
        try {
            for (int i = 0; i < CONNECTIONS; i++) {
                Talk caller = house.talk();
                callers.add(caller);
                caller.say(begin);
            }
            long end = System.nanoTime() + LATEST_NANOS;
            List<Talk> slow = new ArrayList<>(callers);
            while (!slow.isEmpty() && System.nanoTime() < end) {
                slow.removeIf(SlowAbuse::isOver);
                TimeUnit.MILLISECONDS.sleep(STEP_MILLIS);
            }
            return told(callers, findings);
        } finally {
            callers.forEach(Talk::close);
        }
    }

    /** Says one byte more; whether the caller was answered or cut. */
    private static boolean isOver(Talk caller) {
        try {
            if (caller.socket().getInputStream().available() > 0) {
                return true;
            }
            caller.say("a");
            return false;
        } catch (IOException cut) {
            return true;
        }
    }

    /** Expects that each is told that it is too slow, in the dialect, and then let go. */
    private static String told(List<Talk> callers, Findings findings) {
        Map<Integer, Integer> statuses = new TreeMap<>();
        for (Talk caller : callers) {
            int status = 0;
            try {
                Talk.Reply reply = caller.hear();
                status = reply.status();
                findings.expect(
                        reply.body().contains("\"code\":" + status),
                        "a slow caller's answer is not in its dialect: " + reply.body());
                findings.expect(caller.isClosed(), "a slow caller is kept");
            } catch (IOException cut) {
                // 0 stands for no answer
            }
            statuses.merge(status, 1, Integer::sum);
        }
        findings.expect(
                statuses.equals(Map.of(408, callers.size())),
                "slow callers were answered " + statuses);
        return counted(statuses);
    }

    static String counted(Map<Integer, Integer> statuses) {
        StringBuilder text = new StringBuilder();
        new TreeMap<>(new HashMap<>(statuses))
                .forEach((status, count) ->
                        text.append(text.isEmpty() ? "" : ", ")
                                .append(count)
                                .append(" × ")
                                .append(status == 0 ? "cut" : status));
        return text.toString();
    }

    /** Streams of megabytes that nobody reads: what waits is bounded, and after a while they are cut. */
    static String neverReading(House house, Findings findings, BooleanSupplier goesOn)
            throws IOException, InterruptedException {
        List<Talk> callers = new ArrayList<>();
        try {
            for (int i = 0; i < READERS; i++) {
                Talk caller = house.talk(FEW_BYTES);
                callers.add(caller);
                String provider = house.providers().get(i % house.providers().size());
                caller.say(Talk.request("POST", House.CHAT, House.KEY, endless(provider)));
            }
            List<Talk> kept = new ArrayList<>(callers);
            FleetDesk.comesTrue(
                    PATIENCE,
                    () -> {
                        kept.removeIf(SlowAbuse::isCut);
                        return kept.isEmpty();
                    });
            findings.expect(
                    kept.isEmpty(), kept.size() + " streams that nobody reads were not cut");
            return (READERS - kept.size()) + " of " + READERS + " cut";
        } finally {
            callers.forEach(Talk::close);
        }
    }

    /** Says an empty line, which means nothing before a request; fails once the other side is gone. */
    private static boolean isCut(Talk caller) {
        try {
            caller.say("\r\n");
            return false;
        } catch (IOException cut) {
            return true;
        }
    }

    /** More than all sockets on the way take. */
    private static String endless(String provider) {
        String plain = House.plainRequest(provider, "true");
        return plain.substring(0, plain.length() - 1)
                + ",\"simulator\":{\"fault\":\"huge_chunk\",\"bytes\":9000000}}";
    }
}
