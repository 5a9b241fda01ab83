package dev.junctor.core.dialect.openaichat;

import dev.junctor.core.dialect.TextSample;
import dev.junctor.core.json.Cursor;
import dev.junctor.core.json.Kind;
import dev.junctor.core.json.Names;
import dev.junctor.core.json.Scalars;
import dev.junctor.core.json.Splice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.Set;

/**
 * Walks a provider's whole answer or one chunk of it and notes the places that matter; all of it is passed on as it
 * came, so that nothing else is looked at.
 *
 * <p>A place that was not met is 0: no value can begin there.
 */
final class AnswerWalk {
    private static final int MAX_CHOICES = 128;
    private static final int MAX_RUNNING = 16;
    private static final Names NAMES =
            new Names(
                    Set.of(
                            "id",
                            "object",
                            "created",
                            "model",
                            "provider",
                            "choices",
                            "usage",
                            "error",
                            "service_tier",
                            "system_fingerprint",
                            "openrouter_metadata",
                            "obfuscation",
                            "p",
                            "index",
                            "delta",
                            "message",
                            "text",
                            "finish_reason",
                            "native_finish_reason",
                            "logprobs",
                            "role",
                            "type",
                            "name",
                            "content",
                            "reasoning",
                            "reasoning_content",
                            "reasoning_details",
                            "refusal",
                            "tool_calls",
                            "function",
                            "arguments"));

    /** Texts whose bytes count as completion. */
    private static final Set<String> COUNTED =
            Set.of(
                    "content",
                    "text",
                    "reasoning",
                    "reasoning_content",
                    "refusal",
                    "arguments",
                    "thinking",
                    "input");

    /** Texts below a delta that say what it is; they do not run on from chunk to chunk. */
    private static final Set<String> FIXED = Set.of("role", "type", "id", "name", "format");

    /** Texts at the top that differ in every chunk and say nothing. */
    private static final Set<String> PADDING = Set.of("obfuscation", "p");

    private final byte[] bytes;
    int open;
    int end;
    int idFrom;
    int idTo;
    int modelFrom;
    int modelTo;
    int providerFrom;
    int providerTo;
    int usageFrom;
    int usageTo;
    int anyUsageFrom; // of a usage that may be null or anything else
    int anyUsageTo;
    int vendorUsageFrom;
    int vendorUsageTo;
    int metadataFrom;
    int metadataTo;
    int errorFrom;
    int errorTo;
    int createdFrom;
    int createdTo;
    int tierFrom;
    int tierTo;
    int choicesFrom;
    int choices;
    long textBytes;
    String finishReason = "";
    List<Finish> finishes = List.of();
    final BitSet seen = new BitSet();
    final BitSet finished = new BitSet();
    private long counted; // a bit for each place in order: is it text of the completion
    private int[] places = new int[12]; // from and to of each text or number that may run on
    private int count;
    private boolean vendor;
    private boolean wellFormed;

    /**
     * Where a choice says why it finished.
     *
     * @param from offset of the reason, a string with something in it
     * @param nativeFrom offset of what stands for the reason in the provider's own words; 0 when nothing does
     */
    record Finish(int from, int to, int nativeFrom, int nativeTo) {}

    /** Walks the object that stands from {@code from} to {@code to}, with white space around it. */
    AnswerWalk(byte[] bytes, int from, int to) {
        this.bytes = bytes;
        this.open = from;
        while (open < to && bytes[open] <= ' ' && bytes[open] >= 0) {
            open++;
        }
        if (open == to || bytes[open] != '{') {
            return;
        }
        Cursor top = Cursor.trusted(bytes, open, to);
        while (top.next()) {
            if (!top(NAMES.of(bytes, top.nameFrom() + 1, top.nameTo() - 1), top)) {
                return;
            }
        }
        end = top.close();
        wellFormed = end > 0;
        for (int i = Math.max(0, end); i < to; i++) {
            wellFormed &= bytes[i] <= ' ' && bytes[i] >= 0;
        }
    }

