package dev.junctor.simulator.gemini;

import dev.junctor.simulator.ask.Ask;
import dev.junctor.simulator.protocol.Objection;
import dev.junctor.simulator.say.Seal;
import tools.jackson.databind.JsonNode;

/** Thought signatures: only those made here, and where the model insists, one for each step of calls in this turn. */
final class SignatureRules {
    /** Documented for calls that the model did not make itself. */
    private static final String SKIP = "skip_thought_signature_validator";

    private final Ask ask;
    private final Seal seal;

    SignatureRules(Ask ask, Seal seal) {
        this.ask = ask;
        this.seal = seal;
    }

    void check() {
        JsonNode contents = ask.original().path("contents");
        int turn = turn(contents);
        for (int i = 0; i < contents.size(); i++) {
            JsonNode parts = contents.path(i).path("parts");
            boolean first = true;
            for (int j = 0; j < parts.size(); j++) {
                JsonNode part = parts.path(j);
                String signature = Fields.of(part, "thoughtSignature").asString("");
                boolean call = Fields.of(part, "functionCall").isObject();
                if (!signature.isEmpty() && !isOwn(signature)) {
                    throw Objection.invalid("Thought signature is not valid");
                }
                if (call && first && i >= turn && signature.isEmpty() && Gemini.insists(ask)) {
                    throw missing(Fields.of(part, "functionCall"), i);
                }
                first = first && !call;
            }
        }
    }

    private static Objection missing(JsonNode call, int index) {
        return Objection.invalid(
                "Function call is missing a thought_signature in functionCall parts. This is"
                        + " required for tools to work correctly. Additional data, function call"
                        + " `"
                        + call.path("name").asString("")
                        + "`, position "
                        + (index + 1)
                        + ".");
    }

    /** Where the current turn begins: at the last content of the user's that is not only answers of functions. */
    private static int turn(JsonNode contents) {
        for (int i = contents.size() - 1; i >= 0; i--) {
            JsonNode content = contents.path(i);
            boolean user = content.path("role").asString("user").equals("user");
            JsonNode parts = content.path("parts");
            if (user && ContentRules.count(parts, "functionResponse") < parts.size()) {
                return i;
            }
        }
        return 0;
    }

    private boolean isOwn(String signature) {
        String standard = signature.replace('-', '+').replace('_', '/');
        return signature.equals(SKIP) || seal.made(standard, Gemini.scope(ask));
    }
}
