package dev.junctor.server.journal;

import dev.junctor.engine.port.EventLoop;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What waits for a group, told with one task a loop however many they are. */
final class Messages {
    private static final Logger LOG = LoggerFactory.getLogger(Journal.class);

    private final IdentityHashMap<EventLoop, List<Runnable>> byLoop = new IdentityHashMap<>();

    void add(EventLoop loop, Runnable message) {
        byLoop.computeIfAbsent(loop, _ -> new ArrayList<>()).add(message);
    }

    /** Tells them all and forgets them. */
    void send() {
        byLoop.forEach((loop, messages) -> {
            try {
                loop.execute(() -> messages.forEach(Messages::run));
            } catch (RuntimeException e) { // a loop that has ended has nobody who waits
                LOG.debug("a loop did not take what was written for it", e);
            }
        });
        byLoop.clear();
    }

    private static void run(Runnable message) {
        try {
            message.run();
        } catch (RuntimeException e) {
            LOG.error("what waited for a record failed", e);
        }
    }
}
