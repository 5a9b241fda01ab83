package dev.junctor.core.catalog;

import dev.junctor.core.usage.Bucket;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.regex.Pattern;

/** Looks for what cannot be right though each file can be read: doubles, dangling references, impossible prices. */
public final class CatalogCheck {
    private static final Pattern DATE =
            Pattern.compile("\\d{4}(-(0[1-9]|1[0-2])(-(0[1-9]|[12]\\d|3[01]))?)?");
    private static final Pattern DAY =
            Pattern.compile("\\d{4}-(0[1-9]|1[0-2])-(0[1-9]|[12]\\d|3[01])");

    /** 2,000 dollars per million tokens: several times the dearest model there ever was. */
    private static final long ABSURD_NANO_PER_MILLION = 2_000_000_000_000L;

    private final CatalogData data;
    private final List<Finding> findings = new ArrayList<>();

    private CatalogCheck(CatalogData data) {
        this.data = data;
    }

    /** All findings; empty when the data is sound. */
    public static List<Finding> findings(CatalogData data) {
        CatalogCheck check = new CatalogCheck(data);
        check.ids();
        check.models();
        check.endpoints();
        return List.copyOf(check.findings);
    }

    private void ids() {
        unique(data.providers(), Provider::slug, slug -> ProviderFile.nameOf(slug));
        unique(data.models(), Model::id, id -> ModelFile.nameOf(id));
        unique(data.endpoints(), Endpoint::key, key -> key);
        unique(data.endpoints(), endpoint -> endpoint.model() + " " + endpoint.tag(), tag -> tag);
    }

    private <T> void unique(
            List<T> values, Function<T, String> id, Function<String, String> where) {
        Set<String> seen = new HashSet<>();
        for (T value : values) {
            if (!seen.add(id.apply(value))) {
                report(where.apply(id.apply(value)), "is there twice", "Give one another name.");
            }
        }
    }

    private void models() {
        Map<String, String> owners = new HashMap<>();
        data.models().forEach(model -> owners.put(model.id(), model.id()));
        for (Model model : data.models()) {
            String where = ModelFile.nameOf(model.id());
            for (String alias : model.aliases()) {
                String owner = owners.putIfAbsent(alias, model.id());
                if (owner != null) {
                    report(where, "alias " + alias + " means " + owner, "Leave it in one of them.");
                }
            }
            date(where, "released", model.released(), DATE);
            date(where, "knowledge", model.knowledge(), DATE);
            date(where, "shutdown", model.lifecycle().shutdownOn(), DAY);
            model.quality()
                    .forEach((domain, score) -> {
                        if (score < 0 || score > 3_000) {
                            report(where, "quality." + domain + " is " + score, "Check it.");
                        }
                    });
        }
    }

    private void endpoints() {
        for (Endpoint endpoint : data.endpoints()) {
            date(endpoint.key(), "shutdown", endpoint.lifecycle().shutdownOn(), DAY);
            if (!endpoint.provider().dialects().containsKey(endpoint.dialect())) {
                report(
                        endpoint.key(),
                        "its provider has no base URL for " + endpoint.dialect(),
                        "Add it to the provider's dialects.");
            }
            if (endpoint.maxOutput() > endpoint.context() && endpoint.context() > 0) {
                report(endpoint.key(), "max_output is more than context", "Lower it.");
            }
            if (endpoint.pricing() instanceof Pricing.Known known) {
                price(endpoint, known.price());
            }
        }
        for (Retired gone : data.retired()) {
            date(gone.provider() + ":" + gone.id(), "on", gone.on(), DAY);
        }
    }

    private void price(Endpoint endpoint, Price price) {
        rates(endpoint.key(), "price", price.base());
        boolean nothing =
                price.base().nanoPerMillion(Bucket.INPUT) == 0
                        && price.base().nanoPerMillion(Bucket.OUTPUT) == 0
                        && price.units().nanoPerUnit().isEmpty();
        if (nothing) {
            report(
                    endpoint.key(),
                    "a price of 0 means unknown in public data",
                    "Write \"price_zero\": true in its place.");
        }
        tiers(endpoint.key(), price.base(), price.tiers());
        price.windows()
                .forEach(window ->
                        rates(
                                endpoint.key(),
                                "windows",
                                price.base().overriddenBy(window.changed())));
        price.variants()
                .forEach((name, variant) -> {
                    Rates rates = price.base().overriddenBy(variant.changed());
                    rates(endpoint.key(), "variants." + name, rates);
                    tiers(endpoint.key(), rates, variant.tiers());
                });
    }

    private void tiers(String where, Rates rates, List<Price.Tier> tiers) {
        tiers.forEach(tier ->
                rates(where, "tiers above " + tier.above(), rates.overriddenBy(tier.changed())));
    }

    private void rates(String where, String what, Rates rates) {
        if (rates.nanoPerMillion(Bucket.CACHE_READ) > rates.nanoPerMillion(Bucket.INPUT)) {
            report(where, what + ".cache_read is more than input", "Check both.");
        }
        for (Bucket bucket : Bucket.values()) {
            if (rates.nanoPerMillion(bucket) > ABSURD_NANO_PER_MILLION) {
                report(where, what + "." + bucket.key() + " is absurd", "Check its unit.");
            }
        }
    }

    private void date(String where, String what, String date, Pattern shape) {
        if (!date.isEmpty() && !shape.matcher(date).matches()) {
            report(where, what + " is no date: " + date, "Write as 2026-11-24.");
        }
    }

    private void report(String where, String what, String remedy) {
        findings.add(new Finding(where, what, remedy));
    }
}
