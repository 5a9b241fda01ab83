package dev.junctor.lab.money;

import java.util.List;

/** The configuration of the process that is killed: two keys of a prepaid account, and simulated providers. */
final class TrialConfig {
    static final String ACCOUNT = "trial";
    static final String FREE_KEY = "trial-key-without-limit-0123456789abcdef";
    static final String LIMITED_KEY = "trial-key-with-limit-0123456789abcdef";
    static final String MANAGEMENT_KEY = "trial-key-management-0123456789abcdef";

    /** Who asks: half of all under a limit of their key. */
    static final List<String> KEYS = List.of(FREE_KEY, LIMITED_KEY);

    /** The longest that a request may take, and so a hold: {@code total} below. */
    static final int TOTAL_SECONDS = 8;

    private static final List<String> PROVIDERS =
            List.of("openai", "groq", "deepinfra", "fireworks-ai", "nebius");

    private TrialConfig() {}

    /**
     * Writes it.
     *
     * @param simulator where the providers are
     * @param limitUsd of the key with a limit
     */
    static String yaml(TrialOptions options, String simulator, String limitUsd) {
        StringBuilder yaml =
                new StringBuilder(
                        """
                        listen: 127.0.0.1:0
                        data: %s
                        durability: %s
                        keys:
                          - {name: free, key: %s, account: %s}
                          - {name: limited, key: %s, account: %s, limit_usd: %s}
                          - {name: ops, key: %s, kind: management}
                        accounts:
                          - {id: %s, balance: prepaid}
                        price_books:
                          - {name: resale, accounts: [%s], margin_percent: 12.5}
                        deadlines: {connect: 2s, first_byte: 2s, idle: 2s, total: %ds}
                        """
                                .formatted(
                                        options.folder().resolve("data"),
                                        options.durability(),
                                        FREE_KEY,
                                        ACCOUNT,
                                        LIMITED_KEY,
                                        ACCOUNT,
                                        limitUsd,
                                        MANAGEMENT_KEY,
                                        ACCOUNT,
                                        ACCOUNT,
                                        TOTAL_SECONDS));
        if (!options.database().isEmpty()) {
            yaml.append("database: \"").append(options.database()).append("\"\n");
        }
        yaml.append("providers:\n");
        for (String slug : PROVIDERS) {
            yaml.append(
                    "  %s: {base_url: \"%s/%s/v1\", api_key: simulated}%n"
                            .formatted(slug, simulator, slug));
        }
        return yaml.toString();
    }
}
