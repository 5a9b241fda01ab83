package dev.junctor.simulator.anthropic;

import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Provider;
import dev.junctor.simulator.ask.Ask;
import dev.junctor.simulator.ask.AskReader;
import dev.junctor.simulator.ask.Complaint;
import dev.junctor.simulator.ask.Prompt;
import dev.junctor.simulator.fault.Complaints;
import dev.junctor.simulator.habit.ErrorShape;
import dev.junctor.simulator.habit.Habits;
import dev.junctor.simulator.protocol.Bodies;
import dev.junctor.simulator.protocol.Incoming;
import dev.junctor.simulator.protocol.Objection;
import dev.junctor.simulator.protocol.Protocol;
import dev.junctor.simulator.protocol.Target;
import dev.junctor.simulator.say.Seal;
import dev.junctor.simulator.tell.Voice;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.node.ObjectNode;

/**
 * Anthropic's Messages (OpenAPI description of July 2026).
 *
 * @param seal under thinking, so that only what was thought here is accepted back
 */
public record Anthropic(Seal seal) implements Protocol {
    /** Its name in the catalog. */
    public static final String NAME = "anthropic-messages";

    private static final String VERSION = "anthropic-version";

    @Override
    public String name() {
        return NAME;
    }

    /** The version is asked for where the catalog says that the provider wants one. */
    @Override
    public Optional<Complaint> greet(Incoming incoming, Provider provider) {
        if (provider.auth() != Provider.Auth.NONE
                && !incoming.hasKeyIn("x-api-key", "authorization")) {
            return Optional.of(Complaints.key());
        }
        return provider.headers().containsKey(VERSION)
                        && incoming.headers().value(VERSION).isBlank()
                ? Optional.of(Complaint.invalid("", "", "anthropic-version: header is required"))
                : Optional.empty();
    }

    @Override
    public AskReader.Outcome read(Incoming incoming, Map<String, Endpoint> models) {
        try {
            ObjectNode body = Bodies.object(incoming.body());
            String model = body.path("model").asString("");
            if (model.isEmpty()) {
                throw Objection.invalid("model: Field required");
            }
            Endpoint endpoint = models.get(model);
            if (endpoint == null) {
                throw new Objection(
                        new Complaint(404, "not_found_error", "", "model: " + model, ""));
            }
            return new AskReader.Outcome.Good(
                    new Ask(endpoint, Ask.Form.CHAT, new MessagesReader(body).chat(), body));
        } catch (Objection objection) {
            return new AskReader.Outcome.Bad(objection.complaint());
        }
    }

    @Override
    public Optional<Complaint> check(Incoming incoming, Ask ask, Prompt prompt) {
        return Objection.of(() -> {
            FieldRules.check(incoming.operation(), ask, prompt);
            BlockRules.check(ask);
            ToolRules.check(ask);
            new ThinkingRules(ask, seal).check();
            CacheRules.check(ask.original());
        });
    }

    @Override
    public Prompt cacheable(Ask ask, Prompt prompt) {
        return ask.original().path("cache_control").isObject() ? prompt : prompt.cachedAsMarked();
    }

    @Override
    public Habits habits(Habits usual, Target target) {
        return new Habits(
                ErrorShape.TYPED,
                Habits.Thoughts.REASONING,
                Habits.ToolDeltas.FRAGMENTS,
                Habits.UsagePlace.WITH_FINISH,
                Habits.Ending.DONE,
                Habits.Line.LF,
                "msg_01");
    }

    @Override
    public Voice voice(Target target) {
        return new MessagesVoice(seal);
    }

    @Override
    public String counted(Prompt prompt) {
        return "{\"input_tokens\":" + prompt.tokens() + "}";
    }

    /** What seals of one provider are made for. */
    static String scope(Ask ask) {
        return NAME + ":" + ask.endpoint().provider().slug();
    }
}
