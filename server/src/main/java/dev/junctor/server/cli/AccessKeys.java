package dev.junctor.server.cli;

/** The keys that commands show to the gateway. */
final class AccessKeys {
    private final String inference;
    private final String management;

    private AccessKeys(String inference, String management) {
        this.inference = inference;
        this.management = management;
    }

    /** Those of the environment. */
    static AccessKeys of(Environment environment, String url) {
        return new AccessKeys(
                environment.variable("JUNCTOR_API_KEY").strip(),
                environment.variable("JUNCTOR_MANAGEMENT_KEY").strip());
    }

    /** The key for something; empty when there is none. */
    String of(Access access) {
        return switch (access) {
            case OPEN, INFERENCE -> inference;
            case MANAGEMENT -> management;
        };
    }

    /** What to do when the gateway does not know the key. */
    String remedy() {
        return "Set JUNCTOR_API_KEY (for keys: JUNCTOR_MANAGEMENT_KEY) to a key of this gateway.";
    }

    /** What to do when the key is of the wrong kind. */
    String remedyForKind() {
        return "Models need JUNCTOR_API_KEY, keys need JUNCTOR_MANAGEMENT_KEY.";
    }

    @Override
    public String toString() {
        return "AccessKeys[hidden]";
    }
}
