package dev.junctor.lab.sim.callers;

import dev.junctor.engine.port.UpstreamClient;
import dev.junctor.lab.sim.fleet.Form;
import java.nio.charset.StandardCharsets;
import java.util.Map;

/**
 * What a caller wants, and how it behaves.
 *
 * @param number of the request in its world
 * @param atNanos when it asks
 * @param node which of the nodes it asks
 * @param secret the key as it is presented
 * @param body as it is sent
 * @param tries how often it has asked before
 */
public record Wish(
        int number,
        long atNanos,
        int node,
        String secret,
        String body,
        Form form,
        Manner manner,
        int tries) {

    /** How a caller behaves. */
    public sealed interface Manner {
        /** It waits and reads. */
        record Patient() implements Manner {}

        /** It takes few bytes at a time. */
        record SlowReader(int bytes, long everyNanos) implements Manner {}

        /** It leaves so long after it asked, unless it has its answer by then. */
        record LeavesAfter(long nanos) implements Manner {}

        /** It leaves when so many bytes have come. */
        record LeavesAtByte(int bytes) implements Manner {}

        /** It never reads, and leaves after a while. */
        record NeverReads(long leavesAfterNanos) implements Manner {}

        /** It asks again when it is told to come again. */
        record AsksAgain() implements Manner {}
    }

    /** The same, asked once more. */
    public Wish again(int newNumber, long newNanos, int newNode) {
        return new Wish(
                newNumber,
                newNanos,
                newNode,
                secret,
                body.replace(Prompts.mark(number), Prompts.mark(newNumber)),
                form,
                manner,
                tries + 1);
    }

    /** The headers that it sends. */
    public UpstreamClient.Headers headers() {
        Map<String, String> fields =
                secret.isEmpty()
                        ? Map.of("user-agent", "lab/1")
                        : Map.of("authorization", "Bearer " + secret, "user-agent", "lab/1");
        return name -> fields.getOrDefault(name, "");
    }

    /** The body's bytes. */
    public byte[] bytes() {
        return body.getBytes(StandardCharsets.UTF_8);
    }
}
