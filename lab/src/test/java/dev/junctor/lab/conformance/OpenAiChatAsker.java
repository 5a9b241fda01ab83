package dev.junctor.lab.conformance;

import com.openai.client.OpenAIClient;
import com.openai.core.http.HttpResponseFor;
import com.openai.core.http.StreamResponse;
import com.openai.helpers.ChatCompletionAccumulator;
import com.openai.models.chat.completions.ChatCompletion;
import com.openai.models.chat.completions.ChatCompletionChunk;
import com.openai.models.chat.completions.ChatCompletionCreateParams;
import com.openai.models.chat.completions.ChatCompletionStreamOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * Asks and checks each answer and each chunk as strictly as the client can.
 *
 * @param trail hears what was said of translations
 */
record OpenAiChatAsker(OpenAIClient client, Trail trail) {
    /** One of the two ways to ask. */
    interface Way {
        ChatCompletion ask(ChatCompletionCreateParams.Builder asked);
    }

    ChatCompletion whole(ChatCompletionCreateParams.Builder asked) {
        try (HttpResponseFor<ChatCompletion> raw =
                client.chat().completions().withRawResponse().create(asked.build())) {
            trail.heard(raw.headers().values("X-Junctor-Conversion"));
            return raw.parse().validate();
        }
    }

    /** Put together by the client's own accumulator. */
    ChatCompletion streamed(ChatCompletionCreateParams.Builder asked) {
        ChatCompletionAccumulator whole = ChatCompletionAccumulator.create();
        chunks(asked).forEach(whole::accumulate);
        return whole.chatCompletion().validate();
    }

    /** Each chunk of a stream that tells usage. */
    List<ChatCompletionChunk> chunks(ChatCompletionCreateParams.Builder asked) {
        ChatCompletionCreateParams params =
                asked.streamOptions(
                                ChatCompletionStreamOptions.builder().includeUsage(true).build())
                        .build();
        List<ChatCompletionChunk> heard = new ArrayList<>();
        try (HttpResponseFor<StreamResponse<ChatCompletionChunk>> raw =
                        client.chat().completions().withRawResponse().createStreaming(params);
                StreamResponse<ChatCompletionChunk> chunks = raw.parse()) {
            trail.heard(raw.headers().values("X-Junctor-Conversion"));
            chunks.stream().map(ChatCompletionChunk::validate).forEach(heard::add);
        }
        asked.streamOptions(Optional.empty());
        return heard;
    }
}
