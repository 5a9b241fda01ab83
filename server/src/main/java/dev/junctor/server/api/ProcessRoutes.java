package dev.junctor.server.api;

import dev.junctor.server.http.ApiAnswer;
import dev.junctor.server.http.ApiRequest;
import tools.jackson.databind.node.ObjectNode;

/** The process itself: what it is, how it is, what it counts. */
final class ProcessRoutes {
    private static final String PROMETHEUS = "text/plain; version=0.0.4; charset=utf-8";
    private static final int UNAVAILABLE = 503;

    private final ApiParts parts;

    ProcessRoutes(ApiParts parts) {
        this.parts = parts;
    }

    /** {@code GET /}. */
    ApiAnswer root(ApiRequest request, Visitor visitor) {
        ObjectNode answer = Json.object();
        answer.put("name", "Junctor");
        answer.put("description", "A router for AI models: one API in front of many.");
        answer.put("version", parts.version());
        ObjectNode links = answer.putObject("links");
        links.put("openai_base_url", "/v1");
        links.put("openrouter_base_url", "/api/v1");
        links.put("models", "/v1/models");
        links.put("openapi", "/openapi.json");
        links.put("health", "/healthz");
        links.put("ready", "/readyz");
        links.put("metrics", "/metrics");
        return Json.answer(answer);
    }

    /** {@code GET /healthz}: the process answers. */
    ApiAnswer health(ApiRequest request, Visitor visitor) {
        return Json.answer(Json.object().put("status", "ok").put("version", parts.version()));
    }

    /** {@code GET /readyz}: whether requests should be sent here. */
    ApiAnswer ready(ApiRequest request, Visitor visitor) {
        return switch (parts.readiness().get()) {
            case ApiParts.Readiness.Ready ready ->
                    Json.answer(Json.object().put("status", "ready"));
            case ApiParts.Readiness.Degraded(String reason) ->
                    Json.answer(Json.object().put("status", "degraded").put("reason", reason));
            case ApiParts.Readiness.NotReady(String reason) ->
                    ApiAnswer.json(
                            UNAVAILABLE,
                            Json.text(
                                    Json.object()
                                            .put("status", "not ready")
                                            .put("reason", reason)));
        };
    }

    /** {@code GET /metrics}. */
    ApiAnswer metrics(ApiRequest request, Visitor visitor) {
        return ApiAnswer.text(PROMETHEUS, parts.metrics().get());
    }
}
