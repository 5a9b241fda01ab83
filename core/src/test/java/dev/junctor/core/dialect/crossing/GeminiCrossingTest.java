package dev.junctor.core.dialect.crossing;

import static dev.junctor.core.dialect.crossing.CodecLawsTest.REPLY;
import static dev.junctor.core.dialect.crossing.Crossing.CHAT;
import static dev.junctor.core.dialect.crossing.Crossing.MESSAGES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.chat.ChatEvent;
import dev.junctor.core.chat.Conversation;
import dev.junctor.core.chat.Opaque;
import dev.junctor.core.chat.Part;
import dev.junctor.core.dialect.Ability;
import dev.junctor.core.dialect.Carrier;
import dev.junctor.core.dialect.ChatCodec;
import dev.junctor.core.dialect.Decoded;
import dev.junctor.core.dialect.Delivery;
import dev.junctor.core.dialect.Encoded;
import dev.junctor.core.dialect.Incoming;
import dev.junctor.core.dialect.Reply;
import dev.junctor.core.dialect.Target;
import dev.junctor.core.dialect.crossing.Crossing.Result;
import dev.junctor.core.dialect.gemini.GeminiCodec;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Gemini from and to OpenAI chat and Anthropic's messages, by the bugs that others had. */
final class GeminiCrossingTest {
    private static final ChatCodec GEMINI = new GeminiCodec();

