package dev.junctor.lab.catalog;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Writes an endpoint's row. */
final class EndpointText {
    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

    private final Dialects dialects;
    private final Map<String, Traits> models;
    private final Lives lives;

    EndpointText(Dialects dialects, Map<String, Traits> models, Lives lives) {
        this.dialects = dialects;
        this.models = models;
        this.lives = lives;
    }

    ObjectNode of(Offer offer, Map<String, String> spoken) {
        JsonNode row = offer.row();
        ObjectNode endpoint = NODES.objectNode();
        endpoint.put("model", offer.model());
        endpoint.put("upstream", offer.upstream());
        if (!offer.tag().equals(offer.provider())) {
            endpoint.put("tag", offer.tag());
        }
        String dialect = dialects.of(offer, spoken);
        if (!dialect.equals(spoken.size() == 1 ? Dialects.usual(spoken) : Dialects.USUAL)) {
            endpoint.put("dialect", dialect);
        }
        if (!Rows.text(row, "type").equals("chat")) {
            endpoint.put("type", Rows.text(row, "type"));
        }
        text(endpoint, "region", Rows.text(row, "region"));
        text(endpoint, "quantization", Rows.text(row, "quant"));
        Traits traits = Traits.of(row);
        traits.write(endpoint, models.getOrDefault(offer.model(), Traits.NONE));
        long maxInput = Rows.count(row, "max_input");
        if (maxInput > 0 && (traits.context() == 0 || maxInput < traits.context())) {
            endpoint.put("max_input", maxInput);
        }
        List<String> refused = Rows.texts(row, "no");
        if (!refused.isEmpty()) {
            refused.forEach(endpoint.putArray("refused")::add);
        }
        life(endpoint, offer);
        Optional<ObjectNode> price = PriceText.of(row);
        price.ifPresent(known -> endpoint.set("price", known));
        if (price.isEmpty() && Rows.flag(row, "price_zero")) {
            endpoint.put("price_zero", true);
        }
        return endpoint;
    }

    private void life(ObjectNode endpoint, Offer offer) {
        String status = Rows.text(offer.row(), "status");
        if (!status.equals("active")) {
            endpoint.put("status", status);
        }
        text(endpoint, "shutdown", lives.shutdown(offer));
        text(endpoint, "replacement", lives.replacement(offer));
    }

    private static void text(ObjectNode into, String key, String text) {
        if (!text.isEmpty()) {
            into.put(key, text);
        }
    }
}
