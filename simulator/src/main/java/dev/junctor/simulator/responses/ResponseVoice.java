package dev.junctor.simulator.responses;

import dev.junctor.simulator.ask.Ask;
import dev.junctor.simulator.say.AnswerScript.Choice;
import dev.junctor.simulator.say.AnswerScript.Consumption;
import dev.junctor.simulator.say.AnswerScript.Finish;
import dev.junctor.simulator.say.AnswerScript.ToolUse;
import dev.junctor.simulator.say.Seal;
import dev.junctor.simulator.tell.Telling;
import dev.junctor.simulator.tell.Voice;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Responses as OpenAI writes them, whole and as events. */
record ResponseVoice(Seal seal) implements Voice {
    /** How ids of reasoning begin. */
    static final String THOUGHT = "rs_";

    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    @Override
    public byte[] whole(Telling telling) {
        Choice said = telling.script().choices().getFirst();
        ObjectNode response = response(telling, ended(said));
        ArrayNode output = (ArrayNode) response.path("output");
        items(telling).forEach(output::add);
        return response.toString().getBytes(StandardCharsets.UTF_8);
    }

    /** All items as they are in the end. */
    List<ObjectNode> items(Telling telling) {
        Choice said = telling.script().choices().getFirst();
        String status = said.finish() == Finish.LENGTH ? "incomplete" : "completed";
        List<ObjectNode> items = new ArrayList<>();
        if (!said.thoughts().isEmpty()) {
            items.add(thought(telling));
        }
        if (!said.text().isEmpty() || said.tools().isEmpty()) {
            ObjectNode message = message(telling, status);
            ((ArrayNode) message.path("content")).add(text(String.join("", said.text())));
            items.add(message);
        }
        for (ToolUse use : said.tools()) {
            items.add(call(use, String.join("", use.arguments()), status));
        }
        return items;
    }

    /** Reasoning in the end: with a summary where one was asked for, and sealed where that was. */
    ObjectNode thought(Telling telling) {
        Ask ask = telling.ask();
        String text = String.join("", telling.script().choices().getFirst().thoughts());
        ObjectNode item = emptyThought(telling);
        if (summarises(ask)) {
            ((ArrayNode) item.path("summary")).add(summary(text));
        }
        for (JsonNode each : ask.original().path("include")) {
            if (each.asString("").equals("reasoning.encrypted_content")) {
                item.put("encrypted_content", seal.of(Responses.scope(ask), text));
            }
        }
        return item;
    }

    ObjectNode emptyThought(Telling telling) {
        Ask ask = telling.ask();
        boolean stored = ask.original().path("store").asBoolean(true);
        String scope = stored ? storedScope(ask) : "unstored";
        byte[] sealed = seal.of(scope, telling.id()).getBytes(StandardCharsets.US_ASCII);
        ObjectNode item =
                JSON.objectNode()
                        .put("id", THOUGHT + HexFormat.of().formatHex(sealed))
                        .put("type", "reasoning");
        item.putArray("summary");
        return item;
    }

    /** The seal in the id of an item of reasoning; empty when there is none. */
    static String sealOf(String id) {
        try {
            byte[] bytes = HexFormat.of().parseHex(id.substring(THOUGHT.length()));
            return new String(bytes, StandardCharsets.US_ASCII);
        } catch (IllegalArgumentException notHex) {
            return "";
        }
    }

    static String storedScope(Ask ask) {
        return "stored " + Responses.scope(ask);
    }

    static boolean summarises(Ask ask) {
        return ask.original().path("reasoning").hasNonNull("summary");
    }

    static ObjectNode summary(String text) {
        return JSON.objectNode().put("type", "summary_text").put("text", text);
    }

    /** A message of which nothing is said yet. */
    static ObjectNode message(Telling telling, String status) {
        ObjectNode message =
                JSON.objectNode()
                        .put("id", "msg_" + telling.id().substring("resp_".length()))
                        .put("type", "message")
                        .put("status", status)
                        .put("role", "assistant");
        message.putArray("content");
        return message;
    }

    static ObjectNode text(String text) {
        ObjectNode part = JSON.objectNode().put("type", "output_text").put("text", text);
        part.putArray("annotations");
        part.putArray("logprobs");
        return part;
    }

    static ObjectNode call(ToolUse use, String arguments, String status) {
        boolean custom = use.kind() == ToolUse.Kind.CUSTOM;
        return JSON.objectNode()
                .put("id", (custom ? "ctc_" : "fc_") + use.id().substring("call_".length()))
                .put("type", custom ? "custom_tool_call" : "function_call")
                .put("status", status)
                .put("call_id", use.id())
                .put("name", use.name())
                .put(custom ? "input" : "arguments", arguments);
    }

