package dev.junctor.simulator.responses;

import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Provider;
import dev.junctor.simulator.ask.Ask;
import dev.junctor.simulator.ask.AskReader;
import dev.junctor.simulator.ask.Complaint;
import dev.junctor.simulator.ask.Prompt;
import dev.junctor.simulator.fault.Complaints;
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
 * OpenAI's Responses (OpenAPI description of August 2026), of which nothing is kept.
 *
 * @param seal for encrypted reasoning, so that only what was thought here is accepted back
 */
public record Responses(Seal seal) implements Protocol {
    /** Its name in the catalog. */
    public static final String NAME = "openai-responses";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Complaint> greet(Incoming incoming, Provider provider) {
        boolean shown =
                provider.auth() == Provider.Auth.NONE
                        || incoming.hasKeyIn("authorization", "api-key");
        return shown ? Optional.empty() : Optional.of(Complaints.key());
    }

    @Override
    public AskReader.Outcome read(Incoming incoming, Map<String, Endpoint> models) {
        try {
            ObjectNode body = Bodies.object(incoming.body());
            String model = body.path("model").asString("");
            if (model.isEmpty()) {
                throw Objections.missing("model");
            }
            Endpoint endpoint = models.get(model);
            if (endpoint == null) {
                throw new Objection(AskReader.unknown(model));
            }
            return new AskReader.Outcome.Good(
                    new Ask(endpoint, Ask.Form.CHAT, new InputReader(body).chat(), body));
        } catch (Objection objection) {
            return new AskReader.Outcome.Bad(objection.complaint());
        }
    }

    @Override
    public Optional<Complaint> check(Incoming incoming, Ask ask, Prompt prompt) {
        return Objection.of(() -> {
            ParameterRules.check(ask, prompt);
            FunctionRules.check(ask.original());
            new ItemRules(ask, seal).check();
        });
    }

    @Override
    public Prompt cacheable(Ask ask, Prompt prompt) {
        return prompt;
    }

    @Override
    public Habits habits(Habits usual, Target target) {
        return new Habits(
                usual.errors(),
                Habits.Thoughts.REASONING,
                Habits.ToolDeltas.FRAGMENTS,
                Habits.UsagePlace.WITH_FINISH,
                Habits.Ending.DONE,
                Habits.Line.LF,
                "resp_");
    }

    @Override
    public Voice voice(Target target) {
        return new ResponseVoice(seal);
    }

    @Override
    public String counted(Prompt prompt) {
        return "{\"object\":\"response.input_tokens\",\"input_tokens\":" + prompt.tokens() + "}";
    }

    /** What seals are made for: a provider and one of its models. */
    static String scope(Ask ask) {
        return NAME + ":" + ask.endpoint().key();
    }
}
