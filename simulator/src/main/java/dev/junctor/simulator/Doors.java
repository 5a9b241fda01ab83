package dev.junctor.simulator;

import dev.junctor.core.catalog.Provider;
import dev.junctor.simulator.anthropic.Anthropic;
import dev.junctor.simulator.ask.Ask;
import dev.junctor.simulator.gemini.Gemini;
import dev.junctor.simulator.protocol.Incoming.Operation;
import dev.junctor.simulator.protocol.OpenAiChat;
import dev.junctor.simulator.protocol.Protocol;
import dev.junctor.simulator.responses.Responses;
import dev.junctor.simulator.say.Seal;
import java.util.Optional;

/** Which protocol is spoken at which address; each provider has the doors that its entry in the catalog lists. */
final class Doors {
    private static final String GENERATE = ":generateContent";
    private static final String STREAM = ":streamGenerateContent";
    private static final String COUNT = ":countTokens";

    private final Protocol chat = new OpenAiChat(Ask.Form.CHAT);
    private final Protocol text = new OpenAiChat(Ask.Form.TEXT);
    private final Protocol anthropic;
    private final Protocol gemini;
    private final Protocol responses;

    /** Doors of a fleet with this seed. */
    Doors(long seed) {
        Seal seal = new Seal(seed);
        this.anthropic = new Anthropic(seal);
        this.gemini = new Gemini(seal);
        this.responses = new Responses(seal);
    }

    /** A door, and what is asked for there. */
    record Door(Protocol protocol, Operation operation) {}

    /** The door at the end of a path; empty where the provider has none. OpenAI's chat is open everywhere. */
    Optional<Door> at(String rest, Provider provider) {
        Optional<Door> door = at(rest);
        return door.filter(found -> isOpen(found.protocol(), provider));
    }

    private static boolean isOpen(Protocol protocol, Provider provider) {
        return protocol instanceof OpenAiChat || provider.dialects().containsKey(protocol.name());
    }

    private Optional<Door> at(String rest) {
        return switch (rest) {
            case Address.CHAT -> Optional.of(new Door(chat, Operation.ANSWER));
            case Address.TEXT -> Optional.of(new Door(text, Operation.ANSWER));
            case Address.MESSAGES -> Optional.of(new Door(anthropic, Operation.ANSWER));
            case Address.MESSAGE_TOKENS -> Optional.of(new Door(anthropic, Operation.COUNT));
            case Address.RESPONSES -> Optional.of(new Door(responses, Operation.ANSWER));
            case Address.RESPONSE_TOKENS -> Optional.of(new Door(responses, Operation.COUNT));
            default -> ofModel(rest);
        };
    }

    private Optional<Door> ofModel(String rest) {
        if (!rest.startsWith(Address.MODELS + "/")) {
            return Optional.empty();
        }
        if (rest.endsWith(GENERATE) || rest.endsWith(STREAM)) {
            return Optional.of(new Door(gemini, Operation.ANSWER));
        }
        return rest.endsWith(COUNT)
                ? Optional.of(new Door(gemini, Operation.COUNT))
                : Optional.empty();
    }
}