    /** Whether it is an object, alone, as far as the walk can tell. */
    boolean isWellFormed() {
        return wellFormed;
    }

    /** Whether it says something of an answer: choices or usage. */
    boolean isAnswer() {
        return choicesFrom > 0 || usageFrom > 0;
    }

    /** Whether every chunk after this one may be the same but for its running places. */
    boolean isRepeatable() {
        boolean quiet = usageFrom == 0 && errorFrom == 0 && finished.isEmpty() && !vendor;
        return quiet && choices > 0 && count > 0 && count <= 2 * MAX_RUNNING;
    }

    /** Where the texts and numbers are that run on: from, to, from, to, … in order. */
    int[] running() {
        return Arrays.copyOf(places, count);
    }

    /** Whether the place of that number in {@link #running} is text of the completion. */
    boolean isText(int place) {
        return (counted >>> place & 1) != 0;
    }

    /** The text of the completion, of which so many bytes are kept. */
    TextSample text(int most) {
        TextSample sample = new TextSample(most);
        addTo(sample);
        return sample;
    }

    /** Adds the text of the completion. */
    void addTo(TextSample sample) {
        int marked = Math.min(count, 2 * Long.SIZE);
        for (int i = 0; i < marked; i += 2) {
            if (isText(i >>> 1)) {
                sample.add(bytes, places[i], places[i + 1]);
            }
        }
    }

    /** Whether a text or number that may run on is in what these changes replace. */
    boolean runsIn(List<Splice> splices) {
        for (Splice splice : splices) {
            for (int i = 0; i < count; i += 2) {
                if (splice.from() < places[i] && places[i + 1] < splice.to()) {
                    return true;
                }
            }
        }
        return false;
    }

    private boolean top(String name, Cursor top) {
        if (name.equals("choices") && top.kind() == Kind.ARRAY) {
            choicesFrom = top.from();
            top.leave(choices(top.inside()));
            return top.end() > 0;
        }
        int from = top.from();
        int to = top.end();
        if (to < 0) {
            return false;
        }
        Kind kind = top.kind();
        switch (name) {
            case "id" -> {
                idFrom = from;
                idTo = to;
            }
            case "model" -> {
                modelFrom = from;
                modelTo = to;
            }
            case "provider" -> {
                providerFrom = from;
                providerTo = to;
            }
            case "usage" -> {
                anyUsageFrom = from;
                anyUsageTo = to;
                if (kind == Kind.OBJECT) {
                    usageFrom = from;
                    usageTo = to;
                }
            }
            case "error" -> error(kind, from, to);
            case "openrouter_metadata" -> {
                metadataFrom = from;
                metadataTo = to;
            }
            case "service_tier" -> {
                tierFrom = kind == Kind.STRING ? from : 0;
                tierTo = to;
            }
            default -> other(name, kind, from, to);
        }
        return true;
    }

    private void other(String name, Kind kind, int from, int to) {
        if (kind == Kind.NUMBER) {
            if (name.equals("created")) {
                createdFrom = from;
                createdTo = to;
            }
            number(from, to);
        } else if (kind == Kind.STRING && PADDING.contains(name)) {
            place(from + 1, to - 1);
        } else if (kind == Kind.OBJECT && name.startsWith("x_")) {
            vendor(from, to);
        }
    }

    /** A provider's own field may hold what belongs at the top. */
    private void vendor(int from, int to) {
        vendor = true;
        Cursor fields = Cursor.trusted(bytes, from, to);
        while (fields.next() && fields.end() > 0) {
            String name = NAMES.of(bytes, fields.nameFrom() + 1, fields.nameTo() - 1);
            if (name.equals("usage") && fields.kind() == Kind.OBJECT) {
                vendorUsageFrom = fields.from();
                vendorUsageTo = fields.end();
            } else if (name.equals("error")) {
                error(fields.kind(), fields.from(), fields.end());
            }
        }
    }

