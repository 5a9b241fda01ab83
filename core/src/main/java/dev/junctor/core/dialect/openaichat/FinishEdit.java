package dev.junctor.core.dialect.openaichat;

import dev.junctor.core.dialect.FinishReason;
import dev.junctor.core.json.Kind;
import dev.junctor.core.json.Quoted;
import dev.junctor.core.json.Scalars;
import dev.junctor.core.json.Splice;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/**
 * Says in words that every client knows why a choice finished, and beside it in the provider's own.
 *
 * <p>A word that nobody knows stays as it is. So does OpenAI's older {@code function_call}: who asked with
 * {@code functions} waits for it.
 */
final class FinishEdit {
    private static final String OLDER = "function_call";
    private static final byte[] NATIVE =
            ",\"native_finish_reason\":".getBytes(StandardCharsets.US_ASCII);

    private FinishEdit() {}

    /** Adds the splices for all choices that finished. */
    static void add(byte[] bytes, AnswerWalk walk, List<Splice> splices) {
        for (AnswerWalk.Finish finish : walk.finishes) {
            add(bytes, finish, splices);
        }
    }

    private static void add(byte[] bytes, AnswerWalk.Finish finish, List<Splice> splices) {
        byte[] said = Arrays.copyOfRange(bytes, finish.from(), finish.to());
        known(Scalars.string(bytes, finish.from(), finish.to()))
                .ifPresent(word -> splices.add(new Splice(finish.from(), finish.to(), word)));
        if (finish.nativeFrom() == 0) {
            splices.add(new Splice(finish.to(), finish.to(), joined(NATIVE, said)));
        } else if (Kind.of(bytes[finish.nativeFrom()]) == Kind.NULL) {
            splices.add(new Splice(finish.nativeFrom(), finish.nativeTo(), said));
        }
    }

    /** The word to say instead; empty when it is the same, or none is known. */
    private static Optional<byte[]> known(String word) {
        return word.equals(OLDER)
                ? Optional.empty()
                : FinishReason.of(word)
                        .map(FinishReason::text)
                        .filter(text -> !text.equals(word))
                        .map(Quoted::bytes);
    }

    private static byte[] joined(byte[] first, byte[] second) {
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }
}
