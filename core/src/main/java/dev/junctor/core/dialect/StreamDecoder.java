package dev.junctor.core.dialect;

import dev.junctor.core.chat.ChatEvent;
import java.util.List;

/**
 * Reads a provider's stream as a state machine: one for each stream, fed by one thread. It keeps what it needs to close
 * parts, never their text.
 */
public interface StreamDecoder {
    /**
     * One server-sent event, or one element of a JSON array.
     *
     * @param name what its {@code event} line says; empty when it has none
     * @param bytes hold its data from {@code from} to {@code to}; not kept
     * @return what it means; nothing after the last event
     */
    List<ChatEvent> on(String name, byte[] bytes, int from, int to);

    /**
     * The provider closed the connection.
     *
     * @return what closes what is open: {@link ChatEvent.Done} where all choices had finished, otherwise {@link
     *     ChatEvent.Failed}; nothing when the end had come before
     */
    List<ChatEvent> end();
}
