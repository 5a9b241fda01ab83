package dev.junctor.lab.conformance;

import static org.assertj.core.api.Assertions.assertThat;

import com.openai.core.JsonValue;
import com.openai.models.FunctionDefinition;
import com.openai.models.FunctionParameters;
import com.openai.models.ReasoningEffort;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletion.Choice.FinishReason;
import com.openai.models.chat.completions.ChatCompletionAssistantMessageParam;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionMessage;
import com.openai.models.chat.completions.ChatCompletionMessageToolCall;
import com.openai.models.chat.completions.ChatCompletionNamedToolChoice;
import com.openai.models.chat.completions.ChatCompletionToolMessageParam;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Tools and thoughts by OpenAI's client. */
@SuppressWarnings("deprecation") // unknown fields and seed are what is tested
final class OpenAiChatTools {
    static final FunctionDefinition WEATHER = tool("get_weather", Ask.WEATHER, List.of("city"));
    static final ChatCompletionNamedToolChoice.Function WEATHER_NAMED =
            ChatCompletionNamedToolChoice.Function.builder().name("get_weather").build();
    private static final FunctionDefinition TIME = tool("get_time", Ask.TIME, List.of("city"));
    private static final FunctionDefinition EMPTY = tool("list_users", Ask.USERS, List.of());

    /** The fields in which thoughts are shown: OpenRouter's form, and the one of most providers. */
    private static final Set<String> THOUGHTS =
            Set.of("reasoning_content", "reasoning", "reasoning_details");

    private OpenAiChatTools() {}

    private static FunctionDefinition tool(String name, String description, List<String> fields) {
        return FunctionDefinition.builder()
                .name(name)
                .description(description)
                .parameters(
                        FunctionParameters.builder()
                                .additionalProperties(
                                        Map.of(
                                                "type", JsonValue.from("object"),
                                                "properties", JsonValue.from(Ask.texts(fields)),
                                                "required", JsonValue.from(fields)))
                                .build())
                .build();
    }

    /** The model calls so many tools; what they say comes back in its answer. */
    static void loop(OpenAiChatAsker.Way way, String model, int tools) {
        ChatCompletionCreateParams.Builder asked =
                OpenAiChatDriver.asking(model, tools == 1 ? Ask.QUESTION : Ask.BOTH)
                        .addFunctionTool(WEATHER);
        if (tools > 1) {
            asked.addFunctionTool(TIME);
        }
        ChatCompletion first = way.ask(asked);
        assertThat(OpenAiChatDriver.finish(first)).isEqualTo(FinishReason.TOOL_CALLS);
        ChatCompletionMessage message = OpenAiChatDriver.message(first);
        assertThat(message.toolCalls().orElseThrow()).hasSize(tools);
        asked.addMessage(message);
        for (ChatCompletionMessageToolCall call : message.toolCalls().orElseThrow()) {
            assertThat(call.asFunction().function().arguments()).contains("city");
            asked.addMessage(result(call, Ask.RESULT));
        }
        ChatCompletion second = way.ask(asked);
        assertThat(OpenAiChatDriver.text(second)).contains(Ask.RESULT);
        assertThat(OpenAiChatDriver.finish(second)).isEqualTo(FinishReason.STOP);
    }

    private static ChatCompletionToolMessageParam result(
            ChatCompletionMessageToolCall call, String text) {
        return ChatCompletionToolMessageParam.builder()
                .toolCallId(call.asFunction().id())
                .content(text)
                .build();
    }

    /** A call without arguments has an empty object, and its result is used too. */
    static void empty(OpenAiChatAsker.Way way, String model) {
        ChatCompletionCreateParams.Builder asked =
                OpenAiChatDriver.asking(model, Ask.WHO).addFunctionTool(EMPTY);
        ChatCompletionMessage message = OpenAiChatDriver.message(way.ask(asked));
        ChatCompletionMessageToolCall call = message.toolCalls().orElseThrow().getFirst();
        assertThat(call.asFunction().function().arguments()).isEqualTo("{}");
        asked.addMessage(message).addMessage(result(call, Ask.RESULT));
        assertThat(OpenAiChatDriver.text(way.ask(asked))).contains(Ask.RESULT);
    }

    /** OpenAI's chat has no mark for it: the words say so. */
    static void failed(OpenAiChatAsker.Way way, String model) {
        ChatCompletionCreateParams.Builder asked =
                OpenAiChatDriver.asking(model, Ask.QUESTION).addFunctionTool(WEATHER);
        ChatCompletionMessage message = OpenAiChatDriver.message(way.ask(asked));
        ChatCompletionMessageToolCall call = message.toolCalls().orElseThrow().getFirst();
        asked.addMessage(message).addMessage(result(call, "Error: no such city"));
        assertThat(OpenAiChatDriver.text(way.ask(asked))).isNotEmpty();
    }

    /** Thoughts stand in fields of their own; clients that give them back copy these. */
    static void thoughts(OpenAiChatAsker asker, String model) {
        ChatCompletionCreateParams.Builder asked =
                OpenAiChatDriver.asking(model, Ask.QUESTION)
                        .reasoningEffort(ReasoningEffort.MEDIUM)
                        .addFunctionTool(WEATHER);
        assertThat(asker.chunks(asked))
                .flatExtracting(ChatCompletionChunk::choices)
                .flatExtracting(choice -> choice.delta()._additionalProperties().keySet())
                .containsAnyElementsOf(THOUGHTS);
        ChatCompletionMessage message = OpenAiChatDriver.message(asker.whole(asked));
        Map<String, JsonValue> shown = new HashMap<>(message._additionalProperties());
        shown.keySet().retainAll(THOUGHTS);
        assertThat(shown).isNotEmpty();
        ChatCompletionMessageToolCall call = message.toolCalls().orElseThrow().getFirst();
        asked.addMessage(
                        ChatCompletionAssistantMessageParam.builder()
                                .toolCalls(message.toolCalls().orElseThrow())
                                .putAllAdditionalProperties(shown)
                                .build())
                .addMessage(result(call, Ask.RESULT));
        assertThat(OpenAiChatDriver.text(asker.whole(asked))).contains(Ask.RESULT);
    }
}
