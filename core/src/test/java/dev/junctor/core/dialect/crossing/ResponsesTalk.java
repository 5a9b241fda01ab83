package dev.junctor.core.dialect.crossing;

import static dev.junctor.core.dialect.crossing.Crossing.MESSAGES;
import static dev.junctor.core.dialect.crossing.ResponsesLawsTest.RESPONSES;

import dev.junctor.core.catalog.Capability;
import dev.junctor.core.catalog.DataPolicy;
import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Lifecycle;
import dev.junctor.core.catalog.Modality;
import dev.junctor.core.catalog.Pricing;
import dev.junctor.core.catalog.Provider;
import dev.junctor.core.catalog.Quirks;
import dev.junctor.core.catalog.Reasoning;
import dev.junctor.core.chat.ChatEvent;
import dev.junctor.core.chat.Completion;
import dev.junctor.core.chat.Conversation;
import dev.junctor.core.dialect.Carrier;
import dev.junctor.core.dialect.ChatCodec;
import dev.junctor.core.dialect.Decoded;
import dev.junctor.core.dialect.Delivery;
import dev.junctor.core.dialect.Encoded;
import dev.junctor.core.dialect.Incoming;
import dev.junctor.core.dialect.Reply;
import dev.junctor.core.dialect.SealedCarrier;
import dev.junctor.core.dialect.crossing.Crossing.Result;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;

/** What clients and providers of Responses say in these tests. */
final class ResponsesTalk {
    static final String USER = "{\"role\":\"user\",\"content\":\"Go\"}";
    static final String CALL =
            "{\"type\":\"function_call\",\"id\":\"fc_1\",\"call_id\":\"a\",\"name\":\"now\","
                    + "\"arguments\":\"%s\",\"status\":\"completed\"}";
    static final String OUTPUT =
            "{\"type\":\"function_call_output\",\"call_id\":\"a\",\"output\":%s}";

    static String asked(String... items) {
        return "{\"model\":\"m\",\"input\":["
                + String.join(",", items)
                + "],\"tools\":[{\"type\":\"function\",\"name\":\"now\",\"parameters\":"
                + "{\"type\":\"object\"}}]}";
    }

    static String answered(String... items) {
        return "{\"id\":\"resp_1\",\"object\":\"response\",\"status\":\"completed\",\"model\":\"m\","
                + "\"output\":["
                + String.join(",", items)
                + "],\"usage\":{\"input_tokens\":9,\"input_tokens_details\":{\"cached_tokens\":4,"
                + "\"cache_write_tokens\":2},\"output_tokens\":5,\"output_tokens_details\":"
                + "{\"reasoning_tokens\":3},\"total_tokens\":14}}";
    }

    static List<Sse.Event> stream(ChatCodec from, ChatCodec to, String... data) {
        List<ChatEvent> events = Crossing.events(from, CodecLawsTest.SENT, data);
        return Sse.events(ResponsesLawsTest.written(to, events));
    }

    static String event(String type, String fields) {
        return type + "|{\"type\":\"" + type + "\"" + fields + "}";
    }

    static final String CREATED =
            event("response.created", ",\"response\":{\"id\":\"resp_1\",\"model\":\"m\"}");

    static String completed(String... items) {
        return event("response.completed", ",\"response\":" + answered(items));
    }

    static final String ANTHROPIC_LOOP =
            "{\"id\":\"x\",\"type\":\"message\",\"role\":\"assistant\",\"content\":["
                    + "{\"type\":\"thinking\",\"thinking\":\"One.\",\"signature\":\"s1\"},"
                    + "{\"type\":\"redacted_thinking\",\"data\":\"r/1+=\"},"
                    + "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"s2\"},"
                    + "{\"type\":\"text\",\"text\":\"Wait.\"},"
                    + "{\"type\":\"tool_use\",\"id\":\"a\",\"name\":\"now\",\"input\":{}}],"
                    + "\"stop_reason\":\"tool_use\",\"usage\":{\"input_tokens\":1,\"output_tokens\":9}}";

    static final Carrier SEALED = new SealedCarrier(new byte[32]);

