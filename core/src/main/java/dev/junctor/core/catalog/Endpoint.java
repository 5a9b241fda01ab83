package dev.junctor.core.catalog;

import java.util.Set;

/**
 * A model served by one provider in one way: region, quantisation, tier; with its price and limits.
 *
 * @param key identifies the endpoint in the whole catalog: {@code provider:upstream id}, with {@code @region} where
 *     there are several
 * @param tag names it among the endpoints of its model: the provider's slug, with {@code /variant} where it has several
 * @param model id of the {@link Model}
 * @param upstreamId what the provider calls the model
 * @param dialect wire protocol, as {@code openai-chat}
 * @param type {@code chat, completion, embedding, image, …}
 * @param region where it runs; empty for unknown
 * @param quantization {@code fp8, bf16, …}; {@code unknown} when nobody says
 * @param context tokens that prompt and completion may have together; 0 for unknown
 * @param maxInput tokens that a prompt may have; 0 for no limit of its own
 * @param maxOutput tokens that a completion may have; 0 for unknown
 * @param refused parameters and features documented as not supported: {@code temperature, tools, streaming, …}
 */
public record Endpoint(
        String key,
        String tag,
        Provider provider,
        String model,
        String upstreamId,
        String dialect,
        String type,
        String region,
        String quantization,
        long context,
        long maxInput,
        long maxOutput,
        Set<Modality> in,
        Set<Modality> out,
        Set<Capability> capabilities,
        Set<String> refused,
        Reasoning reasoning,
        Pricing pricing,
        Lifecycle lifecycle) {

    public Endpoint {
        in = Set.copyOf(in);
        out = Set.copyOf(out);
        capabilities = Set.copyOf(capabilities);
        refused = Set.copyOf(refused);
    }

    /** Whether it can do something. */
    public boolean can(Capability capability) {
        return capabilities.contains(capability);
    }

    /** Whether it may be offered: neither retired, deprecated nor unverified, and with a known price. */
    public boolean isServed() {
        boolean alive =
                switch (lifecycle.status()) {
                    case ACTIVE, PREVIEW -> true;
                    case DEPRECATED, UNVERIFIED, RETIRED -> false;
                };
        return alive && pricing instanceof Pricing.Known;
    }

    /** The same under another key. */
    Endpoint withKey(String other) {
        return with(other, provider, dialect, quantization, pricing);
    }

    /** The same at another description of its provider. */
    public Endpoint withProvider(Provider other) {
        return with(key, other, dialect, quantization, pricing);
    }

    /** The same spoken to by another protocol. */
    public Endpoint withDialect(String other) {
        return with(key, provider, other, quantization, pricing);
    }

    /** The same at a known quantisation. */
    public Endpoint withQuantization(String known) {
        return with(key, provider, dialect, known, pricing);
    }

    /** The same at another price. */
    public Endpoint withPricing(Pricing other) {
        return with(key, provider, dialect, quantization, other);
    }

    private Endpoint with(
            String newKey,
            Provider newProvider,
            String newDialect,
            String newQuantization,
            Pricing newPricing) {
        return new Endpoint(
                newKey,
                tag,
                newProvider,
                model,
                upstreamId,
                newDialect,
                type,
                region,
                newQuantization,
                context,
                maxInput,
                maxOutput,
                in,
                out,
                capabilities,
                refused,
                reasoning,
                newPricing,
                lifecycle);
    }
}
