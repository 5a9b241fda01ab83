package dev.junctor.core.dialect;

import dev.junctor.core.chat.ChatEvent;
import dev.junctor.core.chat.Loss;
import dev.junctor.core.json.Bytes;
import java.util.List;

/**
 * Writes a stream for the caller as a state machine: one for each stream, fed by one thread. What it writes obeys the
 * protocol's grammar whatever events come, and waits for a later event only where the grammar forbids to write.
 */
public interface StreamEncoder {
    /** Appends what goes to the caller now, in whole frames. Nothing after {@code Done} or {@code Failed}. */
    void on(ChatEvent event, Bytes out);

    /** What could not be said so far. */
    List<Loss> losses();
}
