package dev.junctor.simulator.protocol;

import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Provider;
import dev.junctor.simulator.ask.Ask;
import dev.junctor.simulator.ask.AskReader;
import dev.junctor.simulator.ask.Checks;
import dev.junctor.simulator.ask.Complaint;
import dev.junctor.simulator.ask.Prompt;
import dev.junctor.simulator.fault.Complaints;
import dev.junctor.simulator.habit.Habits;
import dev.junctor.simulator.tell.ChatVoice;
import dev.junctor.simulator.tell.Voice;
import java.util.Map;
import java.util.Optional;

/** OpenAI's chat, and completions of text. */
public record OpenAiChat(Ask.Form form) implements Protocol {
    /** Its name in the catalog. */
    public static final String NAME = "openai-chat";

    @Override
    public String name() {
        return NAME;
    }

    /** A key, whatever it is, must be shown to all who want one; how is not looked at closely. */
    @Override
    public Optional<Complaint> greet(Incoming incoming, Provider provider) {
        boolean shown =
                provider.auth() == Provider.Auth.NONE
                        || incoming.hasKeyIn(
                                "authorization", "api-key", "x-api-key", "x-goog-api-key");
        return shown ? Optional.empty() : Optional.of(Complaints.key());
    }

    @Override
    public AskReader.Outcome read(Incoming incoming, Map<String, Endpoint> models) {
        return AskReader.read(incoming.body(), form, models);
    }

    @Override
    public Optional<Complaint> check(Incoming incoming, Ask ask, Prompt prompt) {
        return Checks.of(ask, prompt);
    }

    @Override
    public Prompt cacheable(Ask ask, Prompt prompt) {
        return prompt;
    }

    @Override
    public Habits habits(Habits usual, Target target) {
        return usual;
    }

    @Override
    public Voice voice(Target target) {
        return new ChatVoice();
    }

    @Override
    public String counted(Prompt prompt) {
        return "{\"input_tokens\":" + prompt.tokens() + "}";
    }
}
