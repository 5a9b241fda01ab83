package dev.junctor.core.dialect.crossing;

import static dev.junctor.core.dialect.crossing.Crossing.CHAT;
import static dev.junctor.core.dialect.crossing.Crossing.MESSAGES;
import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.catalog.Quirks;
import dev.junctor.core.chat.Aside;
import dev.junctor.core.chat.Conversation;
import dev.junctor.core.chat.Opaque;
import dev.junctor.core.chat.Part;
import dev.junctor.core.chat.Role;
import dev.junctor.core.chat.Turn;
import dev.junctor.core.dialect.Ability;
import dev.junctor.core.dialect.Carrier;
import dev.junctor.core.dialect.Decoded;
import dev.junctor.core.dialect.Delivery;
import dev.junctor.core.dialect.Encoded;
import dev.junctor.core.dialect.Incoming;
import dev.junctor.core.dialect.SealedCarrier;
import dev.junctor.core.dialect.Target;
import dev.junctor.core.dialect.crossing.Crossing.Result;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Thoughts and their state between OpenAI chat and Anthropic's messages, by the bugs that others had. */
final class ReasoningCrossingTest {
    private static final String TWO_THOUGHTS =
            "{\"id\":\"x\",\"type\":\"message\",\"role\":\"assistant\",\"content\":["
                    + "{\"type\":\"thinking\",\"thinking\":\"One.\",\"signature\":\"s1\"},"
                    + "{\"type\":\"redacted_thinking\",\"data\":\"r/1+=\"},"
                    + "{\"type\":\"thinking\",\"thinking\":\"\",\"signature\":\"s2\"},"
                    + "{\"type\":\"text\",\"text\":\"Done.\"}],\"stop_reason\":\"end_turn\","
                    + "\"usage\":{\"input_tokens\":1,\"output_tokens\":9}}";

    /** What a client of chat completions brings back of an answer. */
    private static Result broughtBack(Target target) {
        Result answer = Crossing.answer(MESSAGES, CHAT, TWO_THOUGHTS);
        String message = answer.at("/choices/0/message").toString();
        String json =
                "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Go\"},"
                        + message
                        + ",{\"role\":\"user\",\"content\":\"On\"}]}";
        return Crossing.request(CHAT, MESSAGES, json, target);
    }

    @Test
    void t02t03t04EachThoughtKeepsItsOwnSignatureAndItsPlace() {
        Result back = broughtBack(CodecLawsTest.target("m"));
        assertThat(back.text("/messages/1/content/0/thinking")).isEqualTo("One.");
        assertThat(back.text("/messages/1/content/0/signature")).isEqualTo("s1");
        assertThat(back.text("/messages/1/content/1/data")).isEqualTo("r/1+=");
        assertThat(back.at("/messages/1/content/2/thinking").asString()).isEmpty();
        assertThat(back.text("/messages/1/content/2/signature")).isEqualTo("s2");
        assertThat(back.text("/messages/1/content/3/text")).isEqualTo("Done.");
    }

    @Test
    void t05ThoughtsAreNeverSentAsWords() {
        Result request =
                Crossing.request(
                        CHAT,
                        MESSAGES,
                        "{\"model\":\"m\",\"messages\":[{\"role\":\"user\",\"content\":\"Go\"},"
                                + "{\"role\":\"assistant\",\"content\":\"Yes.\","
                                + "\"reasoning_content\":\"Secret.\"},"
                                + "{\"role\":\"user\",\"content\":\"On\"}]}");
        assertThat(request.json().toString()).doesNotContain("Secret.");
        assertThat(request.losses())
                .anySatisfy(
                        loss -> assertThat(loss.path()).isEqualTo("messages[1].reasoning_content"));
    }

    @Test
    void t01t06SignatureOfHiddenThoughtsComesExactlyOnce() {
        List<Sse.Event> events =
                Crossing.stream(
                        CHAT,
                        MESSAGES,
                        "{\"id\":\"c\",\"choices\":[{\"index\":0,\"delta\":{\"reasoning_details\":["
                                + "{\"type\":\"reasoning.text\",\"text\":\"\",\"signature\":\"s1\","
                                + "\"format\":\"anthropic-claude-v1\",\"index\":0}]}}]}",
                        "{\"choices\":[{\"index\":0,\"delta\":{\"content\":\"Hi\"},"
                                + "\"finish_reason\":\"stop\"}]}",
                        "[DONE]");
        assertThat(Crossing.values(events, "/delta/signature")).containsExactly("s1");
        assertThat(Crossing.values(events, "/content_block/type"))
                .containsExactly("thinking", "text");
    }

    @Test
    void t12StateGoesOnlyToWhoMadeIt() {
        Part thought =
                new Part.Reasoning(
                        Part.Reasoning.Form.FULL,
                        List.of("Hm."),
                        Aside.of(new Opaque("anthropic-messages", "acme/k1", "s1")));
        Conversation asked =
                Conversation.of(
                        "m",
                        List.of(
                                Turn.of(Role.USER, List.of(Part.Text.of("Go"))),
                                Turn.of(Role.ASSISTANT, List.of(thought, Part.Text.of("Yes."))),
                                Turn.of(Role.USER, List.of(Part.Text.of("On")))));
        assertThat(written(asked, "acme/k1")).contains("s1");
        assertThat(written(asked, "acme/k2")).doesNotContain("s1").doesNotContain("Hm.");
    }