    /** An error counts when it says something: not when it is null, false, 0 or empty. */
    private void error(Kind kind, int from, int to) {
        boolean said =
                switch (kind) {
                    case STRING, OBJECT, ARRAY -> to - from > 2;
                    case TRUE -> true;
                    case NUMBER -> bytes[from] != '0';
                    case FALSE, NULL -> false;
                };
        if (said && errorFrom == 0) {
            errorFrom = from;
            errorTo = to;
        }
    }

    private int choices(Cursor each) {
        while (each.next()) {
            choices++;
            if (each.kind() == Kind.OBJECT) {
                each.leave(choice(each.inside()));
            }
        }
        return each.close();
    }

    private int choice(Cursor choice) {
        int index = 0;
        int finishFrom = 0;
        int finishTo = 0;
        int nativeFrom = 0;
        int nativeTo = 0;
        while (choice.next()) {
            String name = NAMES.of(bytes, choice.nameFrom() + 1, choice.nameTo() - 1);
            Kind kind = choice.kind();
            boolean nested = kind == Kind.OBJECT || kind == Kind.ARRAY;
            if (nested && (name.equals("delta") || name.equals("message"))) {
                choice.leave(texts(choice.inside(), true));
                continue;
            }
            if (choice.end() < 0) {
                break;
            }
            switch (name) {
                case "index" -> index = small(choice.from(), choice.end());
                case "text" -> text(name, kind, choice.from(), choice.end(), true);
                case "error" -> error(kind, choice.from(), choice.end());
                case "finish_reason" -> {
                    if (kind == Kind.STRING && choice.end() - choice.from() > 2) {
                        finishFrom = choice.from();
                        finishTo = choice.end();
                    }
                }
                case "native_finish_reason" -> {
                    nativeFrom = choice.from();
                    nativeTo = choice.end();
                }
                case "usage" -> {
                    if (kind == Kind.OBJECT) {
                        vendor = true;
                        vendorUsageFrom = choice.from();
                        vendorUsageTo = choice.end();
                    }
                }
                default -> {}
            }
        }
        seen.set(index);
        if (finishFrom > 0) {
            finished.set(index);
            finish(new Finish(finishFrom, finishTo, nativeFrom, nativeTo));
        }
        return choice.close();
    }

    private void finish(Finish finish) {
        if (finishes.isEmpty()) {
            finishReason = Scalars.string(bytes, finish.from(), finish.to());
            finishes = new ArrayList<>(1);
        }
        finishes.add(finish);
    }

    /** Notes all texts below a delta or message. */
    private int texts(Cursor cursor, boolean counting) {
        while (cursor.next()) {
            String name =
                    cursor.nameTo() > 0
                            ? NAMES.of(bytes, cursor.nameFrom() + 1, cursor.nameTo() - 1)
                            : "";
            Kind kind = cursor.kind();
            if (kind == Kind.OBJECT || kind == Kind.ARRAY) {
                boolean below = counting && !name.equals("reasoning_details");
                cursor.leave(texts(cursor.inside(), below));
            } else if (cursor.end() > 0) {
                text(name, kind, cursor.from(), cursor.end(), counting);
            }
        }
        return cursor.close();
    }

    private void text(String name, Kind kind, int from, int to, boolean counting) {
        if (kind != Kind.STRING || FIXED.contains(name)) {
            return;
        }
        if (counting && COUNTED.contains(name)) {
            textBytes += to - from - 2;
            counted |= count < 2 * Long.SIZE ? 1L << (count >>> 1) : 0;
        }
        place(from + 1, to - 1);
    }

    private void number(int from, int to) {
        if (Scalars.integer(bytes, from, to).orElse(-1) >= 0) {
            place(from, to);
        }
    }

    private void place(int from, int to) {
        if (count == places.length) {
            places = Arrays.copyOf(places, count * 2);
        }
        places[count++] = from;
        places[count++] = to;
    }

    private int small(int from, int to) {
        long value = Scalars.integer(bytes, from, to).orElse(0);
        return value >= 0 && value < MAX_CHOICES ? (int) value : 0;
    }
}
