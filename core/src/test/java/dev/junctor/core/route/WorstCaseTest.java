package dev.junctor.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.base.Money;
import dev.junctor.core.base.Seed;
import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Modality;
import dev.junctor.core.catalog.Price;
import dev.junctor.core.catalog.Pricing;
import dev.junctor.core.catalog.Rates;
import dev.junctor.core.catalog.UnitPrices;
import dev.junctor.core.money.Bill;
import dev.junctor.core.money.Invoice;
import dev.junctor.core.money.Markup;
import dev.junctor.core.money.Markup.KeyOwner;
import dev.junctor.core.usage.Bucket;
import dev.junctor.core.usage.Usage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class WorstCaseTest {
    @Test
    void noAnswerWithinItsBoundsCostsMore() {
        for (int seed = 0; seed < 3_000; seed++) {
            Seed dice = new Seed(seed);
            int bytes = 1 + dice.forPurpose("bytes").below(50_000);
            int bound = 1 + dice.forPurpose("bound").below(9_000);
            Endpoint endpoint = endpoint(dice);
            Markup markup =
                    new Markup(
                            "b",
                            dice.forPurpose("ppm").below(2_000_001) - 1_000_000L,
                            dice.forPurpose("more").below(2_000_000_001) - 1_000_000_000L,
                            dice.forPurpose("fee").below(200_000),
                            KeyOwner.values()[dice.forPurpose("owner").below(2)]);
            WorstCase worst =
                    WorstCase.of(
                            endpoint,
                            Ask.of("acme/m").promptBytes(bytes).maxTokens(bound).request(),
                            markup,
                            World.NOW);
            long prompt = dice.forPurpose("prompt").below(bytes + 1);
            long cached = dice.forPurpose("cached").below((int) prompt + 1);
            long reasoning = dice.forPurpose("reasoning").below(bound + 1);
            Usage usage =
                    Usage.NONE
                            .with(Bucket.INPUT, prompt - cached)
                            .with(Bucket.CACHE_WRITE, cached)
                            .with(Bucket.REASONING, reasoning)
                            .with(Bucket.OUTPUT, bound - reasoning);
            Bill bill = Bill.of(usage, ((Pricing.Known) endpoint.pricing()).price(), World.NOW, "");

            assertThat(Invoice.of(bill, prompt + bound, markup).amount())
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(worst.amount());
        }
    }

    @Test
    void soundAndPicturesInAnAnswerAreReckonedWithAndEveryCompletionThatIsMade() {
        for (int seed = 0; seed < 1_000; seed++) {
            Seed dice = new Seed(seed);
            int bound = 1 + dice.forPurpose("bound").below(9_000);
            int choices = 1 + dice.forPurpose("choices").below(200);
            World world = new World();
            world.serve("acme/m", "acme", "0.5", "1." + dice.forPurpose("out").below(900))
                    .rate(Bucket.AUDIO_OUT, "0." + dice.forPurpose("audio").below(9) + "9")
                    .rate(Bucket.IMAGE_OUT, dice.forPurpose("image").below(90) + ".5")
                    .gives(Modality.TEXT, Modality.AUDIO, Modality.IMAGE);
            Endpoint endpoint = world.snapshot().catalog().endpointsOf("acme/m").getFirst();
            long all = (long) bound * choices;
            long sound = dice.forPurpose("sound").below((int) all + 1);
            long picture = dice.forPurpose("picture").below((int) (all - sound) + 1);
            Usage usage =
                    Usage.NONE
                            .with(Bucket.INPUT, 100)
                            .with(Bucket.AUDIO_OUT, sound)
                            .with(Bucket.IMAGE_OUT, picture)
                            .with(Bucket.OUTPUT, all - sound - picture);
            Bill bill = Bill.of(usage, ((Pricing.Known) endpoint.pricing()).price(), World.NOW, "");
            WorstCase worst =
                    WorstCase.of(
                            endpoint,
                            Ask.of("acme/m")
                                    .promptBytes(100)
                                    .maxTokens(bound)
                                    .choices(choices)
                                    .request(),
                            Markup.NONE,
                            World.NOW);

            assertThat(bill.total()).as("seed %d", seed).isLessThanOrEqualTo(worst.amount());
        }
    }

    @Test
    void whatAnAmountPaysForIsTheMostThatItPaysFor() {
        for (int seed = 0; seed < 3_000; seed++) {
            Seed dice = new Seed(seed);
            WorstCase worst =
                    WorstCase.of(
                            endpoint(dice),
                            Ask.of("acme/m").promptBytes(1_000).request(),
                            Markup.NONE,
                            World.NOW);
            Money amount = new Money(dice.forPurpose("amount").below(100_000_000));

            long tokens = worst.outputTokensWithin(amount);

            if (tokens > 0) {
                assertThat(worst.amountWith(tokens)).isLessThanOrEqualTo(amount);
            }
            assertThat(worst.amountWith(tokens + 1)).as("seed %d", seed).isGreaterThan(amount);
        }
    }

    @Test
    void theCallersBoundHoldsBeforeTheEndpoints() {
        Endpoint endpoint = endpoint(new Seed(1));

        assertThat(bound(endpoint, Ask.of("acme/m").maxTokens(7)))
                .isEqualTo(WorstCase.Bound.CALLER);
        assertThat(bound(endpoint, Ask.of("acme/m"))).isEqualTo(WorstCase.Bound.ENDPOINT);
    }

    @Test
    void aShorterPromptMayBeDearer() {
        Price price =
                new Price(
                        Rates.of(Map.of(Bucket.INPUT, 5_000L, Bucket.OUTPUT, 9_000_000_000L)),
                        List.of(new Price.Tier(100, Map.of(Bucket.OUTPUT, 1_000_000_000L))),
                        List.of(),
                        Map.of(),
                        UnitPrices.NONE);

        assertThat(worst(price, World.NOW).amount())
                .isGreaterThanOrEqualTo(billed(price, World.NOW));
    }

    @Test
    void aPriceByTimeOfDayMayEndWhileTheRequestRuns() {
        long night = World.NOW - Math.floorMod(World.NOW, 86_400_000L);
        Price price =
                new Price(
                        Rates.of(Map.of(Bucket.INPUT, 5_000L, Bucket.OUTPUT, 9_000_000_000L)),
                        List.of(),
                        List.of(
                                new Price.Window(
                                        0, 480, 127, Map.of(Bucket.OUTPUT, 1_000_000_000L))),
                        Map.of(),
                        UnitPrices.NONE);
        long shortlyBeforeEight = night + 479 * 60_000L;

        assertThat(worst(price, shortlyBeforeEight).amount())
                .isGreaterThanOrEqualTo(billed(price, shortlyBeforeEight + 120_000));
        assertThat(worst(price, night).amount())
                .as("far from its end the cheap hours are cheap")
                .isLessThan(billed(price, shortlyBeforeEight + 120_000));
    }

    private static WorstCase worst(Price price, long epochMillis) {
        Endpoint endpoint =
                endpoint(new Seed(1)).withPricing(new Pricing.Known(price, Pricing.Basis.CATALOG));
        return WorstCase.of(
                endpoint,
                Ask.of("acme/m").promptBytes(400).maxTokens(100).request(),
                Markup.NONE,
                epochMillis);
    }

    /** A short prompt and the whole completion. */
    private static Money billed(Price price, long epochMillis) {
        Usage usage = Usage.NONE.with(Bucket.INPUT, 50).with(Bucket.OUTPUT, 100);
        return Bill.of(usage, price, epochMillis, "").total();
    }

    private static WorstCase.Bound bound(Endpoint endpoint, Ask ask) {
        return WorstCase.of(endpoint, ask.request(), Markup.NONE, World.NOW).bound();
    }

    private static Endpoint endpoint(Seed dice) {
        World world = new World();
        world.serve(
                "acme/m",
                "acme",
                "0." + dice.forPurpose("in").below(900),
                "1." + dice.forPurpose("out").below(900));
        return world.snapshot().catalog().endpointsOf("acme/m").getFirst();
    }
}