    private static String written(Conversation asked, String scope) {
        Target target = new Target("m", scope, 0, Target.USUAL, Quirks.NONE);
        Encoded.Written body = (Encoded.Written) MESSAGES.encodeRequest(asked, target);
        return new String(body.body(), StandardCharsets.UTF_8);
    }

    private static final String LOOP =
            "{\"model\":\"m\",\"max_tokens\":9,\"messages\":[{\"role\":\"user\",\"content\":\"Go\"},"
                    + "{\"role\":\"assistant\",\"content\":[%s{\"type\":\"tool_use\",\"id\":\"a\","
                    + "\"name\":\"now\",\"input\":{}}]},{\"role\":\"user\",\"content\":[{\"type\":"
                    + "\"tool_result\",\"tool_use_id\":\"a\",\"content\":\"12\"}]}]}";

    @Test
    void t15t17ThoughtsOfAToolLoopComeBackWhereTheModelWantsThem() {
        Target echo = CodecLawsTest.target("m").with(Ability.REASONING_ECHO);
        Target ofAnother = new Target("m", "acme/k1", 0, echo.abilities(), Quirks.NONE);
        String thought = "{\"type\":\"thinking\",\"thinking\":\"Hm.\",\"signature\":\"s\"},";
        Result with = Crossing.request(MESSAGES, CHAT, LOOP.formatted(thought), ofAnother);
        assertThat(with.text("/messages/1/reasoning_content")).isEqualTo("Hm.");
        Result without = Crossing.request(MESSAGES, CHAT, LOOP.formatted(""), ofAnother);
        assertThat(without.at("/messages/1").has("reasoning_content")).isTrue();
        assertThat(without.text("/messages/1/reasoning_content")).isEmpty();
    }

    @Test
    void t08StateOfACallTravelsAsHiddenThoughtsBeforeItAndComesBackToIt() {
        Result answer =
                Crossing.answer(
                        CHAT,
                        MESSAGES,
                        "{\"id\":\"x\",\"choices\":[{\"index\":0,\"message\":{\"role\":\"assistant\","
                                + "\"tool_calls\":[{\"id\":\"a\",\"type\":\"function\",\"function\":"
                                + "{\"name\":\"now\",\"arguments\":\"{}\"},\"extra_content\":"
                                + "{\"google\":{\"thought_signature\":\"g1\"}}}]},"
                                + "\"finish_reason\":\"stop\"}]}");
        assertThat(answer.text("/content/0/data")).isEqualTo("g1");
        assertThat(answer.text("/stop_reason")).isEqualTo("tool_use");

        Carrier carrier = new SealedCarrier(Crossing.bytes("0123456789abcdef"));
        String sealed = carrier.seal(new Opaque("gemini", "acme/k1", "g1"));
        String block = "{\"type\":\"redacted_thinking\",\"data\":\"" + sealed + "\"},";
        byte[] body = Crossing.bytes(LOOP.formatted(block));
        Decoded<Conversation> back =
                MESSAGES.decodeRequest(
                        new Incoming(body, body.length, "", Delivery.UNARY, name -> "", carrier));
        Conversation asked = ((Decoded.Meaning<Conversation>) back).value();
        Part call = asked.turns().get(1).parts().getFirst();
        assertThat(call).isInstanceOf(Part.ToolCall.class);
        assertThat(call.aside().opaque()).isEqualTo(new Opaque("gemini", "acme/k1", "g1"));
    }

    @Test
    void t108SettingsThatAModelRefusesAreLeftOutAndReported() {
        Result request =
                Crossing.request(
                        CHAT,
                        MESSAGES,
                        "{\"model\":\"m\",\"temperature\":0.2,\"top_p\":0.5,\"messages\":["
                                + "{\"role\":\"user\",\"content\":\"Go\"}]}",
                        CodecLawsTest.target("m").without(Ability.SAMPLING));
        assertThat(request.json().has("temperature") || request.json().has("top_p")).isFalse();
        assertThat(request.losses()).hasSize(2);
    }

    @Test
    void limitOfThoughtStaysBelowTheAnswersAndLevelsBecomeLimits() {
        Target older = Target.usual("m");
        String json =
                "{\"model\":\"m\",\"max_tokens\":%d,\"reasoning_effort\":\"high\",\"messages\":["
                        + "{\"role\":\"user\",\"content\":\"Go\"}],\"temperature\":0.5}";
        Result roomy = Crossing.request(CHAT, MESSAGES, json.formatted(10_000), older);
        assertThat(roomy.at("/thinking/budget_tokens").asInt()).isEqualTo(8_000);
        assertThat(roomy.json().has("temperature")).isFalse();
        Result tight = Crossing.request(CHAT, MESSAGES, json.formatted(500), older);
        assertThat(tight.json().has("thinking")).isFalse();
        assertThat(tight.losses()).isNotEmpty();
    }
}
