package dev.junctor.core.json;

import dev.junctor.core.json.Scan.Text;
import java.util.Arrays;

/**
 * Walks the fields of one object or the elements of one array, in order, without reading what they hold.
 *
 * <p>A value is skipped by the next {@link #next}; who has walked through it alone says where it ended by
 * {@link #leave}, so that no byte is read twice. After the last call of {@link #next}, {@link #close} tells whether
 * all was well formed.
 */
public final class Cursor {
    private final byte[] bytes;
    private final int limit;
    private final int depth;
    private final Text text;
    private final boolean object;
    private int nameFrom;
    private int nameTo;
    private int from;
    private int end; // of the value; -1 while nobody looked, which no offset's complement can be
    private int at;
    private int closed; // 0 while open; behind the bracket, or ~offset of what was wrong

    /**
     * A walk through the array or object that begins at {@code from}.
     *
     * @param limit where the bytes end
     * @param depth how many arrays and objects are open around it
     */
    public Cursor(byte[] bytes, int from, int limit, int depth, Text text) {
        this.bytes = bytes;
        this.limit = limit;
        this.depth = depth + 1;
        this.text = text;
        this.object = from < limit && bytes[from] == '{';
        this.at = from;
        if (from >= limit || (!object && bytes[from] != '[') || depth >= Scan.MAX_DEPTH) {
            closed = ~from;
        }
    }

    /** A walk through a well-formed value of an answer, which is passed on as it came. */
    public static Cursor trusted(byte[] bytes, int from, int to) {
        return new Cursor(bytes, from, to, 0, Text.TRUSTED);
    }

    /** Goes to the next field or element; false behind the last and where something is wrong. */
    public boolean next() {
        if (closed != 0) {
            return false;
        }
        boolean first = from == 0;
        int i = first ? at + 1 : end();
        if (i < 0) {
            return stop(i);
        }
        i = Scan.space(bytes, i, limit);
        if (i >= limit) {
            return stop(~limit);
        }
        if (bytes[i] == (object ? '}' : ']')) {
            return stop(i + 1);
        }
        if (!first) {
            if (bytes[i] != ',') {
                return stop(~i);
            }
            i = Scan.space(bytes, i + 1, limit);
        }
        if (object) {
            i = name(i);
            if (i < 0) {
                return stop(i);
            }
        }
        if (i >= limit) {
            return stop(~limit);
        }
        from = i;
        end = -1;
        return true;
    }

    /** Reads a key and its colon; the offset of the value or the complement of what was wrong. */
    private int name(int i) {
        if (i >= limit) {
            return ~limit;
        }
        if (bytes[i] != '"') {
            return ~i;
        }
        int behind = Scan.string(bytes, i, limit, text);
        if (behind < 0) {
            return behind;
        }
        nameFrom = i;
        nameTo = behind;
        int colon = Scan.space(bytes, behind, limit);
        if (colon >= limit || bytes[colon] != ':') {
            return ~colon;
        }
        return Scan.space(bytes, colon + 1, limit);
    }

    private boolean stop(int where) {
        closed = where;
        return false;
    }

    /** Offset of the key's opening quote. */
    public int nameFrom() {
        return nameFrom;
    }

    /** Offset behind the key's closing quote. */
    public int nameTo() {
        return nameTo;
    }

    /** Whether the key is spelled so; {@code name} without quotes. */
    public boolean named(byte[] name) {
        return nameTo - nameFrom == name.length + 2
                && Arrays.mismatch(bytes, nameFrom + 1, nameTo - 1, name, 0, name.length) < 0;
    }

    /** Offset of the value's first byte. */
    public int from() {
        return from;
    }

    /** What the value is. */
    public Kind kind() {
        return Kind.of(bytes[from]);
    }

    /** Offset behind the value's last byte, or the complement of the first byte that is wrong in it. */
    public int end() {
        if (end == -1) {
            end = Scan.value(bytes, from, limit, depth, text);
        }
        return end;
    }

    /** A walk through the value. */
    public Cursor inside() {
        return new Cursor(bytes, from, limit, depth, text);
    }

    /** Says where the value ended, or the complement of what was wrong in it. */
    public void leave(int behind) {
        end = behind;
    }

    /**
     * Walks over what is left.
     *
     * @return the offset behind the closing bracket, or the complement of the first byte that is wrong
     */
    public int close() {
        while (next()) {
            end();
        }
        return closed;
    }
}
