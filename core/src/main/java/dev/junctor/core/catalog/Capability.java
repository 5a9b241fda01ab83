package dev.junctor.core.catalog;

/** What an endpoint can do beyond plain text; the keys are those of the catalog's files. */
public enum Capability {
    TOOLS("tools"),
    TOOL_CHOICE("tool_choice"),
    PARALLEL_TOOLS("parallel_tools"),
    STRUCTURED_OUTPUT("structured_output"),
    REASONING("reasoning"),
    CACHING("caching"),
    WEB_SEARCH("web_search"),
    COMPUTER_USE("computer_use"),
    PREFILL("prefill");

    private final String key;

    Capability(String key) {
        this.key = key;
    }

    /** Its name in the catalog's files. */
    public String key() {
        return key;
    }
}
