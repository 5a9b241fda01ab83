package dev.junctor.lab.catalog;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Joins rows that are the same thing under several ids (dated snapshots, moving aliases, other spellings), so that a
 * provider with many ids does not get many chances in routing; and names what is left.
 */
final class Offers {
    private static final Comparator<JsonNode> MAIN_FIRST =
            Comparator.comparing((JsonNode row) -> Rows.flag(row, "moving_alias"))
                    .thenComparing(row -> !Rows.text(row, "region").isEmpty())
                    .thenComparing(row -> !Rows.text(row, "variant").isEmpty())
                    .thenComparing(row -> Rows.text(row, "status").equals("unverified"))
                    .thenComparingInt(row -> Rows.text(row, "upstream_id").length())
                    .thenComparing(row -> Rows.text(row, "upstream_id"));

    private final Sources sources;

    Offers(Sources sources) {
        this.sources = sources;
    }

    /** All offers in a stable order. */
    List<Offer> all() {
        Map<String, List<JsonNode>> groups = new LinkedHashMap<>();
        for (JsonNode row : sources.endpoints()) {
            if (!isRetired(row)) {
                groups.computeIfAbsent(
                                Rows.text(row, "provider") + " " + Rows.text(row, "model"),
                                key -> new ArrayList<>())
                        .add(row);
            }
        }
        List<Offer> offers = new ArrayList<>();
        groups.values().forEach(group -> offers.addAll(joined(group)));
        offers.sort(
                Comparator.comparing(Offer::provider)
                        .thenComparing(Offer::model)
                        .thenComparing(Offer::tag));
        return offers;
    }

    private boolean isRetired(JsonNode row) {
        return sources.lives().stream()
                .filter(life -> Rows.text(life, "status").equals("retired"))
                .anyMatch(life ->
                        Rows.text(life, "provider").equals(Rows.text(row, "provider"))
                                && Rows.text(life, "id").equals(Rows.text(row, "upstream_id")));
    }

    private List<Offer> joined(List<JsonNode> group) {
        List<JsonNode> rows = group.stream().sorted(MAIN_FIRST).toList();
        Map<JsonNode, List<String>> kept = new LinkedHashMap<>();
        for (JsonNode row : rows) {
            JsonNode same =
                    kept.keySet().stream()
                            .filter(main -> isSame(main, row))
                            .findFirst()
                            .orElse(row);
            kept.computeIfAbsent(same, main -> new ArrayList<>());
            if (!same.equals(row)) {
                kept.get(same).add(Rows.text(row, "upstream_id"));
            }
        }
        List<Offer> offers = new ArrayList<>();
        Set<String> tags = new HashSet<>();
        JsonNode main = rows.getFirst();
        kept.forEach((row, also) -> {
            String tag = tag(row, main, kept.size());
            String unique = tags.add(tag) ? tag : numbered(tag, tags);
            offers.add(new Offer(row, upstream(row), also, unique));
        });
        return offers;
    }

    private static boolean isSame(JsonNode main, JsonNode row) {
        for (String key : List.of("region", "variant", "quant", "type")) {
            if (!Rows.text(main, key).equals(Rows.text(row, key))) {
                return false;
            }
        }
        for (String key : List.of("input", "output")) {
            if (Rows.count(main.path("price"), key) != Rows.count(row.path("price"), key)) {
                return false;
            }
        }
        return Rows.flag(row, "moving_alias")
                || Words.sameService(Rows.text(main, "upstream_id"), Rows.text(row, "upstream_id"));
    }

    private static String tag(JsonNode row, JsonNode main, int count) {
        String provider = Rows.text(row, "provider");
        if (count == 1 || row.equals(main)) {
            return provider;
        }
        List<String> parts = new ArrayList<>();
        for (String key : List.of("region", "quant", "variant")) {
            if (!Rows.text(row, key).isEmpty()) {
                parts.add(Rows.text(row, key));
            }
        }
        if (parts.isEmpty()) {
            parts.add(Words.beyond(Rows.text(row, "upstream_id"), Rows.text(main, "upstream_id")));
        }
        String suffix = String.join("-", parts);
        return suffix.isEmpty() ? provider + "/other" : provider + "/" + suffix;
    }

    private static String numbered(String tag, Set<String> taken) {
        int number = 2;
        while (!taken.add(tag + "-" + number)) {
            number++;
        }
        return tag + "-" + number;
    }

    /** Some providers put a region before the name in price lists only, not in requests. */
    private String upstream(JsonNode row) {
        String id = Rows.text(row, "upstream_id");
        String prefix = Rows.text(row, "region") + "/";
        boolean listedOnly =
                Rows.flag(sources.correction(Rows.text(row, "provider")), "region_in_price_list");
        return listedOnly && id.startsWith(prefix) ? id.substring(prefix.length()) : id;
    }
}
