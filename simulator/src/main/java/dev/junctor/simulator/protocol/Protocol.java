package dev.junctor.simulator.protocol;

import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Provider;
import dev.junctor.simulator.ask.Ask;
import dev.junctor.simulator.ask.AskReader;
import dev.junctor.simulator.ask.Complaint;
import dev.junctor.simulator.ask.Prompt;
import dev.junctor.simulator.habit.Habits;
import dev.junctor.simulator.tell.Voice;
import java.util.Map;
import java.util.Optional;

/** A protocol as simulated providers speak it; it has no state. */
public interface Protocol {
    /** Its name in the catalog. */
    String name();

    /** What is missing in a request's head, as a key; empty when it may be read. */
    Optional<Complaint> greet(Incoming incoming, Provider provider);

    /**
     * Reads a request.
     *
     * @param models the endpoints of the provider that is asked, by its own ids
     */
    AskReader.Outcome read(Incoming incoming, Map<String, Endpoint> models);

    /** What the provider complains of; empty when it answers. */
    Optional<Complaint> check(Incoming incoming, Ask ask, Prompt prompt);

    /** What of a prompt the provider would find in its cache or put there. */
    Prompt cacheable(Ask ask, Prompt prompt);

    /** How errors and streams are shaped, given what is usual with the provider. */
    Habits habits(Habits usual, Target target);

    /** How it is spoken. */
    Voice voice(Target target);

    /** The answer to {@link Incoming.Operation#COUNT}, as JSON. */
    String counted(Prompt prompt);
}
