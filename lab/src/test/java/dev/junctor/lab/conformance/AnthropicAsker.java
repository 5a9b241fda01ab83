package dev.junctor.lab.conformance;

import com.anthropic.client.AnthropicClient;
import com.anthropic.core.http.HttpResponseFor;
import com.anthropic.core.http.StreamResponse;
import com.anthropic.helpers.MessageAccumulator;
import com.anthropic.models.messages.Message;
import com.anthropic.models.messages.MessageCreateParams;
import com.anthropic.models.messages.RawMessageStreamEvent;

/**
 * Asks and checks each message and each event as strictly as the client can.
 *
 * @param trail hears what was said of translations
 */
record AnthropicAsker(AnthropicClient client, Trail trail) {
    /** One of the two ways to ask. */
    interface Way {
        Message ask(MessageCreateParams.Builder asked);
    }

    Message whole(MessageCreateParams.Builder asked) {
        try (HttpResponseFor<Message> raw =
                client.messages().withRawResponse().create(asked.build())) {
            trail.heard(raw.headers().values("X-Junctor-Conversion"));
            return raw.parse().validate();
        }
    }

    /** Put together by the client's own accumulator. */
    Message streamed(MessageCreateParams.Builder asked) {
        MessageAccumulator whole = MessageAccumulator.create();
        try (HttpResponseFor<StreamResponse<RawMessageStreamEvent>> raw =
                        client.messages().withRawResponse().createStreaming(asked.build());
                StreamResponse<RawMessageStreamEvent> events = raw.parse()) {
            trail.heard(raw.headers().values("X-Junctor-Conversion"));
            events.stream().map(RawMessageStreamEvent::validate).forEach(whole::accumulate);
        }
        return whole.message().validate();
    }
}
