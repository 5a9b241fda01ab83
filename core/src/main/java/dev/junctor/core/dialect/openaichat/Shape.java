package dev.junctor.core.dialect.openaichat;

import dev.junctor.core.dialect.TextSample;
import dev.junctor.core.json.Bytes;
import dev.junctor.core.json.Search;
import dev.junctor.core.json.Splice;
import dev.junctor.core.json.Splices;
import java.util.Arrays;
import java.util.List;

/**
 * How the events of a stream look that differ only in their texts and counters: constants with plain strings or digits
 * between them. An event that fits is rewritten by copying, without being read.
 *
 * <p>Sound because a string ends at its first quote that is not escaped: where all constants are equal, the structure
 * is equal, and what the learned event did not have (an error, usage, a reason to finish) this one has not either.
 */
final class Shape {
    private static final int STRING = 0;
    private static final int DIGITS = 1;

    private final byte[][] expected;
    private final byte[][] written;
    private final byte[] kinds;
    private final boolean[] text;
    private final int[] ends; // scratch: where each running place ended in the event at hand
    private final int asTheyAre; // from this constant on nothing is rewritten
    private long textBytes;

    private Shape(byte[][] expected, byte[][] written, byte[] kinds, boolean[] text) {
        this.expected = expected;
        this.written = written;
        this.kinds = kinds;
        this.text = text;
        this.ends = new int[kinds.length];
        int last = expected.length;
        while (last > 1 && Arrays.equals(expected[last - 1], written[last - 1])) {
            last--;
        }
        this.asTheyAre = last;
    }

    /**
     * Learns from an event.
     *
     * @param splices what is rewritten in it, in order; nothing in a running place
     * @param walk knows where its texts and counters are
     */
    static Shape of(byte[] event, int from, int to, List<Splice> splices, AnswerWalk walk) {
        int[] running = walk.running();
        int places = running.length / 2;
        byte[][] expected = new byte[places + 1][];
        byte[][] written = new byte[places + 1][];
        byte[] kinds = new byte[places];
        boolean[] text = new boolean[places];
        int at = from;
        int used = 0;
        for (int i = 0; i <= places; i++) {
            int end = i < places ? running[2 * i] : to;
            int first = used;
            while (used < splices.size() && splices.get(used).to() <= end) {
                used++;
            }
            Bytes constant = new Bytes(end - at + 64);
            Splices.apply(event, at, end, splices.subList(first, used), constant);
            expected[i] = Arrays.copyOfRange(event, at, end);
            written[i] = constant.toArray();
            if (i < places) {
                kinds[i] = (byte) (event[end - 1] == '"' ? STRING : DIGITS);
                text[i] = walk.isText(i);
                at = running[2 * i + 1];
            }
        }
        return new Shape(expected, written, kinds, text);
    }

    /**
     * Takes the event at {@code from} if it fits, and appends it rewritten.
     *
     * @return the offset behind it, or −1
     */
    int take(byte[] bytes, int from, int to, Bytes out) {
        int at = from;
        long counted = 0;
        for (int i = 0; i < kinds.length; i++) {
            at = constant(bytes, at, to, expected[i]);
            if (at < 0) {
                return -1;
            }
            int end =
                    kinds[i] == STRING
                            ? Search.plainStringEnd(bytes, at, to)
                            : Search.digitsEnd(bytes, at, to);
            if (end < 0) {
                return -1;
            }
            if (text[i]) {
                counted += end - at;
            }
            ends[i] = end;
            at = end;
        }
        at = constant(bytes, at, to, expected[kinds.length]);
        if (at >= 0) {
            write(bytes, from, at, out);
            textBytes = counted;
        }
        return at;
    }

    /** Bytes of the completion in the event that was taken last. */
    long textBytes() {
        return textBytes;
    }

    /** Adds the completion's text of the event that was taken last, which stands at {@code from}. */
    void addTextTo(TextSample sample, byte[] bytes, int from) {
        int at = from;
        for (int i = 0; i < kinds.length; i++) {
            at += expected[i].length;
            if (text[i]) {
                sample.add(bytes, at, ends[i]);
            }
            at = ends[i];
        }
    }

    private static int constant(byte[] bytes, int at, int to, byte[] constant) {
        int end = at + constant.length;
        return end <= to && Arrays.mismatch(bytes, at, end, constant, 0, constant.length) < 0
                ? end
                : -1;
    }

    private void write(byte[] bytes, int from, int end, Bytes out) {
        int at = from;
        for (int i = 0; i < asTheyAre; i++) {
            out.append(written[i]);
            at += expected[i].length;
            if (i < ends.length) {
                int place = i + 1 < asTheyAre ? ends[i] : end;
                out.append(bytes, at, place);
                at = place;
            }
        }
    }
}
