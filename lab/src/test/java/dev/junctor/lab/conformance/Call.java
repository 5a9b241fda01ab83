package dev.junctor.lab.conformance;

/** What clients are made to do; the table has a row for each. */
enum Call {
    WHOLE("a whole answer"),
    STREAM("a streamed answer, put together by the client"),
    TURNS("instructions and earlier turns"),
    TOOLS("a tool called, its result used; whole and streamed"),
    PARALLEL_TOOLS("two tools called at once, both results used; whole and streamed"),
    EMPTY_TOOL("a tool without arguments; whole and streamed"),
    FORCED_TOOL("a tool that must be called"),
    FAILED_TOOL("a tool that failed"),
    IMAGE("an image in base64"),
    SCHEMA("an answer by a JSON schema"),
    REASONING("thoughts shown, and given back with a tool's result"),
    STOP("a stop sequence"),
    LIMIT("fewer tokens than the answer needs"),
    USAGE("tokens and cost, whole and streamed"),
    OWN_OPTION("an option that other protocols do not have"),
    STRICT("the same with X-Junctor-Conversion-Policy: strict"),
    CANCEL("the client goes in mid-stream; the provider is let go"),
    MODELS("the list of models"),
    COUNT("tokens counted before they are sent"),
    UNKNOWN_KEY("a key that is not known"),
    UNKNOWN_MODEL("a model that is not known"),
    WRONG_VALUE("a value out of range"),
    PROVIDER_400("the provider always says 400"),
    PROVIDER_401("the provider always says 401 (the operator's key is wrong)"),
    PROVIDER_429("the provider always says 429"),
    PROVIDER_500("the provider always says 500"),
    PROVIDER_529("the provider always says 529"),
    PROVIDER_GONE("the provider closes the connection"),
    RETRIED("the provider fails once"),
    BROKEN_STREAM("the provider breaks in mid-stream"),
    ERROR_IN_STREAM("the provider tells an error in mid-stream");

    private final String title;

    Call(String title) {
        this.title = title;
    }

    /** In words for the table. */
    String title() {
        return title;
    }
}
