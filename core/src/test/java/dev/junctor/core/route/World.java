package dev.junctor.core.route;

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
import dev.junctor.core.catalog.Status;
import dev.junctor.core.catalog.UnitPrices;
import dev.junctor.core.health.EndpointHealth;
import dev.junctor.core.health.EndpointHealth.Quantiles;
import dev.junctor.core.health.EndpointHealth.Standing;
import dev.junctor.core.usage.Bucket;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A small world to route in, told line by line: models, who serves them for how much, how they have done lately. */
final class World {
    /** 2026-11-24T00:00:00Z. */
    static final long NOW = 1_795_478_400_000L;

    private final Map<String, ModelOf> models = new LinkedHashMap<>();
    private final List<EndpointOf> endpoints = new ArrayList<>();
    private final Map<String, EndpointHealth> health = new HashMap<>();

    /** A model, or more about one. */
    ModelOf model(String id) {
        return models.computeIfAbsent(id, ModelOf::new);
    }

    /** Somebody serves a model, as {@code alpha} or {@code alpha/turbo}, for so many dollars per million tokens. */
    EndpointOf serve(String model, String tag, String in, String out) {
        model(model);
        EndpointOf endpoint = new EndpointOf(model, tag, in, out);
        endpoints.add(endpoint);
        return endpoint;
    }

    /** How an endpoint has done lately. */
    World health(String key, Standing standing, double latency, double throughput) {
        return health(key, standing, latency, throughput, 1);
    }

    /** The same, where not all attempts were answered. */
    World health(
            String key, Standing standing, double latency, double throughput, double successRatio) {
        health.put(
                key,
                new EndpointHealth(
                        standing,
                        latency == 0 ? 0 : 100,
                        new Quantiles(latency, latency * 1.5, latency * 2, latency * 4),
                        new Quantiles(
                                throughput, throughput * 0.8, throughput * 0.7, throughput / 2),
                        successRatio));
        return this;
    }

    /** The world as routing sees it. */
    Snapshot snapshot() {
        return snapshot(endpoints.stream().map(EndpointOf::build).toList());
    }

    /** The same with the endpoints listed the other way round. */
    Snapshot reversed() {
        return snapshot(endpoints.reversed().stream().map(EndpointOf::build).toList());
    }

    private Snapshot snapshot(List<Endpoint> built) {
        Map<String, Provider> providers = new LinkedHashMap<>();
        built.forEach(endpoint -> providers.put(endpoint.provider().slug(), endpoint.provider()));
        Catalog catalog =
                Catalog.of(
                        providers.values(),
                        models.values().stream().map(ModelOf::build).toList(),
                        built);
        return new Snapshot(1, catalog, Map.copyOf(health), NOW);
    }

    /** A model in the making. */
    static final class ModelOf {
        private final String id;
        private String family = "";
        private String released = "";
        private List<String> aliases = List.of();
        private Map<String, Double> quality = Map.of();
        private Lifecycle lifecycle = Lifecycle.ACTIVE;

        private ModelOf(String id) {
            this.id = id;
        }

        ModelOf family(String name, String day) {
            family = name;
            released = day;
            return this;
        }

        ModelOf aliases(String... names) {
            aliases = List.of(names);
            return this;
        }

        ModelOf rated(double overall) {
            return rated(Map.of("overall", overall));
        }

        ModelOf rated(Map<String, Double> ratings) {
            quality = ratings;
            return this;
        }

        ModelOf lifecycle(Status status, String shutdownOn) {
            lifecycle = new Lifecycle(status, shutdownOn, "");
            return this;
        }

        ModelOf replacedBy(String successor) {
            lifecycle = new Lifecycle(lifecycle.status(), lifecycle.shutdownOn(), successor);
            return this;
        }

        private Model build() {
            return new Model(
                    id,
                    id,
                    family,
                    released,
                    "",
                    Model.Weights.UNKNOWN,
                    0,
                    0,
                    Set.of(Modality.TEXT),
                    Set.of(Modality.TEXT),
                    Set.of(),
                    Reasoning.NONE,
                    lifecycle,
                    aliases,
                    quality);
        }
    }

