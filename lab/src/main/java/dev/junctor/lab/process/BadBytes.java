package dev.junctor.lab.process;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BooleanSupplier;

/** Bytes that are too many, or that say two things at once. */
final class BadBytes {
    private static final String POST = "POST " + House.CHAT + " HTTP/1.1\r\nHost: lab\r\n";
    private static final String JSON = "Content-Type: application/json\r\n";
    private static final String SMUGGLED = "GET /v1/models HTTP/1.1\r\nHost: lab\r\n\r\n";
    private static final int MB = 1024 * 1024;
    private static final int SENDERS = 16;
    private static final byte[] SPACES = " ".repeat(MB).getBytes(StandardCharsets.US_ASCII);

    private BadBytes() {}

    /**
     * What is said, and how it is answered: with this status, and never a second time.
     */
    private record Form(String what, String said, int status) {}

    private static final List<Form> BOMBS =
            List.of(
                    new Form("one header of 200 KB", POST + "X: " + "x".repeat(200_000), 431),
                    new Form("a target of 200 KB", "GET /" + "a".repeat(200_000), 431),
                    new Form("10,000 headers", POST + "X: 1\r\n".repeat(10_000) + "\r\n", 431),
                    new Form("300 headers", POST + "A: 1\r\n".repeat(300) + "\r\n", 431));

    private static final List<Form> SMUGGLERS =
            List.of(
                    new Form(
                            "length and chunks",
                            POST
                                    + JSON
                                    + "Content-Length: 4\r\nTransfer-Encoding: chunked\r\n\r\n"
                                    + "0\r\n\r\n"
                                    + SMUGGLED,
                            400),
                    new Form(
                            "two lengths",
                            POST + "Content-Length: 0\r\nContent-Length: 5\r\n\r\n" + SMUGGLED,
                            400),
                    new Form(
                            "a list of lengths",
                            POST + "Content-Length: 0, 7\r\n\r\n" + SMUGGLED,
                            400),
                    new Form(
                            "a length with a sign",
                            POST + "Content-Length: +5\r\n\r\nhello" + SMUGGLED,
                            400),
                    new Form(
                            "a negative length",
                            POST + "Content-Length: -1\r\n\r\n" + SMUGGLED,
                            400),
                    new Form(
                            "another coding",
                            POST + "Transfer-Encoding: gzip, chunked\r\n\r\n" + SMUGGLED,
                            501),
                    new Form(
                            "a space before the colon",
                            POST + "Transfer-Encoding : chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
                            400),
                    new Form(
                            "a folded header",
                            POST + "Transfer-Encoding:\r\n chunked\r\n\r\n0\r\n\r\n" + SMUGGLED,
                            400),
                    new Form(
                            "a chunk longer than it says",
                            POST
                                    + JSON
                                    + "Transfer-Encoding: chunked\r\n\r\n3\r\nabcdefgh\r\n0\r\n\r\n"
                                    + SMUGGLED,
                            400),
                    new Form(
                            "a chunk's length that is none",
                            POST + JSON + "Transfer-Encoding: chunked\r\n\r\nxyz\r\n" + SMUGGLED,
                            400),
                    new Form(
                            "a chunk's length of 17 digits",
                            POST
                                    + JSON
                                    + "Transfer-Encoding: chunked\r\n\r\n"
                                    + "F".repeat(17)
                                    + "\r\n"
                                    + SMUGGLED,
                            400),
                    new Form("two hosts", POST + "Host: other\r\n\r\n" + SMUGGLED, 400),
                    new Form(
                            "TLS where there is none",
                            "\u0016\u0003\u0001\u0002\u0000\r\n\r\n",
                            400));

    /** Heads that are too large in one way or another. */
    static String headerBombs(House house, Findings findings, BooleanSupplier goesOn)
            throws IOException {
        return all(BOMBS, house, findings, goesOn);
    }

    /** Requests whose end two servers could see at two places. */
    static String smuggling(House house, Findings findings, BooleanSupplier goesOn)
            throws IOException {
        return all(SMUGGLERS, house, findings, goesOn);
    }

    private static String all(
            List<Form> forms, House house, Findings findings, BooleanSupplier goesOn)
            throws IOException {
        Map<Integer, Integer> statuses = new TreeMap<>();
        do {
            for (Form form : forms) {
                statuses.merge(say(form, house, findings), 1, Integer::sum);
            }
        } while (goesOn.getAsBoolean());
        return SlowAbuse.counted(statuses);
    }

