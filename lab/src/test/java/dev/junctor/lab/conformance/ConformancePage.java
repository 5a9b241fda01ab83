package dev.junctor.lab.conformance;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** What was seen, as the page that users read. */
final class ConformancePage {
    private static final String HEAD =
            """
            # Official clients

            What the official clients of the protocols see when they speak to Junctor, over providers that speak one protocol
            each. `ConformanceTest` drives the clients against a running gateway with simulated providers, checks each answer,
            chunk and event with the client's own strict validation, and writes this page from what it saw; it fails where the
            page no longer says so. `-Dconformance.write=true` writes it anew.

            | words | meaning |
            |---|---|
            | as sent | the provider speaks the client's protocol: its own bytes, spliced |
            | kept | translated, nothing was lost |
            | mapped | translated; something near it was sent for what is named |
            | dropped | translated; what is named was left out |
            | `…Exception` | what the client throws, with the status and the type of the error |

            Names are the paths of `X-Junctor-Conversion`. Attempts are what the provider saw of a client that may try three
            times; the gateway had no other endpoint to go to.
            """;

    private final Map<String, Map<Call, String>> seen = new LinkedHashMap<>();

    /** One cell. */
    void note(String client, String dialect, Call call, String told) {
        seen.computeIfAbsent(client + " → " + dialect, pair -> new EnumMap<>(Call.class))
                .put(call, told);
    }

    /** Whether each pair has done all. */
    boolean isWhole(int pairs) {
        return seen.size() == pairs
                && seen.values().stream().allMatch(calls -> calls.size() == Call.values().length);
    }

    /** In Markdown. */
    String text() {
        StringBuilder page = new StringBuilder(HEAD).append("\n| | ");
        List<String> pairs = new ArrayList<>(seen.keySet());
        page.append(String.join(" | ", pairs)).append(" |\n|---|");
        page.append("---|".repeat(pairs.size())).append('\n');
        for (Call call : Call.values()) {
            page.append("| ").append(call.title());
            for (String pair : pairs) {
                page.append(" | ").append(seen.getOrDefault(pair, Map.of()).getOrDefault(call, ""));
            }
            page.append(" |\n");
        }
        return page.toString();
    }
}
