package dev.junctor.lab.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.anthropic.core.JsonValue;
import com.anthropic.models.messages.ContentBlock;
import com.anthropic.models.messages.ContentBlockParam;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.StopReason;
import com.anthropic.models.messages.Tool;
import com.anthropic.models.messages.ToolResultBlockParam;
import com.anthropic.models.messages.ToolUseBlock;
import java.util.List;

/** Tools and thoughts by Anthropic's client. */
final class AnthropicTools {
    static final Tool WEATHER = tool("get_weather", Ask.WEATHER, List.of("city"));
    private static final Tool TIME = tool("get_time", Ask.TIME, List.of("city"));
    private static final Tool EMPTY = tool("list_users", Ask.USERS, List.of());

    private AnthropicTools() {}

    private static Tool tool(String name, String description, List<String> fields) {
        Tool.InputSchema.Properties.Builder properties = Tool.InputSchema.Properties.builder();
        Ask.texts(fields)
                .forEach((field, type) ->
                        properties.putAdditionalProperty(field, JsonValue.from(type)));
        return Tool.builder()
                .name(name)
                .description(description)
                .inputSchema(
                        Tool.InputSchema.builder()
                                .properties(properties.build())
                                .required(fields)
                                .build())
                .build();
    }

    static List<ToolUseBlock> calls(Message message) {
        return message.content().stream().flatMap(block -> block.toolUse().stream()).toList();
    }

    /** The model calls so many tools; what they say comes back in its answer. */
    static void loop(AnthropicAsker.Way way, String model, int tools) {
        MessageCreateParams.Builder asked =
                AnthropicDriver.asking(model, tools == 1 ? Ask.QUESTION : Ask.BOTH)
                        .addTool(WEATHER);
        if (tools > 1) {
            asked.addTool(TIME);
        }
        Message first = way.ask(asked);
        assertThat(first.stopReason()).contains(StopReason.TOOL_USE);
        assertThat(calls(first)).hasSize(tools);
        calls(first).forEach(call -> assertThat(input(call)).contains("city"));
        asked.addMessage(first)
                .addUserMessageOfContentBlockParams(
                        calls(first).stream().map(call -> result(call, Ask.RESULT)).toList());
        Message second = way.ask(asked);
        assertThat(AnthropicDriver.text(second)).contains(Ask.RESULT);
        assertThat(second.stopReason()).contains(StopReason.END_TURN);
    }

    private static String input(ToolUseBlock call) {
        return call._input().toString();
    }

    private static ContentBlockParam result(ToolUseBlock call, String text) {
        return ContentBlockParam.ofToolResult(
                ToolResultBlockParam.builder().toolUseId(call.id()).content(text).build());
    }

    /** A call without arguments has an empty object, and its result is used too. */
    static void empty(AnthropicAsker.Way way, String model) {
        MessageCreateParams.Builder asked = AnthropicDriver.asking(model, Ask.WHO).addTool(EMPTY);
        Message first = way.ask(asked);
        ToolUseBlock call = calls(first).getFirst();
        assertThat(input(call)).isEqualTo("{}");
        asked.addMessage(first)
                .addUserMessageOfContentBlockParams(List.of(result(call, Ask.RESULT)));
        assertThat(AnthropicDriver.text(way.ask(asked))).contains(Ask.RESULT);
    }

    /** A result may be marked as an error. */
    static void failed(AnthropicAsker.Way way, String model) {
        MessageCreateParams.Builder asked =
                AnthropicDriver.asking(model, Ask.QUESTION).addTool(WEATHER);
        Message first = way.ask(asked);
        asked.addMessage(first)
                .addUserMessageOfContentBlockParams(
                        List.of(
                                ContentBlockParam.ofToolResult(
                                        ToolResultBlockParam.builder()
                                                .toolUseId(calls(first).getFirst().id())
                                                .content("no such city")
                                                .isError(true)
                                                .build())));
        assertThat(AnthropicDriver.text(way.ask(asked))).isNotEmpty();
    }

    /** Thoughts are blocks with a signature; the client gives them back by itself. */
    static void thoughts(AnthropicAsker.Way way, String model) {
        MessageCreateParams.Builder asked =
                AnthropicDriver.asking(model, Ask.QUESTION)
                        .maxTokens(4000)
                        .enabledThinking(1024)
                        .addTool(WEATHER);
        Message first = way.ask(asked);
        assertThat(first.content()).anyMatch(ContentBlock::isThinking);
        ToolUseBlock call = calls(first).getFirst();
        asked.addMessage(first)
                .addUserMessageOfContentBlockParams(List.of(result(call, Ask.RESULT)));
        assertThat(AnthropicDriver.text(way.ask(asked))).contains(Ask.RESULT);
    }
}
