package dev.junctor.lab.catalog;

import dev.junctor.core.catalog.Capability;
import dev.junctor.core.catalog.Modality;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** What models and endpoints have in common, in the catalog's words and order. */
record Traits(
        long context,
        long maxOutput,
        List<String> in,
        List<String> out,
        List<String> capabilities,
        ObjectNode reasoning) {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final List<String> MODALITIES =
            Arrays.stream(Modality.values()).map(Modality::key).toList();
    private static final List<String> CAPABILITIES =
            Arrays.stream(Capability.values()).map(Capability::key).toList();
    private static final List<String> TEXT = List.of("text");

    /** A model that says nothing about itself, as a reader takes it. */
    static final Traits NONE = new Traits(0, 0, TEXT, TEXT, List.of(), NODES.objectNode());

    static Traits of(JsonNode row) {
        long context = Rows.count(row, "context");
        long maxOutput = Rows.count(row, "max_output");
        return new Traits(
                context,
                context > 0 ? Math.min(context, maxOutput) : maxOutput,
                ordered(Rows.texts(row, "in"), MODALITIES, TEXT),
                ordered(Rows.texts(row, "out"), MODALITIES, TEXT),
                ordered(Rows.texts(row, "caps"), CAPABILITIES, List.of()),
                reasoning(row.path("reasoning")));
    }

    /** Writes what differs from what a reader would take instead. */
    void write(ObjectNode into, Traits otherwise) {
        if (context != 0 && context != otherwise.context()) {
            into.put("context", context);
        }
        long effectiveContext = context == 0 ? otherwise.context() : context;
        long output = maxOutput == 0 ? otherwise.maxOutput() : maxOutput;
        long possible = effectiveContext == 0 ? output : Math.min(output, effectiveContext);
        if (possible != otherwise.maxOutput()) {
            into.put("max_output", possible);
        }
        list(into, "in", in, otherwise.in());
        list(into, "out", out, otherwise.out());
        list(into, "caps", capabilities, otherwise.capabilities());
        if (!reasoning.equals(otherwise.reasoning())) {
            into.set("reasoning", reasoning);
        }
    }

    private static void list(
            ObjectNode into, String key, List<String> words, List<String> otherwise) {
        if (!words.equals(otherwise)) {
            ArrayNode array = into.putArray(key);
            words.forEach(array::add);
        }
    }

    private static List<String> ordered(
            List<String> words, List<String> order, List<String> whenEmpty) {
        List<String> known = new ArrayList<>(order);
        known.retainAll(Set.copyOf(words));
        return known.isEmpty() ? whenEmpty : known;
    }

    private static ObjectNode reasoning(JsonNode ways) {
        ObjectNode reasoning = NODES.objectNode();
        for (JsonNode way : ways) {
            switch (Rows.text(way, "type")) {
                case "effort" -> {
                    ArrayNode efforts = NODES.arrayNode();
                    Rows.texts(way, "values").forEach(efforts::add);
                    reasoning.set("efforts", efforts);
                }
                case "budget_tokens" -> reasoning.put("budget", true);
                case "toggle" -> reasoning.put("toggle", true);
                default -> {} // a way that the catalog has no word for
            }
        }
        return reasoning;
    }
}
