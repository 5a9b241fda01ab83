package dev.junctor.lab.catalog;

import java.util.List;
import tools.jackson.databind.JsonNode;

/**
 * One endpoint as the catalog will have it.
 *
 * @param row the collected row
 * @param upstream what to send as the model's name
 * @param also other names of the provider for the same thing
 * @param tag its name among the endpoints of its model
 */
record Offer(JsonNode row, String upstream, List<String> also, String tag) {
    String provider() {
        return Rows.text(row, "provider");
    }

    String model() {
        return Rows.text(row, "model");
    }

    String id() {
        return Rows.text(row, "upstream_id");
    }
}