    private static int say(Form form, House house, Findings findings) throws IOException {
        try (Talk caller = house.talk()) {
            try {
                caller.say(form.said);
            } catch (IOException cut) {
                // what was refused need not be taken to its end
            }
            Talk.Reply reply = caller.hear();
            findings.expect(
                    reply.status() == form.status && reply.body().startsWith("{\"error\":{"),
                    form.what + " was answered " + reply);
            findings.expect(
                    reply.body().contains("\"code\":" + reply.status()),
                    form.what + ": the body names another status: " + reply.body());
            boolean again;
            try {
                again = caller.hear().status() > 0;
            } catch (IOException closed) {
                again = false;
            }
            findings.expect(!again, form.what + " was answered twice");
            return reply.status();
        } catch (IOException cut) {
            findings.expect(false, form.what + " was not answered: " + cut);
            return 0;
        }
    }

    /** Bodies of 100 MB, announced and in chunks. */
    static String largeBodies(House house, Findings findings, BooleanSupplier goesOn)
            throws IOException {
        Map<Integer, Integer> statuses = new TreeMap<>();
        do {
            statuses.merge(
                    large(house, findings, "Content-Length: " + 100 * MB + "\r\n\r\n", ""),
                    1,
                    Integer::sum);
            statuses.merge(
                    large(house, findings, "Transfer-Encoding: chunked\r\n\r\n", "100000\r\n"),
                    1,
                    Integer::sum);
        } while (goesOn.getAsBoolean());
        return SlowAbuse.counted(statuses);
    }

    private static int large(House house, Findings findings, String framing, String chunk)
            throws IOException {
        try (Talk caller = house.talk()) {
            caller.say(POST + JSON + "Authorization: Bearer " + House.KEY + "\r\n" + framing);
            try {
                for (int sent = 0; sent < 100; sent++) {
                    if (!chunk.isEmpty()) {
                        caller.say(chunk);
                    }
                    caller.say(SPACES);
                    if (!chunk.isEmpty()) {
                        caller.say("\r\n");
                    }
                    if (caller.socket().getInputStream().available() > 0) {
                        break;
                    }
                }
            } catch (IOException cut) {
                // it is told why before it is cut, or after
            }
            int status = caller.hear().status();
            findings.expect(status == 413, "a body of 100 MB was answered " + status);
            return status;
        } catch (IOException cut) {
            findings.expect(false, "a body of 100 MB was not answered: " + cut);
            return 0;
        }
    }

    /** Bodies that each may come, but not all at once, and that stop before their end. */
    static String manyBodies(House house, Findings findings, BooleanSupplier goesOn)
            throws IOException, InterruptedException {
        Map<Integer, Integer> statuses = new ConcurrentSkipListMap<>();
        do {
            List<Thread> callers = new ArrayList<>();
            for (int i = 0; i < SENDERS; i++) {
                callers.add(
                        Thread.ofVirtual()
                                .start(() -> statuses.merge(stopping(house), 1, Integer::sum)));
            }
            for (Thread caller : callers) {
                caller.join();
            }
        } while (goesOn.getAsBoolean());
        findings.expect(
                statuses.containsKey(408)
                        && statuses.containsKey(503)
                        && Set.of(0, 408, 503).containsAll(statuses.keySet()),
                "many bodies of 31 MB were answered " + SlowAbuse.counted(statuses));
        return SlowAbuse.counted(statuses);
    }

    private static int stopping(House house) {
        try (Talk caller = house.talk()) {
            caller.say(
                    POST
                            + JSON
                            + "Authorization: Bearer "
                            + House.KEY
                            + "\r\nContent-Length: "
                            + 31 * MB
                            + "\r\n\r\n");
            try {
                for (int sent = 0; sent < 30; sent++) {
                    caller.say(SPACES);
                    if (caller.socket().getInputStream().available() > 0) {
                        break;
                    }
                }
            } catch (IOException cut) {
                // it is told why before it is cut, or after
            }
            return caller.hear().status();
        } catch (IOException cut) {
            return 0;
        }
    }

    /** Many requests at once over one connection: some wait their turn, too many are refused. */
    static String pipelining(House house, Findings findings, BooleanSupplier goesOn)
            throws IOException {
        Map<Integer, Integer> statuses = new TreeMap<>();
        do {
            try (Talk caller = house.talk()) {
                StringBuilder many = new StringBuilder();
                for (int i = 0; i < 60; i++) {
                    String body = House.plainRequest(house.providers().getFirst(), "false");
                    many.append(
                            new String(
                                    Talk.request("POST", House.CHAT, House.KEY, body),
                                    StandardCharsets.UTF_8));
                }
                caller.say(many.toString());
                int good = 0;
                Talk.Reply reply = caller.hear();
                while (reply.status() == 200) {
                    good++;
                    reply = caller.hear();
                }
                statuses.merge(200, good, Integer::sum);
                statuses.merge(reply.status(), 1, Integer::sum);
                findings.expect(good >= 16, "of 60 requests at once " + good + " were answered");
                findings.expect(
                        reply.status() == 503,
                        "too many requests at once were answered " + reply.status());
                findings.expect(caller.isClosed(), "who sends too many at once is kept");
            }
        } while (goesOn.getAsBoolean());
        return SlowAbuse.counted(statuses);
    }
}
