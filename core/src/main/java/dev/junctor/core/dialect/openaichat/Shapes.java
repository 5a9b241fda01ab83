package dev.junctor.core.dialect.openaichat;

import dev.junctor.core.dialect.TextSample;
import dev.junctor.core.json.Bytes;

/** The few shapes that a stream's events take in turn; the one used last is tried first. */
final class Shapes {
    private static final int KEPT = 3;
    private static final int PATIENCE = 8;

    private final Shape[] shapes = new Shape[KEPT];
    private int count;
    private int learned; // since one fitted

    /** Takes the event at {@code from} if it fits a shape; the offset behind it, or −1. */
    int take(byte[] bytes, int from, int to, Bytes out) {
        for (int i = 0; i < count; i++) {
            int end = shapes[i].take(bytes, from, to, out);
            if (end >= 0) {
                toFront(i, shapes[i]);
                learned = 0;
                return end;
            }
        }
        return -1;
    }

    /** Bytes of the completion in the event that was taken last. */
    long textBytes() {
        return shapes[0].textBytes();
    }

    /** Adds the completion's text of the event that was taken last, which stands at {@code from}. */
    void addTextTo(TextSample sample, byte[] bytes, int from) {
        shapes[0].addTextTo(sample, bytes, from);
    }

    /** Whether it may pay to learn one more: not in a stream whose events are all different. */
    boolean learns() {
        return learned < PATIENCE;
    }

    /** Keeps a shape instead of the one that was not used for longest. */
    void learn(Shape shape) {
        learned++;
        count = Math.min(count + 1, KEPT);
        toFront(count - 1, shape);
    }

    private void toFront(int place, Shape shape) {
        System.arraycopy(shapes, 0, shapes, 1, place);
        shapes[0] = shape;
    }
}
