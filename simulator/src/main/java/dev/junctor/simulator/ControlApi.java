package dev.junctor.simulator;

import dev.junctor.simulator.ask.Complaint;
import dev.junctor.simulator.fault.Disturbance;
import dev.junctor.simulator.fault.FaultDesk;
import dev.junctor.simulator.fault.FaultReader;
import dev.junctor.simulator.habit.ErrorShape;
import dev.junctor.simulator.tell.Deed;
import dev.junctor.simulator.tell.Disturber;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** The fleet's own API below {@code /_simulator}: order faults, see what came. It has no key; it is for loopback. */
final class ControlApi {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;
    private static final String FAULTS = "/faults";
    private static final String REQUESTS = "/requests";
    private static final String PROVIDERS = "/providers";

    private final Fleet fleet;

    ControlApi(Fleet fleet) {
        this.fleet = fleet;
    }

    Deed.Answer answer(String method, String path, byte[] body) {
        boolean one = path.startsWith(FAULTS + "/");
        String what = method + " " + (one ? FAULTS + "/{id}" : path);
        return switch (what) {
            case "GET " -> ModelList.json(overview());
            case "GET " + PROVIDERS -> ModelList.json(providers());
            case "GET " + FAULTS -> ModelList.json(faults());
            case "POST " + FAULTS -> accept(body);
            case "DELETE " + FAULTS -> clear();
            case "DELETE " + FAULTS + "/{id}" -> takeBack(path.substring(FAULTS.length() + 1));
            case "GET " + REQUESTS -> ModelList.json(requests());
            case "DELETE " + REQUESTS -> reset();
            default ->
                    refusal(
                            404,
                            "No "
                                    + method
                                    + " /_simulator"
                                    + path
                                    + ". There are GET /_simulator,"
                                    + " GET /_simulator/providers, GET, POST and DELETE"
                                    + " /_simulator/faults, DELETE /_simulator/faults/{id}, GET and"
                                    + " DELETE /_simulator/requests.");
        };
    }

    private ObjectNode overview() {
        ObjectNode json = JSON.objectNode().put("simulated", true);
        json.put("providers", fleet.desks().size())
                .put(
                        "models",
                        fleet.desks().values().stream().mapToInt(d -> d.models().size()).sum())
                .put("seed", fleet.options().seed())
                .put("speed_up", fleet.options().speedUp());
        ArrayNode names = json.putArray("faults");
        Disturbance.names().forEach(names::add);
        return json;
    }

    private ObjectNode providers() {
        ObjectNode json = JSON.objectNode();
        ArrayNode data = json.putArray("data");
        fleet.desks()
                .forEach((slug, desk) ->
                        data.addObject()
                                .put("slug", slug)
                                .put("name", desk.provider().name())
                                .put("models", desk.models().size())
                                .put("path", "/" + slug + "/v1"));
        return json;
    }

    private ObjectNode faults() {
        ObjectNode json = JSON.objectNode();
        ArrayNode data = json.putArray("data");
        fleet.faults().standing().forEach(standing -> data.add(fault(standing)));
        return json;
    }

    private static ObjectNode fault(FaultDesk.Standing standing) {
        FaultReader.Scope scope = standing.scope();
        ObjectNode json =
                JSON.objectNode()
                        .put("id", standing.id())
                        .put("fault", standing.order().name())
                        .put("provider", scope.provider())
                        .put("model", scope.model())
                        .put("probability", scope.probability());
        if (scope.times() > 0) {
            json.put("times", scope.times()).put("left", standing.left().get());
        }
        return json;
    }

    private Deed.Answer accept(byte[] body) {
        JsonNode order;
        try {
            order = JsonMapper.shared().readTree(body);
        } catch (JacksonException notJson) {
            return refusal(
                    400, "The body must be JSON, as {\"provider\": \"…\", \"fault\": \"429\"}.");
        }
        String provider = order.path("provider").asString("");
        if (!provider.isEmpty() && !fleet.desks().containsKey(provider)) {
            return refusal(404, "No provider '" + provider + "' is simulated here.");
        }
        return switch (FaultReader.read(order)) {
            case FaultReader.Outcome.Good good ->
                    ModelList.json(fault(fleet.faults().accept(good.order(), good.scope())));
            case FaultReader.Outcome.Bad bad -> refusal(400, bad.complaint().message());
            case FaultReader.Outcome.Nothing nothing ->
                    refusal(400, "'fault' is missing; GET /_simulator lists all names.");
        };
    }

    private Deed.Answer clear() {
        fleet.faults().clear();
        return ModelList.json(faults());
    }

    private Deed.Answer takeBack(String id) {
        boolean known = id.matches("\\d{1,18}") && fleet.faults().takeBack(Long.parseLong(id));
        return known ? ModelList.json(faults()) : refusal(404, "No fault has the id '" + id + "'.");
    }

    private ObjectNode requests() {
        return fleet.observations().json().put("in_flight", fleet.observations().inFlight());
    }

    private Deed.Answer reset() {
        fleet.observations().reset();
        return ModelList.json(requests());
    }

    private static Deed.Answer refusal(int status, String message) {
        return Disturber.refusal(
                new Complaint(status, "invalid_request_error", "", message, ""),
                ErrorShape.NESTED,
                0);
    }
}
