package dev.junctor.lab.fuzz;

import dev.junctor.core.base.Money;
import dev.junctor.core.base.Seed;
import dev.junctor.core.catalog.Modality;
import dev.junctor.core.catalog.Provider;
import dev.junctor.core.catalog.Quirks;
import dev.junctor.core.dialect.AnswerFacts;
import dev.junctor.core.dialect.Closing;
import dev.junctor.core.dialect.Cost;
import dev.junctor.core.dialect.Delivery;
import dev.junctor.core.dialect.Envelope;
import dev.junctor.core.dialect.Identity;
import dev.junctor.core.dialect.Operation;
import dev.junctor.core.usage.Bucket;
import dev.junctor.core.usage.Usage;
import dev.junctor.lab.kit.RunningGateway;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The request to which an answer belongs, where only the answer is of interest. */
final class Asked {
    static final Identity IDENTITY =
            new Identity("gen-1790000000-abcdefghijklmnopqrst", "acme/\"tiny\"", "Acme & Söhne");

    /** A nano-dollar for each token. */
    static final Closing CLOSING =
            new Closing() {
                @Override
                public Cost cost(AnswerFacts facts, End end) {
                    Money prompt = new Money(facts.usage().promptTokens());
                    return new Cost(prompt, prompt, Money.ZERO);
                }

                @Override
                public Usage estimate(AnswerFacts facts) {
                    return Usage.NONE.with(Bucket.OUTPUT, facts.completionBytes());
                }

                @Override
                public long expectedPromptTokens() {
                    return 7;
                }

                @Override
                public void charged(Money amount) {
                    if (amount.nanoDollars() < 0) {
                        throw new AssertionError("a provider's word pays the caller");
                    }
                }

                @Override
                public String metadata() {
                    return "";
                }
            };

    private Asked() {}

    /** The habits of one provider of the catalog. */
    static Quirks quirks(long number) {
        List<Provider> providers = List.copyOf(RunningGateway.catalog().providers());
        return providers.get(new Seed(number).below(providers.size())).quirks();
    }

    static Envelope envelope(Operation operation) {
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
                Map.of());
    }
}