    /** The status in which an answer ends. */
    static String ended(Choice said) {
        return said.finish() == Finish.LENGTH ? "incomplete" : "completed";
    }

    /** The whole object without its output, echoing what was asked. */
    static ObjectNode response(Telling telling, String status) {
        JsonNode asked = telling.ask().original();
        ObjectNode response =
                JSON.objectNode()
                        .put("id", telling.id())
                        .put("object", "response")
                        .put("created_at", telling.createdSeconds())
                        .put("status", status)
                        .put("background", false)
                        .putNull("error");
        if (status.equals("completed")) {
            response.put("completed_at", telling.createdSeconds());
        }
        if (status.equals("incomplete")) {
            response.putObject("incomplete_details").put("reason", "max_output_tokens");
        } else {
            response.putNull("incomplete_details");
        }
        echo(asked, "instructions", JSON.nullNode(), response);
        echo(asked, "max_output_tokens", JSON.nullNode(), response);
        response.put("model", telling.ask().endpoint().upstreamId());
        response.putArray("output");
        echo(asked, "parallel_tool_calls", JSON.booleanNode(true), response);
        response.putNull("previous_response_id");
        ObjectNode reasoning = response.putObject("reasoning");
        echo(asked.path("reasoning"), "effort", JSON.nullNode(), reasoning);
        echo(asked.path("reasoning"), "summary", JSON.nullNode(), reasoning);
        response.put("service_tier", telling.script().serviceTier());
        echo(asked, "store", JSON.booleanNode(true), response);
        echo(asked, "temperature", JSON.numberNode(1.0), response);
        ObjectNode plain = JSON.objectNode();
        plain.putObject("format").put("type", "text");
        echo(asked, "text", plain, response);
        echo(asked, "tool_choice", JSON.stringNode("auto"), response);
        response.set("tools", tools(asked.path("tools")));
        echo(asked, "top_p", JSON.numberNode(1.0), response);
        echo(asked, "truncation", JSON.stringNode("disabled"), response);
        response.putNull("usage");
        response.putNull("user");
        echo(asked, "metadata", JSON.objectNode(), response);
        boolean over = status.equals("completed") || status.equals("incomplete");
        if (over && telling.usage() != Telling.Usage.OMITTED) {
            response.set("usage", usage(telling));
        }
        return response;
    }

    private static void echo(JsonNode asked, String name, JsonNode otherwise, ObjectNode to) {
        to.set(name, asked.hasNonNull(name) ? asked.path(name) : otherwise);
    }

    /** Tools are told back with all their fields. */
    private static ArrayNode tools(JsonNode tools) {
        ArrayNode told = JSON.arrayNode();
        for (JsonNode tool : tools) {
            if (tool.deepCopy() instanceof ObjectNode copy) {
                if (copy.path("type").asString("").equals("function")) {
                    echo(tool, "description", JSON.nullNode(), copy);
                    echo(tool, "parameters", JSON.nullNode(), copy);
                    echo(tool, "strict", JSON.booleanNode(false), copy);
                }
                told.add(copy);
            }
        }
        return told;
    }

    private static ObjectNode usage(Telling telling) {
        Consumption counted = telling.script().consumption();
        boolean lies = telling.usage() == Telling.Usage.WRONG;
        long output = counted.visible() + counted.reasoning();
        ObjectNode usage = JSON.objectNode().put("input_tokens", counted.prompt());
        usage.putObject("input_tokens_details")
                .put("cached_tokens", lies ? counted.prompt() + 7 : counted.cached())
                .put("cache_write_tokens", counted.cacheWritten());
        usage.put("output_tokens", output);
        usage.putObject("output_tokens_details")
                .put("reasoning_tokens", lies ? output + 1 : counted.reasoning());
        return usage.put("total_tokens", lies ? 1 : counted.prompt() + output);
    }

    @Override
    public EventWriter events(Telling telling) {
        return new ResponseEvents(telling, this);
    }

    @Override
    public String streamType(Telling telling) {
        return "text/event-stream; charset=utf-8";
    }

    @Override
    public String idField() {
        return "X-Request-Id";
    }

    @Override
    public String broken(Telling telling) {
        return "event: response.output_text.delta\ndata: {\"type\":\"response.output_te";
    }

    @Override
    public String idle(Telling telling) {
        return ": keep-alive\n\n";
    }

    @Override
    public UsageMoment usageMoment() {
        return UsageMoment.WITH_END;
    }
}
