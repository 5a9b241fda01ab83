package dev.junctor.core.dialect;

import dev.junctor.core.catalog.Quirks;
import dev.junctor.core.chat.Loss;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.json.Splice;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** A caller's request on its way to one endpoint. */
public sealed interface Outgoing {
    /** It goes, and its answer is read so; one for each attempt. */
    non-sealed interface Request extends Outgoing {
        /** The path below the provider's base URL, as {@code /chat/completions}. */
        String path();

        /** Headers that go with it beside those of the provider, by lower-case name. */
        Map<String, String> headers();

        /** What changes in the caller's body. */
        List<Splice> edits();

        /** What the endpoint's dialect cannot say of it; empty where the dialects are the same. */
        List<Loss> losses();

        /** Watches a streamed answer. */
        StreamTap stream(Identity identity, Quirks quirks, Closing closing);

        /** Reads a whole unary answer of status 200, from 0 to {@code length}. */
        Rewritten rewrite(
                byte[] body, int length, Identity identity, Quirks quirks, Closing closing);

        /**
         * What a provider's refusal means.
         *
         * @param status its HTTP status, never 2xx
         * @param headers from a lower-case header name to its value; empty when absent
         * @param body holds its body from 0 to {@code length}; JSON, HTML or nothing
         */
        Fault classify(int status, UnaryOperator<String> headers, byte[] body, int length);
    }

    /** The endpoint's dialect cannot say it at all, or not so that the caller is content; the fault names the field. */
    record Impossible(Fault fault) implements Outgoing {}
}
