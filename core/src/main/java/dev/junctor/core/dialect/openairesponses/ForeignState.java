package dev.junctor.core.dialect.openairesponses;

import dev.junctor.core.chat.Opaque;
import dev.junctor.core.dialect.Carrier;
import dev.junctor.core.json.Bytes;
import dev.junctor.core.json.Cursor;
import dev.junctor.core.json.Field;
import dev.junctor.core.json.Kind;
import dev.junctor.core.json.Quoted;
import dev.junctor.core.json.Scalars;
import dev.junctor.core.json.Splice;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/**
 * Thoughts whose state another protocol's provider made: an earlier answer of the conversation came from there. A
 * provider of this protocol would refuse the whole request for them.
 */
final class ForeignState {
    private static final byte[] TYPE = ascii("type");
    private static final byte[] REASONING = ascii("\"reasoning\"");
    private static final byte[] STATE = ascii("encrypted_content");
    private static final byte[] OPEN = ascii("[");
    private static final byte[] COMMA = ascii(",");
    private static final byte[] CLOSE = ascii("]");

    private ForeignState() {}

    /** The splices that leave them out of the input; none for an input without them. */
    static List<Splice> removed(byte[] body, Field input, Carrier carrier) {
        if (Kind.of(body[input.from()]) != Kind.ARRAY) {
            return List.of();
        }
        Bytes kept = new Bytes(64);
        kept.append(OPEN);
        boolean changed = false;
        Cursor items = Cursor.trusted(body, input.from(), input.to());
        while (items.next() && items.end() > 0) {
            byte[] item = kept(body, items, carrier);
            changed |= item.length != items.end() - items.from();
            if (item.length > 0) {
                kept.append(kept.length() == 1 ? new byte[0] : COMMA);
                kept.append(item);
            }
        }
        kept.append(CLOSE);
        return changed ? List.of(new Splice(input.from(), input.to(), kept.toArray())) : List.of();
    }

    /** The item as it goes to the provider: as it came, with its state unsealed, or not at all. */
    private static byte[] kept(byte[] body, Cursor item, Carrier carrier) {
        byte[] whole = Arrays.copyOfRange(body, item.from(), item.end());
        if (item.kind() != Kind.OBJECT) {
            return whole;
        }
        boolean thought = false;
        int from = 0;
        int to = 0;
        Cursor fields = Cursor.trusted(body, item.from(), item.end());
        while (fields.next() && fields.end() > 0) {
            if (fields.named(TYPE)) {
                thought = Scalars.spelled(body, fields.from(), fields.end(), REASONING);
            } else if (fields.named(STATE) && fields.kind() == Kind.STRING) {
                from = fields.from();
                to = fields.end();
            }
        }
        if (!thought || to - from <= 2) {
            return whole;
        }
        String carried = Scalars.string(body, from, to);
        Opaque opaque = carrier.open(carried, OpenAiResponsesCodec.DIALECT);
        if (!opaque.dialect().equals(OpenAiResponsesCodec.DIALECT)) {
            return new byte[0];
        }
        if (opaque.data().equals(carried)) {
            return whole;
        }
        Bytes unsealed = new Bytes(whole.length);
        unsealed.append(body, item.from(), from);
        unsealed.append(Quoted.bytes(opaque.data()));
        unsealed.append(body, to, item.end());
        return unsealed.toArray();
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
