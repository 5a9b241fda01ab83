package dev.junctor.simulator.tell;

import java.util.List;

/** One thing that a performance does towards the caller. */
public sealed interface Deed {
    /** Waits. */
    record Pause(long nanos) implements Deed {}

    /**
     * Gives a whole answer, with its length.
     *
     * @param fields header names and values in turn
     */
    @SuppressWarnings("ArrayRecordComponent") // never compared; a list would box each byte
    record Answer(int status, byte[] body, List<String> fields) implements Deed {
        public Answer {
            fields = List.copyOf(fields);
        }
    }

    /**
     * Gives the head of an answer in chunks.
     *
     * @param fields header names and values in turn
     */
    record Head(int status, List<String> fields) implements Deed {
        public Head {
            fields = List.copyOf(fields);
        }
    }

    /** Tells a step of the stream. */
    record Say(Step step) implements Deed {}

    /** Writes bytes as they are. */
    @SuppressWarnings("ArrayRecordComponent") // never compared; a list would box each byte
    record Raw(byte[] bytes) implements Deed {}

    /** Lets what was written leave before more is written. */
    record Turn() implements Deed {}

    /** Ends the body in order. */
    record End() implements Deed {}

    /** Cuts the connection. */
    record Cut() implements Deed {}

    /** Does nothing more, and does not end. */
    record Silence() implements Deed {}
}
