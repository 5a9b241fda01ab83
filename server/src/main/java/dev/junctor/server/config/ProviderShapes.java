package dev.junctor.server.config;

import dev.junctor.core.catalog.Capability;
import dev.junctor.core.catalog.DataPolicy;
import dev.junctor.core.catalog.DataPolicy.Stance;
import dev.junctor.core.catalog.Modality;
import dev.junctor.core.catalog.Price;
import dev.junctor.core.catalog.Pricing;
import dev.junctor.core.money.Markup;
import dev.junctor.server.config.ProviderSettings.Standing;
import dev.junctor.server.secret.Secret;
import java.time.Duration;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The keys below {@code providers}. */
final class ProviderShapes {
    static final String SLUG = "[a-z0-9][a-z0-9._-]{0,63}";
    static final String PRICE_EXAMPLE =
            "write {input: 0.15, output: 0.60}, US dollars per million tokens; 0 is a price too";

    private static final long MOST_TOKENS = 1_000_000_000;

    // deadlines

    private static final Key<Duration> CONNECT =
            deadline("connect", "Until a connection stands, waiting for a free one included.");
    private static final Key<Duration> FIRST_BYTE =
            deadline("first_byte", "From the request's last byte to the answer's first.");
    private static final Key<Duration> IDLE = deadline("idle", "Between two parts of an answer.");
    private static final Key<Duration> TOTAL =
            deadline("total", "From the request to the answer's last byte, all attempts included.");

    static final Shape<Deadlines> DEADLINES =
            new Group<>(
                    "deadlines",
                    List.of(CONNECT, FIRST_BYTE, IDLE, TOTAL),
                    values ->
                            new Deadlines(
                                    values.get(CONNECT),
                                    values.get(FIRST_BYTE),
                                    values.get(IDLE),
                                    values.get(TOTAL)));

    // models

    private static final Key<String> ID =
            Key.required(
                    "id",
                    Shapes.text(
                            "author/slug as acme/tiny", "[a-z0-9._-]{1,64}/[A-Za-z0-9._-]{1,128}"),
                    "The name by which callers ask for it: author/slug.",
                    "write author/slug as acme/tiny");
    private static final Key<String> UPSTREAM =
            Key.optional(
                    "upstream",
                    Shapes.text("the provider's name of the model"),
                    "",
                    "What the provider calls it; the part of id after the slash when left out.");
    private static final Key<Long> CONTEXT =
            Key.optional(
                    "context",
                    Shapes.count(1, MOST_TOKENS),
                    0L,
                    "Tokens that prompt and completion may have together.");
    private static final Key<Long> MAX_OUTPUT =
            Key.optional(
                    "max_output",
                    Shapes.count(1, MOST_TOKENS),
                    0L,
                    "Tokens that a completion may have.");
    private static final Key<Set<Modality>> IN =
            Key.optional(
                    "in",
                    setOf(Modality.values(), Modality::key),
                    EnumSet.of(Modality.TEXT),
                    "What it takes; text when left out.");
    private static final Key<Set<Modality>> OUT =
            Key.optional(
                    "out",
                    setOf(Modality.values(), Modality::key),
                    EnumSet.of(Modality.TEXT),
                    "What it gives; text when left out.");
    private static final Key<Set<Capability>> CAPABILITIES =
            Key.optional(
                    "capabilities",
                    setOf(Capability.values(), Capability::key),
                    EnumSet.of(
                            Capability.TOOLS, Capability.TOOL_CHOICE, Capability.STRUCTURED_OUTPUT),
                    "What it can do beyond plain text; tools, tool_choice and "
                            + "structured_output when left out.");
    private static final Key<String> QUANTIZATION =
            Key.optional(
                    "quantization",
                    Shapes.text("a quantization as fp8", "[a-z0-9_]{1,16}"),
                    "unknown",
                    "How its weights are held: fp8, bf16, int4, …");
    private static final Key<Price> PRICE =
            Key.required(
                    "price",
                    new PriceShape(),
                    "What it costs: US dollars per million tokens.",
                    "a model without a price is not served; " + PRICE_EXAMPLE);

    private static final Shape<DeclaredModel> MODEL =
            new Group<>(
                    "a model",
                    List.of(
                            ID,
                            UPSTREAM,
                            CONTEXT,
                            MAX_OUTPUT,
                            IN,
                            OUT,
                            CAPABILITIES,
                            QUANTIZATION,
                            PRICE),
                    ProviderShapes::model);

    // data_policy

    private static final Key<Stance> RETAINS = stance("retains", "It keeps prompts.");
    private static final Key<Stance> TRAINS = stance("trains", "It may train on prompts.");
    private static final Key<Stance> ZERO_RETENTION =
            stance("zero_retention", "It offers zero data retention to this account.");

    private static final Shape<DataPolicy> DATA_POLICY =
            new Group<>(
                    "a data policy",
                    List.of(RETAINS, TRAINS, ZERO_RETENTION),
                    values ->
                            new DataPolicy(
                                    values.get(RETAINS),
                                    values.get(TRAINS),
                                    values.get(ZERO_RETENTION)));

    // a provider

