package dev.junctor.server.api;

import dev.junctor.core.base.Seed;
import dev.junctor.core.dialect.Envelope;
import dev.junctor.core.dialect.Operation;
import dev.junctor.core.dialect.Peeked;
import dev.junctor.core.route.Asked;
import dev.junctor.core.route.Candidate;
import dev.junctor.core.route.Planned;
import dev.junctor.core.route.Rejected;
import dev.junctor.core.route.RoutePlan;
import dev.junctor.core.route.RouteRequest;
import dev.junctor.server.http.ApiAnswer;
import dev.junctor.server.http.ApiErrors;
import dev.junctor.server.http.ApiRequest;
import dev.junctor.server.http.Refused;
import java.nio.charset.StandardCharsets;
import java.util.List;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * {@code POST /routing/plan}: who would be asked, in which order and why, without asking anybody. The same body with the
 * same seed gives the same plan while the world stays as it is.
 */
final class PlanRoute {
    /** A seed that every JSON reader keeps exactly. */
    private static final long SEED_BITS = 0x7FFF_FFFFL;

    private final ApiParts parts;

    PlanRoute(ApiParts parts) {
        this.parts = parts;
    }

    ApiAnswer plan(ApiRequest request, Visitor visitor) {
        RouteRequest asked = asked(peeked(chat(request)));
        Seed seed = asked.seedOr(new Seed(parts.chance().getAsLong() & SEED_BITS));
        Planned planned =
                parts.router().plan(asked, parts.policy().get(), parts.snapshot().get(), seed);
        return switch (planned) {
            case RoutePlan plan -> Json.answer(decision(plan, seed));
            case Planned.Refused refused -> refusal(refused);
        };
    }

    /** The body; one that names only a model is taken as a short question to it. */
    private static byte[] chat(ApiRequest request) {
        ObjectNode body = Body.object(request);
        if (body.has("messages")) {
            return request.body();
        }
        body.putArray("messages").addObject().put("role", "user").put("content", "?");
        return Json.text(body).getBytes(StandardCharsets.UTF_8);
    }

    private Envelope peeked(byte[] body) {
        return switch (parts.dialect().peek(Operation.CHAT, body, body.length)) {
            case Envelope envelope -> envelope;
            case Peeked.Refused refused -> throw new Refused(refused.fault());
        };
    }

    private static RouteRequest asked(Envelope envelope) {
        return switch (RouteRequest.read(envelope)) {
            case RouteRequest request -> request;
            case Asked.Refused refused -> throw new Refused(refused.fault());
        };
    }

    private static ObjectNode decision(RoutePlan plan, Seed seed) {
        ObjectNode answer = Json.object();
        answer.put("requested", plan.requested());
        answer.put("strategy", plan.strategy());
        answer.put("seed", seed.value());
        ArrayNode order = answer.putArray("order");
        for (Candidate candidate : plan.order()) {
            ObjectNode entry = order.addObject();
            entry.put("provider", candidate.endpoint().tag());
            entry.put("model", candidate.model().id());
            entry.put("score", candidate.score());
            entry.set("reasons", Json.texts(candidate.reasons()));
        }
        answer.set("rejected", rejected(plan.rejected()));
        return answer;
    }

    /** What a call would be answered, with the reason for each endpoint that was taken out. */
    private ApiAnswer refusal(Planned.Refused refused) {
        ObjectNode metadata = Json.object();
        metadata.set("rejected", rejected(refused.rejected()));
        return ApiErrors.answer(parts.dialect(), refused.fault(), Json.text(metadata));
    }

    private static ArrayNode rejected(List<Rejected> rejected) {
        ArrayNode list = Json.array();
        for (Rejected one : rejected) {
            list.addObject()
                    .put("provider", one.provider())
                    .put("model", one.model())
                    .put("field", one.field())
                    .put("reason", one.reason());
        }
        return list;
    }
}
