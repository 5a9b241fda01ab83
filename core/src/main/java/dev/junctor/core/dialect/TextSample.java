package dev.junctor.core.dialect;

import dev.junctor.core.json.Bytes;
import dev.junctor.core.json.Scalars;

/**
 * The beginning of a text and the length of all of it, to count its tokens by: of a long text only so much is kept and
 * counted, and the rest is taken to be like it. What it says is shown to nobody.
 */
public final class TextSample {
    /** Longest sequence of UTF-8. */
    private static final int LONGEST = 4;

    private final int most;
    private final Bytes kept = new Bytes(0);
    private long bytes;
    private long marks;
    private boolean full;

    /**
     * Empty.
     *
     * @param most bytes to keep; 0 for a length alone
     */
    public TextSample(int most) {
        this.most = most;
    }

    /** Goes on with what stands inside a JSON string, as it is written there. */
    public void add(byte[] json, int from, int to) {
        bytes += to - from;
        if (full || most == 0) {
            return;
        }
        int end = to;
        if (to - from > most - kept.length()) {
            full = true; // what follows is no more next to what is kept
            end = whole(json, from, to, from + most - kept.length());
        }
        kept.append(json, from, end);
    }

    /** Goes on with so many bytes that nobody looked at, where no more is kept. */
    public void skip(long count) {
        bytes += count;
        full = true;
    }

    /** Whether more of the text would be kept. */
    public boolean keeps() {
        return !full && most > 0;
    }

    /** Adds tokens that are sure to stand between the texts. */
    public void mark(long tokens) {
        marks += tokens;
    }

    /** The end of the last whole character before {@code limit}. */
    private static int whole(byte[] json, int from, int to, int limit) {
        int i = from;
        while (i < limit) {
            int next = Math.min(to, i + step(json, i, to));
            if (next > limit) {
                return i;
            }
            i = next;
        }
        return i;
    }

    private static int step(byte[] json, int at, int to) {
        if (json[at] == '\\') {
            return at + 1 < to && json[at + 1] == 'u' ? 6 : 2;
        }
        int next = at + 1;
        while (next < to && next < at + LONGEST && (json[next] & 0xC0) == 0x80) {
            next++;
        }
        return next - at;
    }

    /** Bytes of all that was added, as JSON writes it. */
    public long bytes() {
        return bytes;
    }

    /** Bytes that are kept. */
    public int keptBytes() {
        return kept.length();
    }

    /** Tokens that stand between the texts. */
    public long marks() {
        return marks;
    }

    /** The text that is kept. */
    public String text() {
        Bytes quoted = new Bytes(kept.length() + 2);
        byte[] quote = {'"'};
        quoted.append(quote);
        quoted.append(kept.array(), 0, kept.length());
        quoted.append(quote);
        return Scalars.string(quoted.array(), 0, quoted.length());
    }

    @Override
    public boolean equals(Object other) {
        if (this == other) {
            return true;
        }
        return other instanceof TextSample that
                && bytes == that.bytes
                && marks == that.marks
                && text().equals(that.text());
    }

    @Override
    public int hashCode() {
        return Long.hashCode(bytes);
    }

    @Override
    public String toString() {
        return "TextSample[" + kept.length() + " of " + bytes + " bytes]";
    }
}
