package dev.junctor.core.dialect.openaichat;

import dev.junctor.core.base.Money;
import dev.junctor.core.catalog.Capability;
import dev.junctor.core.catalog.DataPolicy;
import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Lifecycle;
import dev.junctor.core.catalog.Modality;
import dev.junctor.core.catalog.Pricing;
import dev.junctor.core.catalog.Provider;
import dev.junctor.core.catalog.Quirks;
import dev.junctor.core.catalog.Reasoning;
import dev.junctor.core.dialect.AnswerFacts;
import dev.junctor.core.dialect.Closing;
import dev.junctor.core.dialect.Cost;
import dev.junctor.core.dialect.Delivery;
import dev.junctor.core.dialect.Envelope;
import dev.junctor.core.dialect.Identity;
import dev.junctor.core.dialect.Operation;
import dev.junctor.core.usage.Bucket;
import dev.junctor.core.usage.Usage;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What the tests need of the parts around the dialect. */
final class Samples {
    static final OpenAiChat DIALECT = new OpenAiChat();
    static final Identity IDENTITY =
            new Identity("gen-1790000000-abcdefghijklmnopqrst", "acme/\"tiny\"", "Acme & Söhne");

    /**
     * One nano-dollar for each token of the prompt and three for each of the completion; where nobody counted, seven
     * tokens of prompt and one for each byte.
     */
    static final Closing CLOSING = closing("");

    private Samples() {}

    static Closing closing(String metadata) {
        return new Closing() {
            @Override
            public Cost cost(AnswerFacts facts, End end) {
                boolean told = facts.metering() == AnswerFacts.Metering.REPORTED;
                Usage usage = told ? facts.usage() : estimate(facts);
                Money prompt = new Money(usage.promptTokens());
                Money completion = new Money(3 * usage.completionTokens());
                return new Cost(prompt.plus(completion), prompt, completion);
            }

            @Override
            public Usage estimate(AnswerFacts facts) {
                return Usage.NONE
                        .with(Bucket.INPUT, 7)
                        .with(Bucket.OUTPUT, facts.completionBytes());
            }

            @Override
            public long expectedPromptTokens() {
                return 7;
            }

            @Override
            public void charged(Money amount) {
                throw new AssertionError("nobody is asked for its own word");
            }

            @Override
            public String metadata() {
                return metadata;
            }
        };
    }

    static Envelope envelope(Operation operation) {
        return envelope(operation, Map.of());
    }

    /** A request with these fields that steer, from a name to its JSON. */
    static Envelope envelope(Operation operation, Map<String, String> controls) {
        return new Envelope(
                operation,
                "acme/tiny",
                List.of(),
                Delivery.STREAM,
                Set.of(Modality.TEXT),
                Set.of(Modality.TEXT),
                Set.of(),
                0,
                1,
                0,
                List.of(),
                controls);
    }

    static Endpoint endpoint(Quirks quirks, Reasoning reasoning, String... refused) {
        Provider provider =
                new Provider(
                        "acme",
                        "Acme",
                        Provider.Kind.HOST,
                        List.of(),
                        Map.of("openai-chat", "https://acme.example/v1"),
                        Provider.Auth.BEARER,
                        Map.of(),
                        quirks,
                        DataPolicy.UNKNOWN,
                        "",
                        Map.of());
        return new Endpoint(
                "acme:tiny",
                "acme",
                provider,
                "acme/tiny",
                "tiny-1",
                "openai-chat",
                "chat",
                "",
                "unknown",
                0,
                0,
                10_000,
                Set.of(Modality.TEXT),
                Set.of(Modality.TEXT),
                reasoning.equals(Reasoning.NONE) ? Set.of() : Set.of(Capability.REASONING),
                Set.of(refused),
                reasoning,
                new Pricing.Unknown(),
                Lifecycle.ACTIVE);
    }

    static byte[] utf8(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