    /** An answer of two parallel calls: only the first has a signature, none has an id. */
    private static final String CALLS =
            "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":["
                    + "{\"text\":\"Hm.\",\"thought\":true},"
                    + "{\"functionCall\":{\"name\":\"now\",\"args\":{}},\"thoughtSignature\":\"c2ln\"},"
                    + "{\"functionCall\":{\"name\":\"add\",\"args\":{\"b\":1,\"a\":2.50}}}]},"
                    + "\"finishReason\":\"STOP\",\"index\":0}],\"usageMetadata\":{"
                    + "\"promptTokenCount\":20,\"cachedContentTokenCount\":5,"
                    + "\"candidatesTokenCount\":7,\"thoughtsTokenCount\":3,\"totalTokenCount\":30},"
                    + "\"modelVersion\":\"m\",\"responseId\":\"r1\"}";

    private static final String TOOLS =
            "\"tools\":[{\"type\":\"function\",\"function\":{\"name\":\"now\"}},"
                    + "{\"type\":\"function\",\"function\":{\"name\":\"add\"}}]";

    /** Remembers whose state it carries, as that of a running gateway does. */
    private static final Carrier NAMING =
            new Carrier() {
                @Override
                public String seal(Opaque opaque) {
                    return opaque.dialect() + ":" + opaque.data();
                }

                @Override
                public Opaque open(String carried, String dialect) {
                    int colon = carried.indexOf(':');
                    return colon < 0
                            ? new Opaque(dialect, "", carried)
                            : new Opaque(
                                    carried.substring(0, colon), "", carried.substring(colon + 1));
                }
            };

    /** What a caller of another protocol gets to keep. */
    private static JsonNode kept(ChatCodec from, ChatCodec to, String answer) {
        Reply reply = new Reply(REPLY.identity(), REPLY.asked(), 7, NAMING);
        Encoded.Written written =
                (Encoded.Written)
                        to.encodeAnswer(
                                Crossing.completion(from, answer, CodecLawsTest.SENT), reply);
        return Crossing.tree(new String(written.body(), StandardCharsets.UTF_8));
    }

    /** What the provider gets of what the caller kept. */
    private static JsonNode broughtBack(ChatCodec from, ChatCodec to, String json) {
        byte[] body = Crossing.bytes(json);
        Incoming incoming =
                new Incoming(body, body.length, "m", Delivery.UNARY, name -> "", NAMING);
        Decoded.Meaning<Conversation> meaning =
                (Decoded.Meaning<Conversation>) from.decodeRequest(incoming);
        byte[] written = CodecLawsTest.encode(to, meaning.value()).body();
        return Crossing.tree(new String(written, StandardCharsets.UTF_8));
    }

    private static String afterCalls(JsonNode message) {
        StringBuilder json =
                new StringBuilder(
                                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Go\"},")
                        .append(message);
        for (JsonNode call : message.path("tool_calls")) {
            json.append(",{\"role\":\"tool\",\"tool_call_id\":")
                    .append(call.path("id"))
                    .append(",\"content\":\"done\"}");
        }
        return json.append("],").append(TOOLS).append('}').toString();
    }

    @Test
    void t08t10t25CallerOfOpenAiGoesTwiceRoundAToolLoopAndTheSignatureComesBack() {
        Result answer = Crossing.answer(GEMINI, CHAT, CALLS);
        assertThat(answer.text("/choices/0/finish_reason")).isEqualTo("tool_calls");
        Result second = Crossing.request(CHAT, GEMINI, afterCalls(answer.at("/choices/0/message")));
        JsonNode model = second.at("/contents/1");
        assertThat(model.path("role").asString()).isEqualTo("model");
        assertThat(model.at("/parts/0/thoughtSignature").asString()).isEqualTo("c2ln");
        assertThat(model.at("/parts/0/functionCall").toString())
                .isEqualTo("{\"name\":\"now\",\"args\":{}}");
        assertThat(model.at("/parts/1").has("thoughtSignature")).isFalse();
        JsonNode results = second.at("/contents/2/parts");
        assertThat(results).hasSize(2);
        assertThat(results.at("/0/functionResponse").toString())
                .isEqualTo("{\"name\":\"now\",\"response\":{\"output\":\"done\"}}");
        assertThat(results.at("/1/functionResponse/name").asString()).isEqualTo("add");
    }

    @Test
    void t08t10CallerOfAnthropicGoesTwiceRoundAToolLoopAndTheSignatureComesBack() {
        JsonNode answer = kept(GEMINI, MESSAGES, CALLS);
        assertThat(answer.at("/stop_reason").asString()).isEqualTo("tool_use");
        String json =
                "{\"model\":\"m\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"Go\"},"
                        + "{\"role\":\"assistant\",\"content\":"
                        + answer.at("/content")
                        + "},{\"role\":\"user\",\"content\":["
                        + result(answer, "now")
                        + ","
                        + result(answer, "add")
                        + "]}]}";
        JsonNode second = broughtBack(MESSAGES, GEMINI, json);
        JsonNode parts = second.at("/contents/1/parts");
        assertThat(parts.at("/0/thoughtSignature").asString()).isEqualTo("c2ln");
        assertThat(parts.at("/1/functionCall/args").toString()).isEqualTo("{\"b\":1,\"a\":2.50}");
        assertThat(second.at("/contents/2/parts")).hasSize(2);
    }

    private static String result(JsonNode answer, String name) {
        for (JsonNode block : answer.at("/content")) {
            if (block.path("name").asString("").equals(name)) {
                return "{\"type\":\"tool_result\",\"tool_use_id\":"
                        + block.path("id")
                        + ",\"content\":\"done\"}";
            }
        }
        throw new AssertionError("no call of " + name);
    }

    private static final String[] STREAM = {
        "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"functionCall\":"
                + "{\"name\":\"now\",\"args\":{}},\"thoughtSignature\":\"c2ln\"}]},\"index\":0}],"
                + "\"usageMetadata\":{\"promptTokenCount\":4,\"totalTokenCount\":4},"
                + "\"responseId\":\"r1\"}",
        "{\"candidates\":[{\"content\":{\"role\":\"model\",\"parts\":[{\"functionCall\":"
                + "{\"name\":\"add\",\"args\":{\"a\":1}}}]},\"index\":0,\"finishReason\":\"STOP\"}],"
                + "\"usageMetadata\":{\"promptTokenCount\":4,\"candidatesTokenCount\":6,"
                + "\"totalTokenCount\":10},\"responseId\":\"r1\"}",
        "{\"candidates\":[{\"content\":{\"parts\":[]},\"index\":0}],\"responseId\":\"r1\"}"
    };

    @Test
    void t10t20t25StreamOfCallsEndsAsCallsThoughTheReasonCameBeforeTheLastResponse() {
        List<Sse.Event> chunks = Crossing.stream(GEMINI, CHAT, STREAM);
        assertThat(Crossing.values(chunks, "/choices/0/finish_reason"))
                .containsExactly("tool_calls");
        assertThat(Crossing.values(chunks, "/choices/0/delta/tool_calls/0/function/arguments"))
                .contains("{}", "{\"a\":1}");
        assertThat(Crossing.values(chunks, "/choices/0/delta/reasoning_details/0/data"))
                .containsExactly("c2ln");
        List<Sse.Event> events = Crossing.stream(GEMINI, MESSAGES, STREAM);
        assertThat(Crossing.values(events, "/delta/stop_reason")).containsExactly("tool_use");
        assertThat(Crossing.values(events, "/content_block/type"))
                .containsExactly("redacted_thinking", "tool_use", "tool_use");
    }

    @Test
    void t42IdsOfCallsAreTheSameInStreamAndWholeAndEachTime() {
        List<Sse.Event> once = Crossing.stream(GEMINI, CHAT, STREAM);
        List<String> ids = Crossing.values(once, "/choices/0/delta/tool_calls/0/id");
        assertThat(ids).hasSize(2).doesNotHaveDuplicates();
        Result whole = Crossing.answer(GEMINI, CHAT, CALLS);
        assertThat(whole.text("/choices/0/message/tool_calls/0/id")).isEqualTo(ids.get(0));
        assertThat(whole.text("/choices/0/message/tool_calls/1/id")).isEqualTo(ids.get(1));
    }

    @Test
    void t09SignatureStandsBesideTheCallAndNotInIt() {
        String inside = CALLS.replace("\"args\":{}}", "\"args\":{},\"thoughtSignature\":\"x\"}");
        Result answer = Crossing.answer(GEMINI, CHAT, inside);
        assertThat(answer.json().toString()).contains("c2ln").doesNotContain("\"x\"");
    }

    @Test
    void t11PartsOfTheProvidersOwnToolsAreKeptAtHomeAndReportedElsewhere() {
        String json =
                "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Go\"}]},{\"role\":\"model\","
                        + "\"parts\":[{\"toolCall\":{\"toolType\":\"GOOGLE_SEARCH_WEB\",\"id\":\"t\"},"
                        + "\"thoughtSignature\":\"c2ln\"},{\"text\":\"Yes.\"}]},"
                        + "{\"role\":\"user\",\"parts\":[{\"text\":\"On\"}]}]}";
        assertThat(Crossing.request(GEMINI, GEMINI, json).json()).isEqualTo(Crossing.tree(json));
        Result crossed = Crossing.request(GEMINI, CHAT, json);
        assertThat(crossed.losses())
                .anySatisfy(loss -> assertThat(loss.path()).isEqualTo("contents[1].parts[0]"));
    }

    @Test
    void t12StateOfOthersIsNotSentAndCallsWithoutASignatureSayThatTheyHaveNone() {
        String json =
                "{\"model\":\"m\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"Go\"},"
                        + "{\"role\":\"assistant\",\"content\":[{\"type\":\"thinking\",\"thinking\":\"Secret.\","
                        + "\"signature\":\"s1\"},{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\"now\","
                        + "\"input\":{}}]},{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\","
                        + "\"tool_use_id\":\"toolu_1\",\"content\":\"12\"}]}]}";
        Result request = Crossing.request(MESSAGES, GEMINI, json);
        assertThat(request.json().toString()).doesNotContain("s1").doesNotContain("Secret.");
        assertThat(request.text("/contents/1/parts/0/thoughtSignature"))
                .isEqualTo("skip_thought_signature_validator");
        assertThat(request.losses())
                .anySatisfy(loss -> assertThat(loss.path()).isEqualTo("messages[1].content[0]"));
    }

    @Test
    void t02AnthropicsThoughtsTravelThroughAClientOfGeminisWithTheirSignatures() {
        String message =
                "{\"id\":\"x\",\"type\":\"message\",\"role\":\"assistant\",\"content\":["
                        + "{\"type\":\"thinking\",\"thinking\":\"One.\",\"signature\":\"s1\"},"
                        + "{\"type\":\"redacted_thinking\",\"data\":\"r/1+=\"},"
                        + "{\"type\":\"tool_use\",\"id\":\"toolu_1\",\"name\":\"now\",\"input\":{}}],"
                        + "\"stop_reason\":\"tool_use\",\"usage\":{\"input_tokens\":1,\"output_tokens\":9}}";
        JsonNode answer = kept(MESSAGES, GEMINI, message);
        String content = answer.at("/candidates/0/content").toString();
        String otherAlphabet = content.replace('+', '-').replace('/', '_');
        String json =
                "{\"contents\":[{\"role\":\"user\",\"parts\":[{\"text\":\"Go\"}]},"
                        + otherAlphabet
                        + ",{\"role\":\"user\",\"parts\":[{\"functionResponse\":{\"name\":\"now\","
                        + "\"response\":{\"output\":\"12\"}}}]}]}";
        JsonNode back = broughtBack(GEMINI, MESSAGES, json);
        JsonNode blocks = back.at("/messages/1/content");
        assertThat(blocks.at("/0/signature").asString()).isEqualTo("s1");
        assertThat(blocks.at("/0/thinking").asString()).isEqualTo("One.");
        assertThat(blocks.at("/1/data").asString()).isEqualTo("r/1+=");
        assertThat(blocks.at("/2/id").asString()).isEqualTo("toolu_1");
        assertThat(back.at("/messages/2/content/0/tool_use_id").asString()).isEqualTo("toolu_1");
    }

    @Test
    void t03PiecesThatAClientKeptOfAStreamBecomeWholeThoughtsAndTextsAgain() {
        String json =
                "{\"contents\":[{\"parts\":[{\"text\":\"Go\"}]},"
                        + "{\"role\":\"model\",\"parts\":[{\"text\":\"On\",\"thought\":true}]},"
                        + "{\"role\":\"model\",\"parts\":[{\"text\":\"e.\",\"thought\":true}]},"
                        + "{\"role\":\"model\",\"parts\":[{\"text\":\"\",\"thought\":true,"
                        + "\"thoughtSignature\":\"c2ln\"}]},"
                        + "{\"role\":\"model\",\"parts\":[{\"text\":\"Two\",\"thought\":true}]},"
                        + "{\"role\":\"model\",\"parts\":[{\"text\":\"Hel\"}]},"
                        + "{\"role\":\"model\",\"parts\":[{\"text\":\"lo\"}]},"
                        + "{\"parts\":[{\"text\":\"On\"}]}]}";
        List<Part> parts = Crossing.conversation(GEMINI, json).turns().get(1).parts();
        assertThat(parts).hasSize(3);
        assertThat(((Part.Reasoning) parts.get(0)).text()).isEqualTo("One.");
        assertThat(parts.get(0).aside().opaque().data()).isEqualTo("c2ln");
        assertThat(((Part.Reasoning) parts.get(1)).text()).isEqualTo("Two");
        assertThat(parts.get(1).aside().opaque()).isEqualTo(Opaque.NONE);
        assertThat(((Part.Text) parts.get(2)).text()).isEqualTo("Hello");
    }

    @Test
    void t73SignatureInALastEmptyTextIsKept() {
        List<ChatEvent> events =
                Crossing.events(
                        GEMINI,
                        CodecLawsTest.SENT,
                        "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"Hi\"}]}}]}",
                        "{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"\","
                                + "\"thoughtSignature\":\"c2ln\"}]},\"finishReason\":\"STOP\"}]}");
        Part text = Fold.of(events).completion().choices().getFirst().parts().getFirst();
        assertThat(((Part.Text) text).text()).isEqualTo("Hi");
        assertThat(text.aside().opaque().data()).isEqualTo("c2ln");
    }

    @Test
    void argumentsInPiecesBecomeOneCall() {
        List<ChatEvent> events =
                Crossing.events(
                        GEMINI,
                        CodecLawsTest.SENT,
                        partial("{\"name\":\"add\",\"willContinue\":true}"),
                        partial(
                                "{\"partialArgs\":[{\"jsonPath\":\"$.a.b[1]\",\"numberValue\":2},"
                                        + "{\"jsonPath\":\"$.s\",\"stringValue\":\"x\",\"willContinue\":true}],"
                                        + "\"willContinue\":true}"),
                        partial(
                                "{\"partialArgs\":[{\"jsonPath\":\"$.s\",\"stringValue\":\"y\"}],"
                                        + "\"willContinue\":true}"),
                        "{\"candidates\":[{\"content\":{\"parts\":[{\"functionCall\":{}}]},"
                                + "\"finishReason\":\"STOP\"}]}");
        Part call = Fold.of(events).completion().choices().getFirst().parts().getFirst();
        assertThat(((Part.ToolCall) call).input())
                .isEqualTo("{\"a\":{\"b\":[null,2]},\"s\":\"xy\"}");
    }

    private static String partial(String call) {
        return "{\"candidates\":[{\"content\":{\"parts\":[{\"functionCall\":" + call + "}]}}]}";
    }

    @Test
    void t36NameOfAResultIsFoundInTheWholeHistory() {
        String json =
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Go\"},{\"role\":\"assistant\","
                        + "\"content\":null,\"tool_calls\":[{\"id\":\"a\",\"type\":\"function\",\"function\":"
                        + "{\"name\":\"now\",\"arguments\":\"\"}},{\"id\":\"b\",\"type\":\"function\","
                        + "\"function\":{\"name\":\"add\",\"arguments\":\"{\\\"x\\\":\"}}]},"
                        + "{\"role\":\"tool\",\"tool_call_id\":\"b\",\"content\":\"{\\\"sum\\\":3}\"},"
                        + "{\"role\":\"tool\",\"tool_call_id\":\"a\",\"content\":\"\"}],"
                        + TOOLS
                        + "}";
        Result request = Crossing.request(CHAT, GEMINI, json);
        JsonNode results = request.at("/contents/2/parts");
        assertThat(results.at("/0/functionResponse").toString())
                .isEqualTo("{\"id\":\"a\",\"name\":\"now\",\"response\":{\"output\":\"\"}}");
        assertThat(results.at("/1/functionResponse/name").asString()).isEqualTo("add");
        assertThat(results.at("/1/functionResponse/response").toString()).isEqualTo("{\"sum\":3}");
        assertThat(request.at("/contents/1/parts/0/functionCall/args").toString()).isEqualTo("{}");
        assertThat(request.at("/contents/1/parts/1/functionCall/args/_raw").asString())
                .isEqualTo("{\"x\":");
    }

    @Test
    void t29ResultsWithoutIdsFindTheirCallsByNameAndOrder() {
        String json =
                "{\"contents\":[{\"parts\":[{\"text\":\"Go\"}]},{\"role\":\"model\",\"parts\":["
                        + "{\"functionCall\":{\"name\":\"add\",\"args\":{\"a\":1}}},"
                        + "{\"functionCall\":{\"name\":\"add\",\"args\":{\"a\":2}}},"
                        + "{\"functionCall\":{\"name\":\"now\"}}]},{\"role\":\"user\",\"parts\":["
                        + "{\"functionResponse\":{\"name\":\"now\",\"response\":{\"output\":\"12\"}}},"
                        + "{\"functionResponse\":{\"name\":\"add\",\"response\":{\"output\":\"first\"}}},"
                        + "{\"functionResponse\":{\"name\":\"add\",\"response\":{\"error\":\"second\"}}}]}]}";
        Result messages = Crossing.request(GEMINI, MESSAGES, json);
        JsonNode calls = messages.at("/messages/1/content");
        JsonNode results = messages.at("/messages/2/content");
        for (int i = 0; i < 3; i++) {
            assertThat(results.get(i).path("tool_use_id")).isEqualTo(calls.get(i).path("id"));
        }
        assertThat(results.at("/0/content").asString()).isEqualTo("first");
        assertThat(results.at("/1/is_error").asBoolean()).isTrue();
        assertThat(results.at("/2/content").asString()).isEqualTo("12");
    }

    @Test
    void t38SchemasGoWhereAllOfThemIsTakenAndOthersFieldsDoNotLeak() {
        String schema =
                "{\"$schema\":\"http://json-schema.org/draft-07/schema#\",\"type\":\"object\","
                        + "\"properties\":{\"n\":{\"type\":[\"integer\",\"null\"],\"exclusiveMinimum\":0},"
                        + "\"k\":{\"const\":\"x\"}},\"propertyNames\":{\"pattern\":\"^[a-z]\"},"
                        + "\"additionalProperties\":false}";
        String json =
                "{\"model\":\"m\",\"stream\":true,\"stream_options\":{\"include_usage\":true},"
                        + "\"messages\":[{\"role\":\"user\",\"content\":\"Go\"}],\"tools\":["
                        + "{\"type\":\"function\",\"function\":{\"name\":\"f\",\"parameters\":"
                        + schema
                        + "}},{\"type\":\"function\",\"function\":{\"name\":\"g\",\"parameters\":"
                        + "{\"type\":\"object\",\"properties\":{}}}}]}";
        Result request = Crossing.request(CHAT, GEMINI, json);
        JsonNode functions = request.at("/tools/0/functionDeclarations");
        assertThat(functions.at("/0/parametersJsonSchema")).isEqualTo(Crossing.tree(schema));
        assertThat(functions.at("/0").has("parameters")).isFalse();
        assertThat(functions.at("/1").has("parametersJsonSchema")).isFalse();
        assertThat(functions.at("/1/description").asString()).isNotEmpty();
        assertThat(request.json().has("generationConfig")).isFalse();
        assertThat(request.json().toString()).doesNotContain("stream");
    }

    @Test
    void olderSchemasBecomeJsonSchema() {
        String json =
                "{\"contents\":[{\"parts\":{\"text\":\"Go\"}}],\"tools\":[{\"function_declarations\":"
                        + "[{\"name\":\"f\",\"parameters\":{\"type\":\"OBJECT\",\"properties\":{\"a\":"
                        + "{\"type\":\"ARRAY\",\"min_items\":\"2\",\"items\":{\"type\":\"STRING\","
                        + "\"nullable\":true}}}}}]}]}";
        Result request = Crossing.request(GEMINI, CHAT, json);
        assertThat(request.at("/tools/0/function/parameters").toString())
                .isEqualTo(
                        "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"array\",\"minItems\":2,"
                                + "\"items\":{\"type\":[\"string\",\"null\"]}}}}");
    }

    @Test
    void t35ChoiceOfToolsIsCarried() {
        String json =
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Go\"}],"
                        + TOOLS
                        + ",\"parallel_tool_calls\":false,\"tool_choice\":{\"type\":\"function\","
                        + "\"function\":{\"name\":\"add\"}}}";
        Result request = Crossing.request(CHAT, GEMINI, json);
        assertThat(request.at("/toolConfig/functionCallingConfig").toString())
                .isEqualTo("{\"mode\":\"ANY\",\"allowedFunctionNames\":[\"add\"]}");
        assertThat(request.losses()).hasSize(1);
        String gemini =
                "{\"contents\":[{\"parts\":[{\"text\":\"Go\"}]}],\"tools\":[{\"functionDeclarations\":["
                        + "{\"name\":\"add\"}]}],\"tool_config\":{\"function_calling_config\":{\"mode\":\"ANY\","
                        + "\"allowed_function_names\":[\"add\"]}}}";
        Result messages = Crossing.request(GEMINI, MESSAGES, gemini);
        assertThat(messages.at("/tool_choice").toString())
                .isEqualTo("{\"type\":\"tool\",\"name\":\"add\"}");
    }

    @Test
    void t50PicturesInResultsStayInThemOrFollowThem() {
        String json =
                "{\"model\":\"m\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"Go\"},"
                        + "{\"role\":\"assistant\",\"content\":[{\"type\":\"tool_use\",\"id\":\"a\",\"name\":"
                        + "\"look\",\"input\":{}}]},{\"role\":\"user\",\"content\":[{\"type\":\"tool_result\","
                        + "\"tool_use_id\":\"a\",\"content\":[{\"type\":\"image\",\"source\":{\"type\":\"base64\","
                        + "\"media_type\":\"image/png\",\"data\":\"aGk=\"}}]}]}]}";
        Result inside = Crossing.request(MESSAGES, GEMINI, json);
        String data = "/inlineData/data";
        assertThat(inside.text("/contents/2/parts/0/functionResponse/parts/0" + data))
                .isEqualTo("aGk=");
        Result behind =
                Crossing.request(
                        MESSAGES,
                        GEMINI,
                        json,
                        CodecLawsTest.target("m").without(Ability.MEDIA_IN_RESULTS));
        assertThat(behind.text("/contents/2/parts/1" + data)).isEqualTo("aGk=");
        assertThat(behind.losses()).isNotEmpty();
    }

    @Test
    void t51t54MediaIsCarriedInBothDirections() {
        String json =
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":[{\"type\":\"image_url\","
                        + "\"image_url\":{\"url\":\"data:image/png;base64,aGk=\"}},{\"type\":\"image_url\","
                        + "\"image_url\":{\"url\":\"gs://bucket/cat.jpg\"}},{\"type\":\"file\",\"file\":{"
                        + "\"file_data\":\"data:application/pdf;base64,aGk=\"}},{\"type\":\"input_audio\","
                        + "\"input_audio\":{\"format\":\"wav\",\"data\":\"aGk=\"}}]}]}";
        JsonNode parts = Crossing.request(CHAT, GEMINI, json).at("/contents/0/parts");
        assertThat(parts.at("/0/inlineData").toString())
                .isEqualTo("{\"mimeType\":\"image/png\",\"data\":\"aGk=\"}");
        assertThat(parts.at("/1/fileData").toString())
                .isEqualTo("{\"mimeType\":\"image/jpeg\",\"fileUri\":\"gs://bucket/cat.jpg\"}");
        assertThat(parts.at("/2/inlineData/mimeType").asString()).isEqualTo("application/pdf");
        assertThat(parts.at("/3/inlineData/mimeType").asString()).isEqualTo("audio/wav");
        String gemini =
                "{\"contents\":[{\"parts\":[{\"inline_data\":{\"mime_type\":\"image/png\",\"data\":"
                        + "\"-_8\"}}]}]}";
        assertThat(
                        Crossing.request(GEMINI, MESSAGES, gemini)
                                .text("/messages/0/content/0/source/data"))
                .isEqualTo("+/8=");
    }

    @Test
    void t100t102UsageIsTheLastWordAndCountsThoughtsAndCacheOnce() {
        Result chat = Crossing.answer(GEMINI, CHAT, CALLS);
        assertThat(chat.at("/usage/prompt_tokens").asLong()).isEqualTo(20);
        assertThat(chat.at("/usage/completion_tokens").asLong()).isEqualTo(10);
        assertThat(chat.at("/usage/prompt_tokens_details/cached_tokens").asLong()).isEqualTo(5);
        assertThat(chat.at("/usage/completion_tokens_details/reasoning_tokens").asLong())
                .isEqualTo(3);
        Result messages = Crossing.answer(GEMINI, MESSAGES, CALLS);
        assertThat(messages.at("/usage/input_tokens").asLong()).isEqualTo(15);
        assertThat(messages.at("/usage/cache_read_input_tokens").asLong()).isEqualTo(5);
        assertThat(messages.at("/usage/output_tokens").asLong()).isEqualTo(10);
        List<Sse.Event> chunks = Crossing.stream(GEMINI, CHAT, STREAM);
        assertThat(Crossing.values(chunks, "/usage/total_tokens")).containsExactly("10");
    }

    @Test
    void t110NoThoughtsAreShownWhereNoneIsThought() {
        Result off = reasoning("\"reasoning_effort\":\"none\"", CodecLawsTest.target("m"));
        assertThat(off.at("/generationConfig/thinkingConfig").toString())
                .isEqualTo("{\"thinkingBudget\":0}");
        Result level = reasoning("\"reasoning_effort\":\"low\"", CodecLawsTest.target("m"));
        assertThat(level.at("/generationConfig/thinkingConfig").toString())
                .isEqualTo("{\"thinkingLevel\":\"LOW\",\"includeThoughts\":true}");
        Result budget =
                reasoning(
                        "\"max_tokens\":10000,\"reasoning_effort\":\"high\"",
                        CodecLawsTest.target("m").without(Ability.REASONING_EFFORT));
        assertThat(budget.at("/generationConfig/thinkingConfig/thinkingBudget").asLong())
                .isEqualTo(8_000);
        assertThat(budget.losses()).isNotEmpty();
    }

    private static Result reasoning(String field, Target target) {
        return Crossing.request(
                CHAT,
                GEMINI,
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Go\"}],"
                        + field
                        + "}",
                target);
    }

    @Test
    void blockedPromptIsAFilteredAnswerAndNoError() {
        String blocked =
                "{\"promptFeedback\":{\"blockReason\":\"SAFETY\"},\"usageMetadata\":{"
                        + "\"promptTokenCount\":4,\"totalTokenCount\":4}}";
        assertThat(Crossing.answer(GEMINI, CHAT, blocked).text("/choices/0/finish_reason"))
                .isEqualTo("content_filter");
        assertThat(Crossing.answer(GEMINI, MESSAGES, blocked).text("/stop_reason"))
                .isEqualTo("refusal");
        List<Sse.Event> chunks = Crossing.stream(GEMINI, CHAT, blocked);
        assertThat(Crossing.values(chunks, "/choices/0/finish_reason"))
                .containsExactly("content_filter");
    }

    @Test
    void t80t83StreamThatBreaksEndsInAnError() {
        String[] cut = {"{\"candidates\":[{\"content\":{\"parts\":[{\"text\":\"Hi\"}]}}]}"};
        List<ChatEvent> events = Crossing.events(GEMINI, CodecLawsTest.SENT, cut);
        assertThat(events.getLast()).isInstanceOf(ChatEvent.Failed.class);
        byte[] written = Sse.encode(GEMINI.streamEncoder(CodecLawsTest.REPLY), events);
        ResponseGrammar.check(written);
        assertThat(ResponseGrammar.responses(written).getLast().has("error")).isTrue();
    }

    @Test
    void t88RequestThatCannotBeReadNamesTheField() {
        for (String json :
                List.of(
                        "{\"contents\":[]}",
                        "{\"contents\":[{\"role\":\"nobody\",\"parts\":[]}]}",
                        "{\"contents\":[{\"parts\":[{\"text\":5}]}]}",
                        "{\"contents\":[{\"parts\":[{\"functionCall\":{}}]}]}",
                        "{\"contents\":[{\"parts\":[]}],\"generationConfig\":{\"maxOutputTokens\":\"x\"}}")) {
            var decoded = GEMINI.decodeRequest(Incoming.of(Crossing.bytes(json)));
            assertThat(decoded).as(json).isInstanceOf(Decoded.Refused.class);
        }
    }

    @Test
    void t41SameRequestIsTheSameBytes() {
        String json = afterCalls(Crossing.answer(GEMINI, CHAT, CALLS).at("/choices/0/message"));
        String once = Crossing.request(CHAT, GEMINI, json).json().toString();
        for (int i = 0; i < 100; i++) {
            assertThat(Crossing.request(CHAT, GEMINI, json).json().toString()).isEqualTo(once);
        }
    }
}
