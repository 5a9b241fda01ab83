package dev.junctor.server.api;

import dev.junctor.core.base.Seed;
import dev.junctor.core.dialect.Envelope;
import dev.junctor.core.dialect.Operation;
import dev.junctor.core.dialect.Peeked;
import dev.junctor.core.dialect.RequestLine;
import dev.junctor.core.route.Asked;
import dev.junctor.core.route.PlanReport;
import dev.junctor.core.route.Planned;
import dev.junctor.core.route.RoutePlan;
import dev.junctor.core.route.RouteRequest;
import dev.junctor.server.http.ApiAnswer;
import dev.junctor.server.http.ApiErrors;
import dev.junctor.server.http.ApiRequest;
import dev.junctor.server.http.Refused;
import java.nio.charset.StandardCharsets;
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
        return switch (parts.dialect().peek(RequestLine.of(Operation.CHAT), body, body.length)) {
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
        return Json.read(PlanReport.plan(plan)).put("seed", seed.value());
    }

    /** What a call would be answered, with the reason for each endpoint that was taken out. */
    private ApiAnswer refusal(Planned.Refused refused) {
        return ApiErrors.answer(parts.dialect(), refused.fault(), PlanReport.refused(refused));
    }
}
