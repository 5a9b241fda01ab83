package dev.junctor.lab.sim.fleet;

import dev.junctor.core.catalog.Capability;
import dev.junctor.core.catalog.Catalog;
import dev.junctor.core.catalog.DataPolicy;
import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Lifecycle;
import dev.junctor.core.catalog.Modality;
import dev.junctor.core.catalog.Model;
import dev.junctor.core.catalog.Price;
import dev.junctor.core.catalog.Pricing;
import dev.junctor.core.catalog.Provider;
import dev.junctor.core.catalog.Quirks;
import dev.junctor.core.catalog.Rates;
import dev.junctor.core.catalog.Reasoning;
import dev.junctor.core.catalog.UnitPrices;
import dev.junctor.core.usage.Bucket;
import dev.junctor.lab.sim.world.Dice;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** What simulated providers offer: a small catalog with prices and habits of a seed's own. */
public final class Offers {
    private static final long CONTEXT = 32_000;

    private final Dice dice;

    private Offers(Dice dice) {
        this.dice = dice;
    }

    /** One to three models at two to four providers. */
    public static Catalog catalog(Dice dice) {
        return new Offers(dice).made();
    }

    private Catalog made() {
        List<Provider> providers = new ArrayList<>();
        for (int i = 1; i <= dice.between(2, 4); i++) {
            providers.add(provider("p" + i));
        }
        List<Model> models = new ArrayList<>();
        List<Endpoint> endpoints = new ArrayList<>();
        for (int i = 1; i <= dice.between(1, 3); i++) {
            Model model = model("lab/m" + i);
            models.add(model);
            int first = dice.below(providers.size());
            long count = dice.between(1, providers.size());
            for (int k = 0; k < count; k++) {
                endpoints.add(endpoint(providers.get((first + k) % providers.size()), model));
            }
        }
        return Catalog.of(providers, models, endpoints);
    }

    private Provider provider(String slug) {
        Quirks quirks =
                new Quirks(
                        Map.of(),
                        Set.of(),
                        Map.of(),
                        dice.oneIn(3)
                                ? Quirks.UsageInStream.ALWAYS
                                : Quirks.UsageInStream.STREAM_OPTIONS,
                        dice.oneIn(4)
                                ? Quirks.ReasoningTokens.SEPARATE
                                : Quirks.ReasoningTokens.INCLUDED,
                        Quirks.ReasoningFormat.EFFORT,
                        dice.oneIn(2) ? Quirks.CancelStopsBill.YES : Quirks.CancelStopsBill.NO,
                        dice.oneIn(6) ? Quirks.CostSource.REPORTED : Quirks.CostSource.LISTED);
        return new Provider(
                slug,
                slug.toUpperCase(java.util.Locale.ROOT),
                Provider.Kind.HOST,
                List.of(),
                Map.of("openai-chat", "http://" + slug + ".test/v1"),
                Provider.Auth.BEARER,
                Map.of(),
                quirks,
                DataPolicy.UNKNOWN,
                "",
                Map.of());
    }

    private Endpoint endpoint(Provider provider, Model model) {
        return new Endpoint(
                provider.slug() + ":" + model.id(),
                provider.slug(),
                provider,
                model.id(),
                "upstream-" + model.id().substring(model.id().indexOf('/') + 1),
                "openai-chat",
                "chat",
                "",
                "unknown",
                CONTEXT,
                0,
                dice.oneIn(5) ? 0 : dice.between(512, 4_096),
                Set.of(Modality.TEXT),
                Set.of(Modality.TEXT),
                Set.<Capability>of(),
                Set.of(),
                Reasoning.NONE,
                new Pricing.Known(price(), Pricing.Basis.CATALOG),
                Lifecycle.ACTIVE);
    }

    private Price price() {
        if (dice.oneIn(12)) {
            return Price.flat(Rates.of(Map.of(Bucket.INPUT, 0L, Bucket.OUTPUT, 0L)));
        }
        Map<Bucket, Long> rates = new EnumMap<>(Bucket.class);
        rates.put(Bucket.INPUT, dice.between(50_000_000L, 9_999_999_999L));
        rates.put(Bucket.OUTPUT, dice.between(100_000_000L, 29_999_999_999L));
        if (dice.oneIn(3)) {
            rates.put(Bucket.CACHE_READ, dice.between(10_000_000L, 50_000_000L));
        }
        List<Price.Tier> tiers =
                dice.oneIn(4)
                        ? List.of(
                                new Price.Tier(
                                        dice.between(20, 200),
                                        Map.of(
                                                Bucket.OUTPUT,
                                                dice.between(100_000_000L, 39_999_999_999L))))
                        : List.of();
        UnitPrices units =
                dice.oneIn(6)
                        ? new UnitPrices(Map.of("request", dice.between(1_000, 900_000)))
                        : UnitPrices.NONE;
        return new Price(Rates.of(rates), tiers, List.of(), Map.of(), units);
    }

    private static Model model(String id) {
        return new Model(
                id,
                id,
                "",
                "",
                "",
                Model.Weights.UNKNOWN,
                CONTEXT,
                4_096,
                Set.of(Modality.TEXT),
                Set.of(Modality.TEXT),
                Set.of(),
                Reasoning.NONE,
                Lifecycle.ACTIVE,
                List.of(),
                Map.of());
    }
}
