package dev.junctor.lab.conformance;

/** An official client, and how it is made to do what the table lists. */
interface Driver extends AutoCloseable {
    /** The client and its part that is driven, as {@code openai-java chat}. */
    String name();

    /**
     * Does one thing, and fails unless all that comes back is what the client promises its users.
     *
     * @return in words for the table: what became of the request, or how the client tells the failure
     */
    String run(Call call, Upstream upstream);

    @Override
    void close();
}
