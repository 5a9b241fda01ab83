package dev.junctor.core.dialect.openaichat;

import static dev.junctor.core.dialect.openaichat.Samples.CLOSING;
import static dev.junctor.core.dialect.openaichat.Samples.DIALECT;
import static dev.junctor.core.dialect.openaichat.Samples.IDENTITY;
import static dev.junctor.core.dialect.openaichat.Samples.utf8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.base.Seed;
import dev.junctor.core.catalog.Quirks;
import dev.junctor.core.dialect.AnswerFacts.Metering;
import dev.junctor.core.dialect.Closing;
import dev.junctor.core.dialect.EventBuffer;
import dev.junctor.core.dialect.Operation;
import dev.junctor.core.dialect.StreamTap;
import dev.junctor.core.dialect.StreamTap.State;
import dev.junctor.core.dialect.openaichat.Fixtures.Exchange;
import dev.junctor.core.fault.Blame;
import dev.junctor.core.fault.FaultKind;
import dev.junctor.core.json.Bytes;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class StreamTest {
    private static final String STAMP =
            "\"id\":\"gen-1790000000-abcdefghijklmnopqrst\",\"provider\":\"Acme & Söhne\","
                    + "\"model\":\"acme/\\\"tiny\\\"\",";

    /** What came out of one stream. */
    private record Relayed(String out, State state, StreamTap tap) {}

    @Test
    void everyCutGivesTheSameBytes() {
        for (Exchange exchange : Fixtures.all()) {
            if (!exchange.isStream()) {
                continue;
            }
            byte[] stream = exchange.stream();
            Relayed whole = relay(stream, stream.length, CLOSING);
            for (int size = 1; size < 700; size += 1 + size / 7) {
                Relayed cut = relay(stream, size, CLOSING);
                assertThat(cut.out).as("%s in pieces of %s", exchange, size).isEqualTo(whole.out);
                assertThat(cut.state).isEqualTo(whole.state);
                assertThat(cut.tap.facts()).isEqualTo(whole.tap.facts());
            }
            for (long value = 0; value < 20; value++) {
                Relayed cut = relay(stream, new Seed(value));
                assertThat(cut.out).as("%s seed %s", exchange, value).isEqualTo(whole.out);
                assertThat(cut.tap.facts()).isEqualTo(whole.tap.facts());
            }
        }
    }

    @Test
    void recordedStreamsChangeInNothingButTheListedEdits() {
        int checked = 0;
        int told = 0;
        for (Exchange exchange : Fixtures.all()) {
            if (!exchange.isStream()) {
                continue;
            }
            byte[] stream = exchange.stream();
            Relayed relayed = relay(stream, stream.length, CLOSING);
            if (relayed.state == State.FAILED) {
                assertThat(relayed.out).as("%s", exchange).isEmpty();
                continue;
            }
            List<String> before = data(new String(stream, StandardCharsets.UTF_8));
            List<String> after = data(relayed.out);
            if (!before.contains("[DONE]") && after.contains("[DONE]")) {
                before.add("[DONE]");
            }
            if (after.contains("[DONE]")) {
                theCostStandsInTheLastUsageAlone(exchange, after);
            }
            if (after.size() == before.size() + 1) {
                JsonNode added = Fixtures.JSON.readTree(after.remove(after.size() - 2));
                assertThat(added.path("choices").isEmpty()).as("%s", exchange).isTrue();
                assertThat(added.path("usage").has("estimated"))
                        .as("%s", exchange)
                        .isEqualTo(relayed.tap.facts().metering() == Metering.MISSING);
                told++;
            }
            assertThat(after).as("%s", exchange).hasSameSizeAs(before);
            for (int i = 0; i < before.size(); i++) {
                onlyListedEdits(exchange, before.get(i), after.get(i));
            }
            checked++;
        }
        assertThat(checked).isGreaterThan(60);
        assertThat(told)
                .as("streams whose chunks could not carry the cost")
                .isBetween(1, checked / 3);
    }

    private static void theCostStandsInTheLastUsageAlone(Exchange exchange, List<String> after) {
        List<JsonNode> usages =
                after.stream()
                        .filter(data -> !data.equals("[DONE]"))
                        .map(data -> Fixtures.JSON.readTree(data).path("usage"))
                        .filter(JsonNode::isObject)
                        .toList();
        assertThat(usages).as("%s", exchange).isNotEmpty();
        assertThat(usages.getLast().path("cost").isNumber()).as("%s", exchange).isTrue();
        for (JsonNode usage : usages.subList(0, usages.size() - 1)) {
            assertThat(usage.has("cost")).as("%s", exchange).isFalse();
        }
    }

    private static void onlyListedEdits(Exchange exchange, String before, String after) {
        if (before.equals("[DONE]")) {
            assertThat(after).as("%s", exchange).isEqualTo(before);
            return;
        }
        ObjectNode expected = (ObjectNode) Fixtures.JSON.readTree(before);
        if (!expected.has("choices") && !expected.has("usage")) {
            assertThat(after).as("%s", exchange).isEqualTo(before);
            return;
        }
        ObjectNode actual = (ObjectNode) Fixtures.JSON.readTree(after);
        String choices = String.valueOf(expected.get("choices"));
        expected = ListedEdits.made(before, actual);
        assertThat(actual).as("%s", exchange).isEqualTo(expected);
        boolean sameWord = before.contains(choices) && isSameWord(choices, expected);
        if (sameWord) {
            assertThat(ListedEdits.spelled(after))
                    .as("%s, byte for byte", exchange)
                    .contains(ListedEdits.spelled(choices));
        }
    }

    private static boolean isSameWord(String choices, ObjectNode expected) {
        String word = expected.at("/choices/0/finish_reason").asString("");
        return word.isEmpty() || choices.contains("\"" + word + "\"");
    }

    @Test
    void aLearnedEventIsWrittenAsAWalkedOneWouldBe() {
        for (Exchange exchange : Fixtures.all()) {
            if (!exchange.isStream()) {
                continue;
            }
            byte[] stream = exchange.stream();
            String learned = relay(stream, stream.length, CLOSING).out;
            List<String> walked = new ArrayList<>();
            boolean ended = false;
            for (String event : events(new String(stream, StandardCharsets.UTF_8))) {
                byte[] one = utf8(event);
                Bytes out = new Bytes(64);
                tap(CLOSING).feed(one, 0, one.length, out); // a tap of its own has learned nothing
                walked.addAll(data(new String(out.toArray(), StandardCharsets.UTF_8)));
                ended |= event.contains("[DONE]");
            }
            if (ended) {
                assertThat(quiet(data(learned))).as("%s", exchange).isEqualTo(quiet(walked));
            }
        }
    }

    /** What is rewritten in the same way wherever it stands: all but usage. */
    private static List<String> quiet(List<String> data) {
        return data.stream()
                .filter(one ->
                        one.equals("[DONE]")
                                || !Fixtures.JSON.readTree(one).path("usage").isObject())
                .toList();
    }

    @Test
    void aShapeFitsOnlyWhatDiffersInItsTexts() {
        String head =
                "data: {\"id\":\"c1\",\"created\":17,\"model\":\"m\",\"choices\":[{\"index\":0,";
        String[] tails = {
            "\"delta\":{\"content\":\"a\"}}]}",
            "\"delta\":{\"content\":\"b \\\"c\\\\\"}}]}",
            "\"delta\":{\"content\":\"漢\"},\"finish_reason\":null}]}",
            "\"delta\":{\"content\":\"d\"}}],\"usage\":null}",
            "\"delta\":{\"content\":\"\"},\"finish_reason\":\"stop\"}]}",
            "\"delta\":{\"content\":\"e\"}}],\"usage\":{\"prompt_tokens\":3,\"completion_tokens\":4}}",
            "\"delta\":{\"content\":\"f\",\"x\":\"}]}\\n\\ndata: \"}}]}",
            "\"delta\":{\"tool_calls\":[{\"index\":0,\"function\":{\"arguments\":\"{\\\"\"}}]}}]}"
        };
        for (long value = 0; value < 3_000; value++) {
            Seed seed = new Seed(value);
            StringBuilder stream = new StringBuilder();
            StringBuilder expected = new StringBuilder();
            long bytes = 0;
            for (int i = 0; i <= 12; i++) {
                seed = seed.next();
                String tail = i == 12 ? tails[0] : tails[seed.below(tails.length)];
                String event = head.replace("17", "" + (i * 900 + 1)) + tail + "\n\n";
                stream.append(event);
                Bytes out = new Bytes(64);
                StreamTap fresh = tap(CLOSING);
                fresh.feed(utf8(event), 0, utf8(event).length, out);
                expected.append(new String(out.toArray(), StandardCharsets.UTF_8));
                bytes += fresh.facts().completionBytes();
            }
            byte[] all = utf8(stream.toString());
            Bytes out = new Bytes(64);
            StreamTap tap = tap(CLOSING);
            tap.feed(all, 0, all.length, out);
            assertThat(new String(out.toArray(), StandardCharsets.UTF_8))
                    .as("seed %s", value)
                    .isEqualTo(expected.toString());
            assertThat(tap.facts().completionBytes()).as("seed %s", value).isEqualTo(bytes);
        }
    }

    @Test
    void theUsageChunkTellsTheCostAndTheMetadata() {
        Relayed relayed =
                relay(
                        """
                        data: {"choices":[{"index":0,"delta":{"content":"Hi"},"finish_reason":"stop"}]}

                        data: {"id":"u1","choices":[],"usage":{"prompt_tokens":10,"completion_tokens":5},"service_tier":"flex"}

                        data: [DONE]

                        """,
                        Samples.closing("{\"requested\":\"x\"}"));
        assertThat(relayed.state).isEqualTo(State.COMPLETE);
        assertThat(relayed.out)
                .isEqualTo(
                        "data: {"
                                + STAMP
                                + "\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hi\"},"
                                + "\"finish_reason\":\"stop\",\"native_finish_reason\":\"stop\"}]}"
                                + "\n\ndata: {"
                                + STAMP.substring(STAMP.indexOf("\"provider\""))
                                + "\"id\":\"gen-1790000000-abcdefghijklmnopqrst\",\"choices\":[],"
                                + "\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":5,"
                                + "\"cost\":0.000000025,\"cost_details\":{"
                                + "\"upstream_inference_cost\":0.000000025,"
                                + "\"upstream_inference_prompt_cost\":0.00000001,"
                                + "\"upstream_inference_completions_cost\":0.000000015},"
                                + "\"is_byok\":false},\"service_tier\":\"flex\","
                                + "\"openrouter_metadata\":{\"requested\":\"x\"}}\n\n"
                                + "data: [DONE]\n\n");
        assertThat(relayed.tap.facts().upstreamId()).isEqualTo("u1");
        assertThat(relayed.tap.facts().finishReason()).isEqualTo("stop");
        assertThat(relayed.tap.facts().serviceTier()).isEqualTo("flex");
        assertThat(relayed.tap.facts().metering()).isEqualTo(Metering.REPORTED);
        assertThat(relayed.tap.facts().completionBytes()).isEqualTo(2);
    }

    @Test
    void usageThatOnlyAVendorsFieldHasIsToldBeforeTheEnd() {
        Relayed relayed =
                relay(
                        """
                        data: {"created":9,"choices":[{"index":0,"delta":{},"finish_reason":"stop"}],"x_acme":{"usage":{"prompt_tokens":2,"completion_tokens":1}}}

                        data: [DONE]

                        """,
                        CLOSING);
        List<String> data = data(relayed.out);
        assertThat(data).hasSize(3);
        JsonNode told = Fixtures.JSON.readTree(data.get(1));
        assertThat(told.path("created").asInt()).isEqualTo(9);
        assertThat(told.path("object").asString()).isEqualTo("chat.completion.chunk");
        assertThat(told.path("choices").isEmpty()).isTrue();
        assertThat(told.path("usage").path("total_tokens").asInt()).isEqualTo(3);
        assertThat(told.path("usage").path("cost").decimalValue()).isEqualByComparingTo("5e-9");
    }

    @Test
    void theEndMarkIsAddedAfterAReasonToFinishAndOnlyThen() {
        String chunk = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}";
        Relayed finished = relay(chunk + ",\"finish_reason\":\"length\"}]}\n\n", CLOSING);
        assertThat(finished.state).isEqualTo(State.COMPLETE);
        assertThat(finished.out).endsWith("data: [DONE]\n\n");
        assertThat(relay(chunk + ",\"finish_reason\":\"length\"}]}", CLOSING).out)
                .isEqualTo(finished.out);
        Relayed cut = relay(chunk + "}]}\n\n", CLOSING);
        assertThat(cut.state).isEqualTo(State.OPEN);
        assertThat(cut.out).doesNotContain("[DONE]");
        Relayed oneOfTwo =
                relay(
                        chunk
                                + "}]}\n\ndata: {\"choices\":[{\"index\":1,\"delta\":{},"
                                + "\"finish_reason\":\"stop\"}]}\n\n",
                        CLOSING);
        assertThat(oneOfTwo.state).isEqualTo(State.OPEN);
        Relayed inTheMiddle = relay(chunk + "}]}\n\n" + chunk, CLOSING);
        assertThat(inTheMiddle.state).isEqualTo(State.OPEN);
        assertThat(inTheMiddle.out).isEqualTo(cut.out);
    }

    @Test
    void nothingFollowsTheEndMark() {
        Relayed relayed = relay("data: [DONE]\n\ndata: {\"choices\":[]}\n\n", CLOSING);
        assertThat(relayed.out).isEqualTo("data: [DONE]\n\n");
        assertThat(relayed.state).isEqualTo(State.COMPLETE);
    }

    @Test
    void commentsAndHeartbeatsAreNotPassedOn() {
        Relayed relayed =
                relay(
                        ": OPENROUTER PROCESSING\n\n\n\ndata:\n\nretry: 3\n\ndata: [DONE]\n\n",
                        CLOSING);
        assertThat(relayed.out).isEqualTo("data: [DONE]\n\n");
    }

    @Test
    void anErrorInsideTheStreamIsClassifiedAndNotWritten() {
        String chunk = "data: {\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}}]}\n\n";
        String before = relay(chunk, CLOSING).out;
        fails(
                chunk + "data: {\"error\":{\"code\":429,\"message\":\"slow down\"}}\n\n",
                before,
                FaultKind.RATE_LIMITED,
                "slow down");
        fails(
                chunk
                        + "event: error\ndata: {\"message\":\"bad\",\"type\":\"overloaded_error\"}\n\n",
                before,
                FaultKind.OVERLOADED,
                "bad");
        fails(
                chunk + "data: {\"error\":\"boom\"}\n\n",
                before,
                FaultKind.PROVIDER_UNAVAILABLE,
                "boom");
        fails(
                chunk + "data: {\"choices\":[],\"x_acme\":{\"error\":\"over capacity\"}}\n\n",
                before,
                FaultKind.PROVIDER_UNAVAILABLE,
                "");
        fails(
                chunk
                        + "data: {\"choices\":[{\"index\":0,\"delta\":{},\"finish_reason\":\"error\","
                        + "\"error\":{\"code\":503,\"message\":\"gone\"}}]}\n\n",
                before,
                FaultKind.PROVIDER_UNAVAILABLE,
                "");
        fails(chunk + "data: <html>\n\n", before, FaultKind.PROVIDER_UNAVAILABLE, "not a JSON");
        fails(chunk + "data: {\"choices\":[\n\n", before, FaultKind.PROVIDER_UNAVAILABLE, "JSON");
        fails(
                "data: {\"error\":{\"message\":\"no\",\"code\":\"invalid_api_key\"}}\n\n",
                "",
                FaultKind.PROVIDER_UNAVAILABLE,
                "refused the gateway's key");
        Relayed quiet = relay(chunk.replace("]}\n", "],\"error\":null}\n"), CLOSING);
        assertThat(quiet.state).isEqualTo(State.OPEN);
    }

    private static void fails(String stream, String before, FaultKind kind, String message) {
        Relayed relayed = relay(stream, CLOSING);
        assertThat(relayed.state).as(stream).isEqualTo(State.FAILED);
        assertThat(relayed.tap.fault().kind()).as(stream).isEqualTo(kind);
        assertThat(relayed.tap.fault().message()).contains(message);
        assertThat(relayed.out).isEqualTo(before);
    }

    @Test
    void anEventWithoutEndFailsTheStream() {
        byte[] endless = utf8("data: {\"choices\":\"" + "x".repeat(100_000));
        StreamTap tap = tap(CLOSING);
        Bytes out = new Bytes(16);
        State state = State.OPEN;
        int enough = EventBuffer.MAX_BYTES / 100_000 + 1;
        for (int i = 0; i <= enough && state == State.OPEN; i++) {
            state = tap.feed(endless, i == 0 ? 0 : 18, endless.length, out);
        }
        assertThat(state).isEqualTo(State.FAILED);
        assertThat(tap.fault().blame()).isEqualTo(Blame.ENDPOINT);
        assertThat(out.length()).isZero();
    }

    private static StreamTap tap(Closing closing) {
        return DIALECT.stream(Samples.envelope(Operation.CHAT), IDENTITY, Quirks.NONE, closing);
    }

    private static Relayed relay(String stream, Closing closing) {
        byte[] bytes = utf8(stream);
        return relay(bytes, bytes.length, closing);
    }

    private static Relayed relay(byte[] stream, int size, Closing closing) {
        StreamTap tap = tap(closing);
        Bytes out = new Bytes(64);
        for (int i = 0; i < stream.length; i += size) {
            tap.feed(stream, i, Math.min(stream.length, i + size), out);
        }
        State state = tap.end(out);
        return new Relayed(new String(out.toArray(), StandardCharsets.UTF_8), state, tap);
    }

    private static Relayed relay(byte[] stream, Seed seed) {
        StreamTap tap = tap(CLOSING);
        Bytes out = new Bytes(64);
        Seed at = seed;
        int i = 0;
        while (i < stream.length) {
            at = at.next();
            int to = Math.min(stream.length, i + 1 + at.below(at.next().below(600) + 1));
            tap.feed(stream, i, to, out);
            i = to;
        }
        State state = tap.end(out);
        return new Relayed(new String(out.toArray(), StandardCharsets.UTF_8), state, tap);
    }

    private static List<String> events(String stream) {
        List<String> events = new ArrayList<>();
        Matcher event = Pattern.compile("(?s).+?(\r?\n){2}").matcher(stream);
        while (event.find()) {
            events.add(event.group());
        }
        return events;
    }

    private static List<String> data(String stream) {
        List<String> data = new ArrayList<>();
        for (String line : stream.split("\r?\n", -1)) {
            if (line.startsWith("data:") && !line.substring(5).isBlank()) {
                data.add(line.substring(5).strip());
            }
        }
        return data;
    }
}
