package dev.junctor.server.http;

import dev.junctor.core.dialect.Dialects;
import dev.junctor.core.dialect.anthropic.AnthropicCodec;
import dev.junctor.core.dialect.anthropic.AnthropicMessages;
import dev.junctor.core.dialect.gemini.Gemini;
import dev.junctor.core.dialect.gemini.GeminiCodec;
import dev.junctor.core.dialect.openaichat.OpenAiChat;
import dev.junctor.core.dialect.openaichat.chat.OpenAiChatCodec;
import dev.junctor.core.dialect.openairesponses.OpenAiResponses;
import dev.junctor.core.dialect.openairesponses.OpenAiResponsesCodec;
import java.util.List;

/** The protocols that callers and providers may speak. */
public final class ServedDialects {
    private ServedDialects() {}

    /** All of them; each is translated to each. */
    public static Dialects all() {
        return new Dialects(
                List.of(
                        new OpenAiChat(),
                        new AnthropicMessages(),
                        new OpenAiResponses(),
                        new Gemini()),
                List.of(
                        new OpenAiChatCodec(),
                        new AnthropicCodec(),
                        new OpenAiResponsesCodec(),
                        new GeminiCodec()));
    }
}
