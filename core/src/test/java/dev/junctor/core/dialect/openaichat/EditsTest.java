package dev.junctor.core.dialect.openaichat;

import static dev.junctor.core.dialect.openaichat.Samples.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Quirks;
import dev.junctor.core.catalog.Quirks.CancelStopsBill;
import dev.junctor.core.catalog.Quirks.ReasoningFormat;
import dev.junctor.core.catalog.Quirks.ReasoningTokens;
import dev.junctor.core.catalog.Quirks.UsageInStream;
import dev.junctor.core.catalog.Reasoning;
import dev.junctor.core.catalog.Reasoning.Support;
import dev.junctor.core.dialect.Envelope;
import dev.junctor.core.dialect.Operation;
import dev.junctor.core.dialect.RequestLine;
import dev.junctor.core.dialect.openaichat.Fixtures.Exchange;
import dev.junctor.core.json.Splices;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class EditsTest {
    private static final String MESSAGES = "\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]";
    private static final Endpoint PLAIN = Samples.endpoint(Quirks.NONE, Reasoning.NONE);

    @Test
    void aRequestThatNeedsNoEditGoesUpByteForByte() {
        String json = "{ \"model\" : \"tiny-1\",\n " + MESSAGES + ", \"odd\":[1 ,2] }\n";
        assertThat(edited(json, PLAIN)).isEqualTo(json);
    }

    @Test
    void theModelGetsTheProvidersNameAndOursGoes() {
        assertThat(
                        edited(
                                "{\"provider\":{\"only\":[\"acme\"]}, \"model\":\"acme/tiny\","
                                        + MESSAGES
                                        + ",\"usage\":{\"include\":true},\"temperature\":0.70,"
                                        + "\"simulator\":{\"fault\":\"x\"},\"models\":[\"b\"]}",
                                PLAIN))
                .isEqualTo(
                        "{\"model\":\"tiny-1\","
                                + MESSAGES
                                + ",\"temperature\":0.70,\"simulator\":{\"fault\":\"x\"}}");
    }

    @Test
    void aModelThatOnlyTheListNamesIsAdded() {
        assertThat(edited("{\"models\":[\"a\"]," + MESSAGES + "}", PLAIN))
                .isEqualTo("{" + MESSAGES + ",\"model\":\"tiny-1\"}");
    }

    @Test
    void aStreamIsAskedForItsUsage() {
        String head = "{\"model\":\"tiny-1\"," + MESSAGES + ",\"stream\":true";
        String asked = "\"stream_options\":{\"include_usage\":true";
        assertThat(edited(head + "}", PLAIN)).isEqualTo(head + "," + asked + "}}");
        assertThat(edited(head + ",\"stream_options\":{}}", PLAIN))
                .isEqualTo(head + "," + asked + "}}");
        assertThat(edited(head + ",\"stream_options\":null}", PLAIN))
                .isEqualTo(head + "," + asked + "}}");
        assertThat(edited(head + ",\"stream_options\":{\"x\":1}}", PLAIN))
                .isEqualTo(head + "," + asked + ",\"x\":1}}");
        assertThat(edited(head + ",\"stream_options\":{\"x\":1,\"include_usage\": false}}", PLAIN))
                .isEqualTo(head + ",\"stream_options\":{\"x\":1,\"include_usage\": true}}");
        String broken = head + ",\"stream_options\":{\"include_usage\":f;lse}}";
        assertThat(edited(broken, PLAIN)).as("for the provider to refuse").isEqualTo(broken);
        Endpoint always =
                endpoint(
                        Map.of(), Set.of(), Map.of(), UsageInStream.ALWAYS, ReasoningFormat.EFFORT);
        assertThat(edited(head + ",\"stream_options\":{\"include_usage\":true}}", always))
                .isEqualTo(head + "}");
    }

    @Test
    void quirksRenameDropAndChangeRoles() {
        Endpoint quirky =
                endpoint(
                        Map.of("max_completion_tokens", "max_tokens"),
                        Set.of("store"),
                        Map.of("developer", "system"),
                        UsageInStream.STREAM_OPTIONS,
                        ReasoningFormat.EFFORT,
                        "temperature",
                        "tools",
                        "max_completion_tokens");
        assertThat(
                        edited(
                                "{\"model\":\"tiny-1\",\"messages\":[{\"role\":\"developer\","
                                        + "\"content\":\"\\\"developer\\\"\"},"
                                        + "{\"content\":\"developer\",\"role\": \"user\"}],"
                                        + "\"max_completion_tokens\": 5,\"store\":true,"
                                        + "\"temperature\":1,\"tools\":[]}",
                                quirky))
                .isEqualTo(
                        "{\"model\":\"tiny-1\",\"messages\":[{\"role\":\"system\","
                                + "\"content\":\"\\\"developer\\\"\"},"
                                + "{\"content\":\"developer\",\"role\": \"user\"}],"
                                + "\"max_tokens\": 5,\"tools\":[]}");
        assertThat(
                        edited(
                                "{\"model\":\"tiny-1\","
                                        + MESSAGES
                                        + ",\"max_completion_tokens\":5,\"max_tokens\":4}",
                                quirky))
                .isEqualTo("{\"model\":\"tiny-1\"," + MESSAGES + ",\"max_tokens\":4}");
    }

    @Test
    void aRefusedLimitGoesByItsOtherName() {
        assertThat(
                        edited(
                                "{\"model\":\"tiny-1\"," + MESSAGES + ",\"max_tokens\":4}",
                                Samples.endpoint(Quirks.NONE, Reasoning.NONE, "max_tokens")))
                .isEqualTo("{\"model\":\"tiny-1\"," + MESSAGES + ",\"max_completion_tokens\":4}");
    }

    @Test
    void reasoningIsSaidInTheEndpointsWords() {
        String effort = "\"reasoning\":{\"effort\":\"medium\"}";
        String budget = "\"reasoning\":{\"max_tokens\":8000},\"max_tokens\":10000";
        String off = "\"reasoning\":{\"enabled\":false}";
        String field = "\"reasoning_effort\":\"xhigh\"";
        asks(ReasoningFormat.EFFORT, effort, "\"reasoning_effort\":\"high\"", "low", "high");
        asks(
                ReasoningFormat.EFFORT,
                budget,
                "\"max_tokens\":10000,\"reasoning_effort\":\"high\"",
                "low",
                "high");
        asks(ReasoningFormat.EFFORT, off, "\"reasoning_effort\":\"low\"", "low", "high");
        asks(ReasoningFormat.EFFORT, off, "\"reasoning_effort\":\"none\"", "none", "high");
        asks(ReasoningFormat.EFFORT, field, "\"reasoning_effort\":\"max\"", "high", "max");
        asks(ReasoningFormat.EFFORT, field, field);
        asks(ReasoningFormat.OBJECT, effort, effort);
        asks(ReasoningFormat.OBJECT, field, "\"reasoning\":{\"effort\":\"xhigh\"}");
        asks(
                ReasoningFormat.OBJECT,
                "\"reasoning\":{\"exclude\":true}," + field,
                "\"reasoning\":{\"effort\":\"xhigh\",\"exclude\":true}");
        asks(
                ReasoningFormat.THINKING,
                effort,
                "\"thinking\":{\"type\":\"enabled\"},\"reasoning_effort\":\"high\"",
                "high",
                "max");
        asks(ReasoningFormat.THINKING, off, "\"thinking\":{\"type\":\"disabled\"}", "high");
        asks(
                ReasoningFormat.THINKING,
                "\"thinking\":{\"type\":\"disabled\"}," + effort,
                "\"thinking\":{\"type\":\"disabled\"}");
        asks(
                ReasoningFormat.ENABLE_THINKING,
                budget,
                "\"max_tokens\":10000,\"enable_thinking\":true,\"thinking_budget\":8000");
        asks(ReasoningFormat.ENABLE_THINKING, off, "\"enable_thinking\":false");
        asks(
                ReasoningFormat.CHAT_TEMPLATE,
                effort,
                "\"chat_template_kwargs\":{\"enable_thinking\":true}");
        asks(
                ReasoningFormat.CHAT_TEMPLATE,
                "\"chat_template_kwargs\":{\"x\":1}," + off,
                "\"chat_template_kwargs\":{\"enable_thinking\":false,\"x\":1}");
        asks(ReasoningFormat.NONE, effort + "," + field.replace("xhigh", "medium"), "");
        asks(ReasoningFormat.EFFORT, "\"reasoning\":{\"exclude\":true}", "", "low");
    }

    /** What a request with {@code fields} says to a reasoning endpoint that knows the levels. */
    private static void asks(ReasoningFormat format, String fields, String told, String... levels) {
        Quirks quirks =
                new Quirks(
                        Map.of(),
                        Set.of(),
                        Map.of(),
                        UsageInStream.STREAM_OPTIONS,
                        ReasoningTokens.INCLUDED,
                        format,
                        CancelStopsBill.YES,
                        Quirks.CostSource.LISTED);
        Endpoint endpoint =
                Samples.endpoint(quirks, new Reasoning(List.of(levels), Support.YES, Support.YES));
        String head = "{\"model\":\"tiny-1\"," + MESSAGES;
        assertThat(edited(head + "," + fields + "}", endpoint))
                .as("%s %s", format, fields)
                .isEqualTo(told.isEmpty() ? head + "}" : head + "," + told + "}");
    }

    @Test
    void aModelThatDoesNotReasonIsNotToldTo() {
        assertThat(
                        edited(
                                "{\"model\":\"tiny-1\","
                                        + MESSAGES
                                        + ",\"reasoning\":{\"effort\":\"low\"}}",
                                PLAIN))
                .isEqualTo("{\"model\":\"tiny-1\"," + MESSAGES + "}");
    }

    @Test
    void optionsForTheProviderAreAddedOrReplaceAndThoseForOthersAreDropped() {
        String slug = PLAIN.provider().slug();
        assertThat(
                        edited(
                                "{\"model\":\"tiny-1\",\"top_k\":1,"
                                        + MESSAGES
                                        + ",\"provider\":{\"options\":{\"stranger\":{\"top_k\":9},\""
                                        + slug
                                        + "\":{\"top_k\": 5, \"deep\":{\"a\":[1.50]}}}}}",
                                PLAIN))
                .isEqualTo(
                        "{\"model\":\"tiny-1\",\"top_k\":5,"
                                + MESSAGES
                                + ",\"deep\":{\"a\":[1.50]}}");
    }

    @Test
    void noOptionChangesWhatIsAlreadyDecided() {
        String slug = PLAIN.provider().slug();
        String options =
                "{\"model\":\"dearest\",\"stream\":true,\"max_tokens\":9,\"n\":9,\"models\":[\"b\"],"
                        + "\"service_tier\":\"priority\",\"messages\":[]}";
        assertThat(
                        edited(
                                "{\"model\":\"tiny-1\","
                                        + MESSAGES
                                        + ",\"max_tokens\":3,\"provider\":{\"options\":{\""
                                        + slug
                                        + "\":"
                                        + options
                                        + "}}}",
                                PLAIN))
                .isEqualTo("{\"model\":\"tiny-1\"," + MESSAGES + ",\"max_tokens\":3}");
    }

    @Test
    void anOptionIsSentThoughTheEndpointRefusesTheFieldOtherwise() {
        Endpoint refusing = Samples.endpoint(Quirks.NONE, Reasoning.NONE, "top_k");
        assertThat(
                        edited(
                                "{\"model\":\"tiny-1\",\"top_k\":1,"
                                        + MESSAGES
                                        + ",\"provider\":{\"options\":{\""
                                        + refusing.provider().slug().toUpperCase(Locale.ROOT)
                                        + "\":{\"top_k\":5}}}}",
                                refusing))
                .isEqualTo("{\"model\":\"tiny-1\",\"top_k\":5," + MESSAGES + "}");
    }

    @Test
    void recordedRequestsChangeInNothingButTheListedEdits() {
        for (Exchange exchange : Fixtures.all()) {
            JsonNode tree = exchange.requestBody();
            byte[] body = Fixtures.bytes(tree);
            if (!tree.isObject()
                    || !(Samples.DIALECT.peek(
                                    RequestLine.of(exchange.operation()), body, body.length)
                            instanceof Envelope envelope)) {
                continue;
            }
            byte[] edited =
                    Splices.apply(
                            body, body.length, Samples.DIALECT.edits(envelope, body, PLAIN, 0));
            ObjectNode expected = ((ObjectNode) tree).deepCopy();
            expected.put("model", "tiny-1");
            for (String ours : List.of("provider", "usage", "models", "reasoning")) {
                expected.remove(ours);
            }
            if (tree.path("stream").asBoolean(false)) {
                if (!(expected.get("stream_options") instanceof ObjectNode)) {
                    expected.set("stream_options", Fixtures.JSON.createObjectNode());
                }
                ((ObjectNode) expected.get("stream_options")).put("include_usage", true);
            }
            assertThat(Fixtures.JSON.readTree(edited)).as("%s", exchange).isEqualTo(expected);
            String messages = tree.path("messages").toString();
            assertThat(new String(edited, StandardCharsets.UTF_8))
                    .as("%s", exchange)
                    .contains(messages);
        }
    }

    @Test
    void aBoundThatTheCallerDidNotSetGoesByTheNameThatTheProviderTakes() {
        String body =
                "{\"model\":\"m\",\"max_tokens\":null,\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}";
        assertThat(bounded(body, of(Map.of(), Set.of()))).contains("\"max_tokens\":77");
        assertThat(
                        bounded(
                                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"x\"}]}",
                                of(Map.of(), Set.of())))
                .endsWith(",\"max_tokens\":77}");
        assertThat(bounded(body, of(Map.of("max_tokens", "max_completion_tokens"), Set.of())))
                .contains("\"max_completion_tokens\":77")
                .doesNotContain("\"max_tokens\"");
        assertThat(bounded(body, of(Map.of(), Set.of(), "max_tokens")))
                .contains("\"max_completion_tokens\":77")
                .doesNotContain("\"max_tokens\"");
        assertThat(
                        bounded(
                                body,
                                of(
                                        Map.of("max_completion_tokens", "max_tokens"),
                                        Set.of(),
                                        "max_completion_tokens")))
                .contains("\"max_tokens\":77");
    }

    @Test
    void whereNeitherNameIsTakenThereIsNoBound() {
        assertThat(
                        Samples.DIALECT.takesBound(
                                of(Map.of(), Set.of("max_tokens"), "max_completion_tokens")))
                .isFalse();
        assertThat(Samples.DIALECT.takesBound(PLAIN)).isTrue();
    }

    private static Endpoint of(
            Map<String, String> renamed, Set<String> dropped, String... refused) {
        return endpoint(
                renamed,
                dropped,
                Map.of(),
                UsageInStream.STREAM_OPTIONS,
                ReasoningFormat.EFFORT,
                refused);
    }

    private static String bounded(String json, Endpoint endpoint) {
        byte[] body = utf8(json);
        Envelope envelope =
                (Envelope) Samples.DIALECT.peek(RequestLine.of(Operation.CHAT), body, body.length);
        byte[] edited =
                Splices.apply(
                        body, body.length, Samples.DIALECT.edits(envelope, body, endpoint, 77));
        return new String(edited, StandardCharsets.UTF_8);
    }

    private static Endpoint endpoint(
            Map<String, String> renamed,
            Set<String> dropped,
            Map<String, String> roles,
            UsageInStream usage,
            ReasoningFormat format,
            String... refused) {
        Quirks quirks =
                new Quirks(
                        renamed,
                        dropped,
                        roles,
                        usage,
                        ReasoningTokens.INCLUDED,
                        format,
                        CancelStopsBill.YES,
                        Quirks.CostSource.LISTED);
        return Samples.endpoint(quirks, Reasoning.NONE, refused);
    }

    private static String edited(String json, Endpoint endpoint) {
        byte[] body = utf8(json);
        Envelope envelope =
                (Envelope) Samples.DIALECT.peek(RequestLine.of(Operation.CHAT), body, body.length);
        byte[] edited =
                Splices.apply(
                        body, body.length, Samples.DIALECT.edits(envelope, body, endpoint, 0));
        return new String(edited, StandardCharsets.UTF_8);
    }
}
