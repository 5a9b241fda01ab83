package dev.junctor.simulator.say;

import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Pricing;
import dev.junctor.core.usage.Bucket;
import dev.junctor.simulator.ask.Ask;
import dev.junctor.simulator.ask.Prompt;
import dev.junctor.simulator.ask.Tokens;
import dev.junctor.simulator.say.AnswerScript.Choice;
import dev.junctor.simulator.say.AnswerScript.Consumption;
import dev.junctor.simulator.say.AnswerScript.Finish;
import dev.junctor.simulator.say.AnswerScript.ToolUse;
import java.util.ArrayList;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** Decides what is said: a function of the request, what of it was cached, and a seed. */
public final class ScriptWriter {
    private static final int LONGEST = 1_000_000;

    private final Ask ask;
    private final Prompt prompt;
    private final Topic topic;
    private final long room;

    private ScriptWriter(Ask ask, Prompt prompt) {
        this.ask = ask;
        this.prompt = prompt;
        this.topic = Topic.of(ask.lastUserText());
        this.room = room(ask, prompt);
    }

    /**
     * Writes what is said.
     *
     * @param cached how many tokens of the prompt the cache had
     * @param seed of the whole fleet; what is asked is mixed in
     */
    public static AnswerScript write(Ask ask, Prompt prompt, long cached, long seed) {
        return new ScriptWriter(ask, prompt).script(cached, seed);
    }

    private AnswerScript script(long cached, long seed) {
        List<Choice> choices = new ArrayList<>();
        List<String> endings = ask.prompts();
        for (int i = 0; i < ask.choices() * endings.size(); i++) {
            choices.add(choice(chance(seed, i), endings.get(i / ask.choices())));
        }
        long visible = choices.stream().mapToLong(Choice::visible).sum();
        long reasoning = choices.stream().mapToLong(choice -> choice.thoughts().size()).sum();
        Consumption consumption =
                new Consumption(
                        prompt.tokens(),
                        cached,
                        written(cached),
                        prompt.audioTokens(),
                        prompt.imageTokens(),
                        visible,
                        reasoning);
        return new AnswerScript(choices, consumption, tier());
    }

    private Chance chance(long seed, int choice) {
        String asked =
                ask.form() == Ask.Form.TEXT
                        ? ask.body().path("prompt").toString()
                        : ask.messages().toString();
        return Chance.of(
                seed,
                ask.endpoint().key(),
                asked,
                ask.body().path("tools").toString(),
                ask.parameter("seed").toString(),
                String.valueOf(choice));
    }

    private Choice choice(Chance chance, String text) {
        List<String> thoughts =
                Reasoner.tokens(ask).stream()
                        .mapToObj(tokens -> Prose.thoughts(topic, chance, tokens))
                        .findFirst()
                        .orElse(List.of());
        List<JsonNode> tools =
                ask.form() == Ask.Form.CHAT ? ToolChooser.choose(ask, topic) : List.of();
        Draft draft =
                tools.isEmpty()
                        ? Draft.of(thoughts, said(chance, text))
                        : new Draft(
                                thoughts, List.of(), uses(tools, chance), Finish.TOOL_CALLS, "");
        return draft.stoppedAt(ask.stops()).within(room).choice();
    }

    private List<String> said(Chance chance, String text) {
        JsonNode format = ask.body().path("response_format");
        int exact = ask.simulator().path("tokens").asInt(0);
        String opening = opening(text);
        return switch (format.path("type").asString("text")) {
            case "json_schema" -> {
                JsonNode schema = format.path("json_schema").path("schema");
                yield Tokens.split(SchemaFiller.fill(schema, topic, chance).toString());
            }
            case "json_object" ->
                    Tokens.split(
                            JsonNodeFactory.instance
                                    .objectNode()
                                    .put("simulated", true)
                                    .put("answer", opening)
                                    .put("words", topic.words().size())
                                    .toString());
            default ->
                    exact > 0
                            ? Prose.answer(
                                    opening,
                                    topic,
                                    chance,
                                    Math.min(exact, LONGEST / ask.choices()))
                            : Prose.answer(opening, topic, chance);
        };
    }

    private String opening(String text) {
        Endpoint endpoint = ask.endpoint();
        String provider = endpoint.provider().name();
        if (ask.lastRole().equals("tool")) {
            JsonNode content = ask.lastMessage().path("content");
            String result = Prose.result(content, Ask.textOf(content));
            return Prose.opening(provider, endpoint.upstreamId(), answeredTool(), result);
        }
        Topic about = ask.form() == Ask.Form.TEXT ? Topic.of(text) : topic;
        return Prose.opening(provider, endpoint.upstreamId(), about);
    }

    /** The name of the tool whose result came last. */
    private String answeredTool() {
        String id = ask.lastMessage().path("tool_call_id").asString("");
        for (JsonNode message : ask.messages()) {
            for (JsonNode call : message.path("tool_calls")) {
                if (call.path("id").asString("").equals(id)) {
                    return call.path(call.path("type").asString("function"))
                            .path("name")
                            .asString("");
                }
            }
        }
        return "";
    }

    private List<ToolUse> uses(List<JsonNode> tools, Chance chance) {
        List<ToolUse> uses = new ArrayList<>();
        for (JsonNode tool : tools) {
            boolean custom = tool.path("type").asString("").equals("custom");
            JsonNode schema = tool.path("function").path("parameters");
            String arguments =
                    custom
                            ? topic.excerpt()
                            : schema.isObject()
                                    ? SchemaFiller.fill(object(schema), topic, chance).toString()
                                    : "{}";
            uses.add(
                    new ToolUse(
                            "call_" + chance.letters(24),
                            custom ? ToolUse.Kind.CUSTOM : ToolUse.Kind.FUNCTION,
                            ToolChooser.name(tool),
                            Tokens.split(arguments)));
        }
        return uses;
    }

    /** Arguments are an object even where the schema forgets to say so. */
    private static JsonNode object(JsonNode schema) {
        boolean silent = schema.path("type").isMissingNode() && schema.path("$ref").isMissingNode();
        return silent ? schema.deepCopy().asObject().put("type", "object") : schema;
    }

    private long written(long cached) {
        boolean charged =
                ask.endpoint().pricing() instanceof Pricing.Known known
                        && known.price().base().lists(Bucket.CACHE_WRITE);
        return charged ? (long) prompt.marks().length * Prompt.BLOCK - cached : 0;
    }

    private String tier() {
        String asked = ask.body().path("service_tier").asString("");
        boolean sold =
                ask.endpoint().pricing() instanceof Pricing.Known known
                        && known.price().variants().containsKey(asked);
        return sold ? asked : "default";
    }

    private static long room(Ask ask, Prompt prompt) {
        Endpoint endpoint = ask.endpoint();
        long asked = ask.maxTokens().orElse(LONGEST);
        long output = endpoint.maxOutput() > 0 ? endpoint.maxOutput() : LONGEST;
        long left = endpoint.context() > 0 ? endpoint.context() - prompt.tokens() : (long) LONGEST;
        return Math.max(1, Math.min(asked, Math.min(output, left)));
    }
}