    /** An endpoint in the making; text only, nothing known of its limits. */
    static final class EndpointOf {
        private final String model;
        private final String tag;
        private final String slug;
        private final Map<Bucket, Long> rates = new HashMap<>();
        private final Map<String, Long> units = new HashMap<>();
        private final Map<String, Price.Variant> variants = new HashMap<>();
        private boolean priced = true;
        private String key;
        private String upstream;
        private String dialect = "openai-chat";
        private String type = "chat";
        private String quantization = "unknown";
        private Set<String> dropped = Set.of();
        private long context;
        private long maxInput;
        private long maxOutput;
        private Set<Modality> in = Set.of(Modality.TEXT);
        private Set<Modality> out = Set.of(Modality.TEXT);
        private Set<Capability> capabilities = Set.of();
        private Set<String> refused = Set.of();
        private DataPolicy dataPolicy = DataPolicy.UNKNOWN;
        private Lifecycle lifecycle = Lifecycle.ACTIVE;

        private EndpointOf(String model, String tag, String in, String out) {
            this.model = model;
            this.tag = tag;
            int slash = tag.indexOf('/');
            this.slug = slash < 0 ? tag : tag.substring(0, slash);
            this.upstream = model.substring(model.indexOf('/') + 1);
            this.key = tag + ":" + upstream;
            rates.put(Bucket.INPUT, nano(in));
            rates.put(Bucket.OUTPUT, nano(out));
        }

        EndpointOf rate(Bucket bucket, String usd) {
            rates.put(bucket, nano(usd));
            return this;
        }

        EndpointOf unpriced() {
            priced = false;
            return this;
        }

        EndpointOf unit(String name, String usd) {
            units.put(name, nano(usd));
            return this;
        }

        EndpointOf variant(String name, String in, String out) {
            variants.put(
                    name,
                    new Price.Variant(
                            Map.of(Bucket.INPUT, nano(in), Bucket.OUTPUT, nano(out)), List.of()));
            return this;
        }

        EndpointOf upstream(String id) {
            upstream = id;
            key = tag + ":" + id;
            return this;
        }

        EndpointOf dialect(String name) {
            dialect = name;
            return this;
        }

        EndpointOf type(String name) {
            type = name;
            return this;
        }

        EndpointOf quantization(String name) {
            quantization = name;
            return this;
        }

        EndpointOf drops(String... fields) {
            dropped = Set.of(fields);
            return this;
        }

        EndpointOf limits(long contextTokens, long maxInputTokens, long maxOutputTokens) {
            context = contextTokens;
            maxInput = maxInputTokens;
            maxOutput = maxOutputTokens;
            return this;
        }

        EndpointOf takes(Modality... modalities) {
            in = Set.of(modalities);
            return this;
        }

        EndpointOf gives(Modality... modalities) {
            out = Set.of(modalities);
            return this;
        }

        EndpointOf can(Capability... able) {
            capabilities = Set.of(able);
            return this;
        }

        EndpointOf refuses(String... names) {
            refused = Set.of(names);
            return this;
        }

        EndpointOf data(
                DataPolicy.Stance retains, DataPolicy.Stance trains, DataPolicy.Stance zdr) {
            dataPolicy = new DataPolicy(retains, trains, zdr);
            return this;
        }

        EndpointOf lifecycle(Status status, String shutdownOn) {
            lifecycle = new Lifecycle(status, shutdownOn, "");
            return this;
        }

        private static long nano(String usd) {
            return new BigDecimal(usd).movePointRight(9).longValueExact();
        }

        private Endpoint build() {
            Price price =
                    new Price(
                            Rates.of(rates), List.of(), List.of(), variants, new UnitPrices(units));
            return new Endpoint(
                    key,
                    tag,
                    provider(),
                    model,
                    upstream,
                    dialect,
                    type,
                    "",
                    quantization,
                    context,
                    maxInput,
                    maxOutput,
                    in,
                    out,
                    capabilities,
                    refused,
                    Reasoning.NONE,
                    priced
                            ? new Pricing.Known(price, Pricing.Basis.CATALOG)
                            : new Pricing.Unknown(),
                    lifecycle);
        }

        private Provider provider() {
            Quirks plain = Quirks.NONE;
            return new Provider(
                    slug,
                    slug.substring(0, 1).toUpperCase(java.util.Locale.ROOT)
                            + slug.substring(1)
                            + " Inc",
                    Provider.Kind.HOST,
                    List.of(),
                    Map.of(),
                    Provider.Auth.BEARER,
                    Map.of(),
                    new Quirks(
                            plain.renamed(),
                            dropped,
                            plain.roles(),
                            plain.usageInStream(),
                            plain.reasoningTokens(),
                            plain.reasoning(),
                            plain.cancelStopsBill(),
                            plain.cost()),
                    dataPolicy,
                    "",
                    Map.of());
        }
    }
}
