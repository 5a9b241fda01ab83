package dev.junctor.simulator.gemini;

import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Provider;
import dev.junctor.simulator.ask.Ask;
import dev.junctor.simulator.ask.AskReader;
import dev.junctor.simulator.ask.Complaint;
import dev.junctor.simulator.ask.Prompt;
import dev.junctor.simulator.habit.ErrorShape;
import dev.junctor.simulator.habit.Habits;
import dev.junctor.simulator.protocol.Bodies;
import dev.junctor.simulator.protocol.Incoming;
import dev.junctor.simulator.protocol.Objection;
import dev.junctor.simulator.protocol.Protocol;
import dev.junctor.simulator.protocol.Target;
import dev.junctor.simulator.say.Seal;
import dev.junctor.simulator.tell.Voice;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * Google's Gemini API, {@code v1beta} (discovery revision of July 2026).
 *
 * @param seal for thought signatures, so that only what was thought here is accepted back
 */
public record Gemini(Seal seal) implements Protocol {
    /** Its name in the catalog. */
    public static final String NAME = "gemini";

    private static final String MODELS = "/models/";
    private static final String STREAM = ":streamGenerateContent";

    @Override
    public String name() {
        return NAME;
    }

    @Override
    public Optional<Complaint> greet(Incoming incoming, Provider provider) {
        boolean shown =
                provider.auth() == Provider.Auth.NONE
                        || incoming.hasKeyIn("x-goog-api-key")
                        || !incoming.target().queried("key").isEmpty();
        return shown
                ? Optional.empty()
                : Optional.of(
                        new Complaint(
                                403,
                                "permission_error",
                                "",
                                "Method doesn't allow unregistered callers (callers without"
                                        + " established identity). Please use API Key or other"
                                        + " form of API consumer identity to call this API.",
                                ""));
    }

    @Override
    public AskReader.Outcome read(Incoming incoming, Map<String, Endpoint> models) {
        try {
            String id = model(incoming.target());
            Endpoint endpoint = models.get(id);
            if (endpoint == null) {
                throw new Objection(
                        new Complaint(
                                404,
                                "not_found_error",
                                "",
                                "models/"
                                        + id
                                        + " is not found for API version v1beta, or is not"
                                        + " supported for generateContent.",
                                ""));
            }
            JsonNode came = Bodies.object(incoming.body());
            JsonNode inner = Fields.of(came, "generateContentRequest");
            JsonNode asked = inner.isObject() ? inner : came;
            ObjectNode chat = new ContentsReader(asked, id).chat();
            chat.put("stream", isStream(incoming.target()));
            return new AskReader.Outcome.Good(new Ask(endpoint, Ask.Form.CHAT, chat, asked));
        } catch (Objection objection) {
            return new AskReader.Outcome.Bad(objection.complaint());
        }
    }

    private static String model(Target target) {
        String rest = target.rest();
        String id = rest.substring(MODELS.length(), rest.lastIndexOf(':'));
        return URLDecoder.decode(id, StandardCharsets.UTF_8);
    }

    private static boolean isStream(Target target) {
        return target.rest().endsWith(STREAM);
    }

    private static boolean isList(Target target) {
        return isStream(target) && !target.queried("alt").equals("sse");
    }

    @Override
    public Optional<Complaint> check(Incoming incoming, Ask ask, Prompt prompt) {
        return Objection.of(() -> {
            ConfigRules.check(ask, prompt);
            DeclarationRules.check(ask.original());
            new ContentRules(ask).check();
            new SignatureRules(ask, seal).check();
        });
    }

    @Override
    public Prompt cacheable(Ask ask, Prompt prompt) {
        return prompt;
    }

    @Override
    public Habits habits(Habits usual, Target target) {
        boolean list = isList(target);
        return new Habits(
                list ? ErrorShape.STATUS_LIST : ErrorShape.STATUS,
                Habits.Thoughts.REASONING,
                Habits.ToolDeltas.WHOLE,
                Habits.UsagePlace.EVERY_CHUNK,
                list ? Habits.Ending.DONE : Habits.Ending.SILENT,
                Habits.Line.CRLF,
                "");
    }

    @Override
    public Voice voice(Target target) {
        return new ContentVoice(
                seal, isList(target) ? ContentVoice.Framing.LIST : ContentVoice.Framing.EVENTS);
    }

    @Override
    public String counted(Prompt prompt) {
        return "{\"totalTokens\":"
                + prompt.tokens()
                + ",\"promptTokensDetails\":[{\"modality\":\"TEXT\",\"tokenCount\":"
                + (prompt.tokens() - prompt.imageTokens() - prompt.audioTokens())
                + "}]}";
    }

    /** What seals of one provider are made for. */
    static String scope(Ask ask) {
        return NAME + ":" + ask.endpoint().provider().slug();
    }

    /** Whether a model insists on the signatures of its calls. */
    static boolean insists(Ask ask) {
        return ask.endpoint().upstreamId().startsWith("gemini-3");
    }
}
