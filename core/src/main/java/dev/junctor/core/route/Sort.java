package dev.junctor.core.route;

/** A strict order that a caller asks for; it turns load balancing off. */
public enum Sort {
    /** Nothing asked: load balancing. */
    NONE("none"),
    /** The least expected cost of this request first. */
    PRICE("price"),
    /** The most completion tokens per second first. */
    THROUGHPUT("throughput"),
    /** The least time to the first token first. */
    LATENCY("latency"),
    /** The best rated model first; of one model, the endpoint that fails least. */
    QUALITY("quality"),
    /**
     * OpenRouter's name for the endpoints that serve tools best; here the least failing first, of those the fastest.
     * How well an endpoint keeps to a model's answers is not known: what hosts say of their precision is not counted,
     * because that would favour those who say nothing.
     */
    EXACTO("exacto");

    private final String key;

    Sort(String key) {
        this.key = key;
    }

    /** Its name in requests. */
    public String key() {
        return key;
    }
}
