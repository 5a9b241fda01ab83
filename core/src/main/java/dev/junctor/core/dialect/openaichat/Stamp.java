package dev.junctor.core.dialect.openaichat;

import dev.junctor.core.dialect.Identity;
import dev.junctor.core.json.Quoted;
import dev.junctor.core.json.Splice;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/** Our name on an answer: {@code id}, {@code model} and {@code provider}, whatever stood there. */
final class Stamp {
    /** Splices come in any order while they are gathered. */
    static final Comparator<Splice> IN_ORDER = Comparator.comparingInt(Splice::from);

    private static final byte[] ID_KEY = ascii("\"id\":");
    private static final byte[] PROVIDER_KEY = ascii("\"provider\":");
    private static final byte[] MODEL_KEY = ascii("\"model\":");

    private final byte[] id;
    private final byte[] provider;
    private final byte[] model;

    Stamp(Identity identity) {
        this.id = Quoted.bytes(identity.id());
        this.provider = Quoted.bytes(identity.provider());
        this.model = Quoted.bytes(identity.model());
    }

    /** Adds the splices for an answer or a chunk of one: values that are there are replaced, the others put first. */
    void add(AnswerWalk walk, List<Splice> splices) {
        byte[] missing = missing(walk);
        if (missing.length > 0) {
            splices.add(new Splice(walk.open + 1, walk.open + 1, missing));
        }
        replace(walk.idFrom, walk.idTo, id, splices);
        replace(walk.providerFrom, walk.providerTo, provider, splices);
        replace(walk.modelFrom, walk.modelTo, model, splices);
    }

    private byte[] missing(AnswerWalk walk) {
        boolean all = walk.idFrom > 0 && walk.providerFrom > 0 && walk.modelFrom > 0;
        if (all) {
            return new byte[0];
        }
        ByteArrayOutputStream fields = new ByteArrayOutputStream(128);
        put(walk.idFrom, ID_KEY, id, fields);
        put(walk.providerFrom, PROVIDER_KEY, provider, fields);
        put(walk.modelFrom, MODEL_KEY, model, fields);
        return fields.toByteArray();
    }

    private static void put(int from, byte[] key, byte[] value, ByteArrayOutputStream fields) {
        if (from <= 0) {
            fields.writeBytes(key);
            fields.writeBytes(value);
            fields.write(',');
        }
    }

    private static void replace(int from, int to, byte[] value, List<Splice> splices) {
        if (from > 0) {
            splices.add(new Splice(from, to, value));
        }
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
