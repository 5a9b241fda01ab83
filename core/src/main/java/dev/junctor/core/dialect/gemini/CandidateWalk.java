package dev.junctor.core.dialect.gemini;

import dev.junctor.core.dialect.TextSample;
import dev.junctor.core.json.Cursor;
import dev.junctor.core.json.Kind;
import dev.junctor.core.json.Scalars;
import java.nio.charset.StandardCharsets;

/** Reads the candidates of one response: what they wrote, whether they ended, how often was searched for them. */
final class CandidateWalk {
    private static final byte[] CONTENT = ascii("content");
    private static final byte[] PARTS = ascii("parts");
    private static final byte[] TEXT = ascii("text");
    private static final byte[] CALL = ascii("functionCall");
    private static final byte[] ARGS = ascii("args");
    private static final byte[] FINISH = ascii("finishReason");
    private static final byte[] INDEX = ascii("index");
    private static final byte[] GROUNDING = ascii("groundingMetadata");
    private static final byte[] QUERIES = ascii("webSearchQueries");

    private final byte[] bytes;
    private final TextSample sample;
    private long seen;
    private long ended;
    private String finishReason = "";
    private long searches;

    CandidateWalk(byte[] bytes, TextSample sample) {
        this.bytes = bytes;
        this.sample = sample;
    }

    /** The end of the list, or the complement of the first byte that is wrong. */
    int walk(Cursor list) {
        while (list.next()) {
            if (list.kind() == Kind.OBJECT) {
                list.leave(candidate(list.inside()));
            }
        }
        return list.close();
    }

    private int candidate(Cursor fields) {
        long index = 0;
        boolean ends = false;
        while (fields.next()) {
            if (fields.named(CONTENT) && fields.kind() == Kind.OBJECT) {
                fields.leave(inner(fields.inside(), PARTS, Kind.ARRAY));
            } else if (fields.named(FINISH) && fields.kind() == Kind.STRING && fields.end() > 0) {
                ends = true;
                finishReason = Scalars.string(bytes, fields.from(), fields.end());
            } else if (fields.named(INDEX) && fields.kind() == Kind.NUMBER && fields.end() > 0) {
                index = Scalars.integer(bytes, fields.from(), fields.end()).orElse(0);
            } else if (fields.named(GROUNDING) && fields.kind() == Kind.OBJECT) {
                fields.leave(grounding(fields.inside()));
            }
        }
        long bit = 1L << Math.clamp(index, 0, Long.SIZE - 1);
        seen |= bit;
        ended |= ends ? bit : 0;
        return fields.close();
    }

    /** The parts of a content, or the arguments of a call. */
    private int inner(Cursor fields, byte[] name, Kind kind) {
        while (fields.next()) {
            if (fields.named(name) && fields.kind() == kind) {
                if (kind == Kind.ARRAY) {
                    fields.leave(parts(fields.inside()));
                } else if (fields.end() > 0) {
                    sample.add(bytes, fields.from(), fields.end());
                }
            }
        }
        return fields.close();
    }

    private int parts(Cursor parts) {
        while (parts.next()) {
            if (parts.kind() == Kind.OBJECT) {
                parts.leave(part(parts.inside()));
            }
        }
        return parts.close();
    }

    private int part(Cursor fields) {
        while (fields.next()) {
            if (fields.named(TEXT) && fields.kind() == Kind.STRING && fields.end() > 0) {
                sample.add(bytes, fields.from() + 1, fields.end() - 1);
            } else if (fields.named(CALL) && fields.kind() == Kind.OBJECT) {
                fields.leave(inner(fields.inside(), ARGS, Kind.OBJECT));
            }
        }
        return fields.close();
    }

    private int grounding(Cursor fields) {
        while (fields.next()) {
            if (fields.named(QUERIES) && fields.kind() == Kind.ARRAY) {
                Cursor queries = fields.inside();
                long count = 0;
                while (queries.next()) {
                    count++;
                }
                searches = Math.max(searches, count);
                fields.leave(queries.close());
            }
        }
        return fields.close();
    }

    /** A bit for each candidate that was met, by its index. */
    long seen() {
        return seen;
    }

    /** A bit for each candidate that ended. */
    long ended() {
        return ended;
    }

    /** Why the last of them ended; empty when none did. */
    String finishReason() {
        return finishReason;
    }

    /** Searches in the web that the answer rests on. */
    long searches() {
        return searches;
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
