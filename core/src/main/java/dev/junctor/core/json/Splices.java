package dev.junctor.core.json;

import java.util.Arrays;
import java.util.List;

/** Carries out changes to bytes. */
public final class Splices {
    private Splices() {}

    /** The bytes from 0 to {@code length} with the changes made; without changes a plain copy. */
    public static byte[] apply(byte[] bytes, int length, List<Splice> splices) {
        if (splices.isEmpty()) {
            return Arrays.copyOf(bytes, length);
        }
        int size = length;
        for (Splice splice : splices) {
            size += splice.replacement().length - (splice.to() - splice.from());
        }
        Bytes out = new Bytes(size);
        apply(bytes, 0, length, splices, out);
        return out.length() == out.array().length ? out.array() : out.toArray();
    }

    /** Appends the bytes from {@code from} to {@code to} with the changes made; offsets are those of the array. */
    public static void apply(byte[] bytes, int from, int to, List<Splice> splices, Bytes out) {
        int done = from;
        for (int i = 0;
                i < splices.size();
                i++) { // no iterator: this runs for each event of a stream
            Splice splice = splices.get(i);
            out.append(bytes, done, splice.from());
            out.append(splice.replacement());
            done = splice.to();
        }
        out.append(bytes, done, to);
    }
}
