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
    /** The best rated model first; of one model, the most faithful endpoint. */
    QUALITY("quality"),
    /** OpenRouter's name for the most faithful endpoint first; here the same as {@link #QUALITY}. */
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
