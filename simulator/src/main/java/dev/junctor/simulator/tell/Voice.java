package dev.junctor.simulator.tell;

/** A protocol in which answers are told. */
public interface Voice {
    /** A whole answer as one JSON value. */
    byte[] whole(Telling telling);

    /** Writes the steps of one stream, from its beginning. */
    EventWriter events(Telling telling);

    /** The content type of a stream. */
    String streamType(Telling telling);

    /** The header field that carries the id of an answer. */
    String idField();

    /** The beginning of an event that breaks off. */
    String broken(Telling telling);

    /** What keeps a stream alive while one waits: a piece that means nothing. */
    String idle(Telling telling);

    /** Where a stream tells its usage. */
    UsageMoment usageMoment();

    /** Where a stream tells its usage. */
    enum UsageMoment {
        /** Before the event that ends it. */
        BEFORE_END,
        /** In the event that ends it. */
        WITH_END
    }

    /** Writes the steps of one stream; keeps its place in it. */
    interface EventWriter {
        /** Appends what tells a step; nothing where the protocol has nothing for it. */
        void write(Step step, StringBuilder out);
    }
}