    private static final Key<Standing> ENABLED =
            Key.optional(
                    "enabled",
                    Shapes.flag(Standing.ENABLED, Standing.DISABLED),
                    Standing.ENABLED,
                    "Whether it may be used; true when left out.");
    private static final Key<String> DIALECT =
            Key.optional(
                    "dialect",
                    Shapes.oneOf(Map.of("openai-chat", "openai-chat")),
                    "",
                    "The wire protocol that base_url speaks; needed for a provider that "
                            + "the catalog does not know.");
    private static final Key<String> BASE_URL =
            Key.optional(
                    "base_url",
                    Shapes.url(),
                    "",
                    "Where it is, without /chat/completions; needed for a provider that "
                            + "the catalog does not know.");
    private static final Key<Secret> API_KEY =
            Key.optional(
                    "api_key",
                    Shapes.secret("a key as ${NAME}"),
                    Secret.NONE,
                    "The key for it; when left out, its environment variable.");
    private static final Key<Markup.KeyOwner> KEY_OWNER =
            Key.optional(
                    "key_owner",
                    Shapes.oneOf(
                            Map.of(
                                    "host",
                                    Markup.KeyOwner.HOST,
                                    "customer",
                                    Markup.KeyOwner.CUSTOMER)),
                    Markup.KeyOwner.HOST,
                    "customer: the key is the customer's, who pays the provider; only the price "
                            + "book's fee is charged. host when left out.");
    private static final Key<Map<String, Secret>> HEADERS =
            Key.optional(
                    "headers",
                    headers(),
                    Map.of(),
                    "Headers sent with each request, beside the key.");
    private static final Key<Deadlines> DEADLINES_HERE =
            Key.optional(
                    "deadlines",
                    DEADLINES,
                    Deadlines.UNSAID,
                    "How long it may take; where nothing is said, the gateway's deadlines.");
    private static final Key<DataPolicy> POLICY =
            Key.optional(
                    "data_policy",
                    DATA_POLICY,
                    DataPolicy.UNKNOWN,
                    "What it does with prompts, as far as you know; it counts before the catalog.");
    private static final Key<Map<String, String>> QUANTIZATIONS =
            Key.optional(
                    "quantizations",
                    Shapes.mapOf(
                            "\\*|[a-z0-9._-]+/[A-Za-z0-9._-]+",
                            "must be a model's id or *",
                            Shapes.text("a quantization as fp8", "[a-z0-9_]{1,16}")),
                    Map.of(),
                    "How weights are held, by model id, * for all others; where the "
                            + "catalog does not know it.");
    private static final Key<Pricing> CEILING =
            Key.optional(
                    "ceiling_price",
                    Shapes.map(
                            new PriceShape(),
                            price -> new Pricing.Known(price, Pricing.Basis.CEILING)),
                    new Pricing.Unknown(),
                    "The price to charge for endpoints whose price the catalog does not "
                            + "know; without it they are not served.");
    private static final Key<List<DeclaredModel>> MODELS =
            Key.optional(
                    "models",
                    Shapes.listOf(MODEL),
                    List.of(),
                    "Models that it serves, beside those of the catalog.");

    static final Shape<ProviderSettings> PROVIDER =
            new Group<>(
                    "a provider",
                    List.of(
                            ENABLED,
                            DIALECT,
                            BASE_URL,
                            API_KEY,
                            KEY_OWNER,
                            HEADERS,
                            DEADLINES_HERE,
                            POLICY,
                            QUANTIZATIONS,
                            CEILING,
                            MODELS),
                    ProviderShapes::provider);

    private ProviderShapes() {}

    private static Key<Duration> deadline(String name, String meaning) {
        return Key.optional(name, Shapes.duration(), Duration.ZERO, meaning);
    }

    private static Key<Stance> stance(String name, String meaning) {
        return Key.optional(name, Shapes.flag(Stance.YES, Stance.NO), Stance.UNKNOWN, meaning);
    }

    private static <E extends Enum<E>> Shape<Set<E>> setOf(E[] all, Function<E, String> key) {
        Map<String, E> words = Arrays.stream(all).collect(Collectors.toMap(key, each -> each));
        return Shapes.map(Shapes.listOf(Shapes.oneOf(words)), Set::copyOf);
    }

    static Shape<Map<String, Secret>> headers() {
        return Shapes.mapOf(
                "[A-Za-z0-9!#$%&'*+.^_`|~-]+",
                "is no name of a header", Shapes.secret("the value of a header"));
    }

    private static DeclaredModel model(Values values) {
        String id = values.get(ID);
        String upstream = values.get(UPSTREAM);
        return new DeclaredModel(
                id,
                upstream.isEmpty() ? id.substring(id.indexOf('/') + 1) : upstream,
                values.get(CONTEXT),
                values.get(MAX_OUTPUT),
                values.get(IN),
                values.get(OUT),
                values.get(CAPABILITIES),
                values.get(QUANTIZATION),
                values.get(PRICE));
    }

    private static ProviderSettings provider(Values values) {
        return new ProviderSettings(
                "",
                values.get(ENABLED),
                values.get(DIALECT),
                values.get(BASE_URL),
                values.get(API_KEY),
                values.get(KEY_OWNER),
                values.get(HEADERS),
                values.get(DEADLINES_HERE),
                values.get(POLICY),
                values.get(QUANTIZATIONS),
                values.get(CEILING),
                values.get(MODELS));
    }
}