    /** What a client of Responses brings back of an answer: its output, and the results of its calls. */
    static Result broughtBack(JsonNode answer) {
        String output = answer.at("/output").toString();
        byte[] body =
                Crossing.bytes(
                        asked(
                                USER,
                                output.substring(1, output.length() - 1),
                                OUTPUT.formatted("\"12\"")));
        Incoming incoming =
                new Incoming(body, body.length, "m", Delivery.UNARY, name -> "", SEALED);
        Conversation asked =
                ((Decoded.Meaning<Conversation>) RESPONSES.decodeRequest(incoming)).value();
        Encoded.Written written = CodecLawsTest.encode(MESSAGES, asked);
        return new Result(
                Crossing.tree(new String(written.body(), StandardCharsets.UTF_8)),
                written.losses());
    }

    static Reply sealing() {
        return new Reply(CodecLawsTest.REPLY.identity(), CodecLawsTest.REPLY.asked(), 7, SEALED);
    }

    static JsonNode whole() {
        Completion completion = Crossing.completion(MESSAGES, ANTHROPIC_LOOP, CodecLawsTest.SENT);
        Encoded.Written written = (Encoded.Written) RESPONSES.encodeAnswer(completion, sealing());
        return Crossing.tree(new String(written.body(), StandardCharsets.UTF_8));
    }

    /** What a client gathers of a stream: the items that were whole. */
    static JsonNode streamed() {
        byte[] stream = Sse.encode(RESPONSES.streamEncoder(sealing()), anthropicLoop());
        ResponsesGrammar.check(stream);
        ArrayNode output = JsonNodeFactory.instance.arrayNode();
        for (Sse.Event event : Sse.events(stream)) {
            if (event.name().equals("response.output_item.done")) {
                output.add(Crossing.tree(event.data()).path("item"));
            }
        }
        return JsonNodeFactory.instance.objectNode().set("output", output);
    }

    static List<ChatEvent> anthropicLoop() {
        return Crossing.events(
                MESSAGES,
                CodecLawsTest.SENT,
                "message_start|{\"type\":\"message_start\",\"message\":{\"id\":\"x\"}}",
                block(0, "\"type\":\"thinking\",\"thinking\":\"One.\",\"signature\":\"s1\""),
                block(1, "\"type\":\"redacted_thinking\",\"data\":\"r/1+=\""),
                block(2, "\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"s2\""),
                block(3, "\"type\":\"text\",\"text\":\"Wait.\""),
                block(4, "\"type\":\"tool_use\",\"id\":\"a\",\"name\":\"now\",\"input\":{}"),
                "message_delta|{\"type\":\"message_delta\",\"delta\":{\"stop_reason\":"
                        + "\"tool_use\"},\"usage\":{\"input_tokens\":1,\"output_tokens\":9}}",
                "message_stop|{\"type\":\"message_stop\"}");
    }

    static String block(int index, String block) {
        return "content_block_start|{\"type\":\"content_block_start\",\"index\":"
                + index
                + ",\"content_block\":{"
                + block
                + "}}";
    }

    /** An endpoint whose provider speaks one dialect. */
    static Endpoint endpoint(String dialect) {
        Provider provider =
                new Provider(
                        "acme",
                        "Acme",
                        Provider.Kind.HOST,
                        List.of(),
                        Map.of(dialect, "https://acme.example/v1"),
                        Provider.Auth.BEARER,
                        Map.of(),
                        Quirks.NONE,
                        DataPolicy.UNKNOWN,
                        "",
                        Map.of());
        return new Endpoint(
                "acme:tiny",
                "acme",
                provider,
                "acme/tiny",
                "tiny-1",
                dialect,
                "chat",
                "",
                "unknown",
                0,
                0,
                10_000,
                Set.of(Modality.TEXT),
                Set.of(Modality.TEXT),
                Set.of(Capability.TOOLS),
                Set.of(),
                Reasoning.NONE,
                new Pricing.Unknown(),
                Lifecycle.ACTIVE);
    }

    private ResponsesTalk() {}
}
