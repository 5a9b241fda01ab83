package dev.junctor.lab.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.junctor.core.catalog.Quirks;
import dev.junctor.core.dialect.AnswerFacts;
import dev.junctor.core.dialect.Operation;
import dev.junctor.core.dialect.Rewritten;
import dev.junctor.core.dialect.openaichat.OpenAiChat;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.json.Bytes;
import dev.junctor.core.json.Splice;
import dev.junctor.core.json.Splices;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.params.provider.ArgumentsSource;
import tools.jackson.databind.JsonNode;

/** A provider's whole answer, or its refusal, is understood or refused, whatever it is; what goes on is still JSON. */
final class AnswerFuzzTest {
    private static final OpenAiChat DIALECT = new OpenAiChat();
    private static final int[] STATUSES = {400, 401, 402, 403, 404, 408, 413, 422, 429, 500, 503};

    @ArgumentsSource(Corpus.class)
    @FuzzTest
    void answer(byte[] input) {
        law(input);
    }

    static void law(byte[] input) {
        for (Operation operation : Operation.values()) {
            Rewritten rewritten = rewrite(operation, input, input.length);
            byte[] more = Arrays.copyOf(input, input.length + 2);
            more[input.length] = '}';
            same(rewrite(operation, more, input.length), rewritten);
            if (rewritten instanceof Rewritten.Answer(List<Splice> splices, AnswerFacts facts)) {
                goesOn(input, splices, facts);
            }
        }
        refusal(input);
    }

    private static Rewritten rewrite(Operation operation, byte[] body, int length) {
        return DIALECT.rewrite(
                Asked.envelope(operation),
                body,
                length,
                Asked.IDENTITY,
                Asked.quirks(length),
                Asked.CLOSING);
    }

    private static void same(Rewritten one, Rewritten other) {
        switch (other) {
            case Rewritten.Answer(List<Splice> splices, AnswerFacts facts) ->
                    assertThat(((Rewritten.Answer) one).facts())
                            .as("what lies behind the length is not read")
                            .isEqualTo(facts);
            case Rewritten.Failure(Fault fault) ->
                    assertThat(((Rewritten.Failure) one).fault()).isEqualTo(fault);
        }
    }

    private static void goesOn(byte[] input, List<Splice> splices, AnswerFacts facts) {
        byte[] out = Splices.apply(input, input.length, splices);
        Optional<JsonNode> came = PeekFuzzTest.tree(input);
        if (came.isPresent()) {
            JsonNode goes =
                    PeekFuzzTest.tree(out)
                            .orElseThrow(() -> new AssertionError("JSON came, and none goes on"));
            assertThat(goes.path("id").asString("")).isEqualTo(Asked.IDENTITY.id());
            assertThat(goes.path("model").asString("")).isEqualTo(Asked.IDENTITY.model());
            assertThat(goes.path("choices").size()).isEqualTo(came.get().path("choices").size());
        }
        assertThat(facts.completionBytes()).isBetween(0L, (long) input.length);
    }

    private static void refusal(byte[] input) {
        for (int status : STATUSES) {
            Fault fault =
                    DIALECT.classify(
                            status,
                            name -> name.equals("retry-after") ? "7" : "",
                            input,
                            input.length);
            assertThat(fault.message()).as("a reason").isNotBlank();
            byte[] told = DIALECT.error(fault, "", "").body();
            assertThat(PeekFuzzTest.tree(told)).as("an error is JSON").isPresent();
            Bytes broken = new Bytes(0);
            DIALECT.stream(
                            Asked.envelope(Operation.CHAT),
                            Asked.IDENTITY,
                            Quirks.NONE,
                            Asked.CLOSING)
                    .breakOff(fault, broken);
            String event = new String(broken.toArray(), StandardCharsets.UTF_8);
            assertThat(event).as("no text of a provider's ends an event early").endsWith("\n\n");
            assertThat(event.lines().filter(line -> !line.isEmpty() && !line.startsWith("data:")))
                    .isEmpty();
        }
    }
}
