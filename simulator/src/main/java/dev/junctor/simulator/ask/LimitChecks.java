package dev.junctor.simulator.ask;

import dev.junctor.core.catalog.Endpoint;
import java.util.Optional;

/** What fits: the context, the prompt, the completion. */
final class LimitChecks {
    private LimitChecks() {}

    static Optional<Complaint> first(Ask ask, Prompt prompt) {
        Endpoint endpoint = ask.endpoint();
        long asked = ask.maxTokens().orElse(0);
        if (endpoint.maxOutput() > 0 && asked > endpoint.maxOutput()) {
            String name =
                    ask.body().path("max_tokens").isNumber()
                            ? "max_tokens"
                            : "max_completion_tokens";
            return Optional.of(
                    Complaint.invalid(
                            name,
                            "invalid_value",
                            name
                                    + " is too large: "
                                    + asked
                                    + ". This model supports at most "
                                    + endpoint.maxOutput()
                                    + " completion tokens."));
        }
        long room = endpoint.maxInput() > 0 ? endpoint.maxInput() : Long.MAX_VALUE;
        long context = endpoint.context() > 0 ? endpoint.context() : Long.MAX_VALUE;
        if (prompt.tokens() > room || prompt.tokens() + Math.max(1, asked) > context) {
            return Optional.of(tooLong(prompt.tokens(), asked, Math.min(room, context)));
        }
        return Optional.empty();
    }

    private static Complaint tooLong(long prompt, long asked, long limit) {
        String requested =
                asked == 0
                        ? "your messages resulted in " + prompt + " tokens"
                        : "you requested "
                                + (prompt + asked)
                                + " tokens ("
                                + prompt
                                + " in the messages, "
                                + asked
                                + " in the completion)";
        return Complaint.invalid(
                "messages",
                "context_length_exceeded",
                "This model's maximum context length is "
                        + limit
                        + " tokens. However, "
                        + requested
                        + ". Please reduce the length of the messages.");
    }
}
