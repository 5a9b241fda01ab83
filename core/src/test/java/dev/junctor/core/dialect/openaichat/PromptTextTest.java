package dev.junctor.core.dialect.openaichat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.dialect.Envelope;
import dev.junctor.core.dialect.Operation;
import dev.junctor.core.dialect.RequestLine;
import dev.junctor.core.dialect.TextSample;
import org.junit.jupiter.api.Test;

final class PromptTextTest {
    private static TextSample of(Operation operation, String fields) {
        byte[] body = Samples.utf8("{\"model\":\"m\"," + fields + "}");
        Envelope envelope =
                (Envelope) Samples.DIALECT.peek(RequestLine.of(operation), body, body.length);
        return Samples.DIALECT.promptText(envelope, body, 1_000);
    }

    @Test
    void readsWhatTheMessagesSayAndWhatStandsAroundThem() {
        TextSample text =
                of(
                        Operation.CHAT,
                        """
                        "messages":[{"role":"system","content":"Be brief. "},
                         {"role":"user","content":[{"type":"text","text":"Look "},{"type":"text","text":"here "}]},
                         {"role":"assistant","content":null,"tool_calls":[{"type":"function",
                           "function":{"name":"find","arguments":"{}"}}]}],
                        "temperature":1
                        """);
        assertThat(text.text()).isEqualTo("Be brief. Look here find{}");
        assertThat(text.marks()).isEqualTo(3 * 4 + 3);
        assertThat(text.bytes()).isEqualTo(text.text().length());
    }

    @Test
    void readsNamesAndTextsOfTools() {
        TextSample text =
                of(
                        Operation.CHAT,
                        """
                        "messages":[{"role":"user","content":"x"}],
                        "tools":[{"type":"function","function":{"name":"f"}}]
                        """);
        assertThat(text.text()).contains("function", "name", "f");
    }

    @Test
    void readsPromptsOfTextAndOfTokens() {
        assertThat(of(Operation.COMPLETION, "\"prompt\":\"a b\"").text()).isEqualTo("a b");
        assertThat(of(Operation.COMPLETION, "\"prompt\":[\"a \",\"b\"]").text()).isEqualTo("a b");
        assertThat(of(Operation.COMPLETION, "\"prompt\":[5,6,7]").marks()).isEqualTo(3);
    }
}
