package dev.junctor.server.api;

import dev.junctor.core.dialect.Operation;
import dev.junctor.server.http.Door;
import dev.junctor.server.http.Target;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/**
 * All that is served, as one table: doors, who may pass them, and what {@code /openapi.json} says of them. The document
 * is made from the same rows as the doors, so neither can have what the other lacks.
 */
public final class Api {
    private final List<Route> table = new ArrayList<>();
    private final ApiParts parts;
    private final Gate gate;

    private Api(ApiParts parts) {
        this.parts = parts;
        this.gate = new Gate(parts.keys(), parts.epochMillis());
        inference();
        models();
        keys();
        records();
        process();
    }

    /** The doors to models and to everything beside them. */
    public static List<Door> doors(ApiParts parts) {
        return table(parts).stream().map(Route::door).toList();
    }

    /** The whole table, in the order in which it is described. */
    static List<Route> table(ApiParts parts) {
        return List.copyOf(new Api(parts).table);
    }

    private void inference() {
        model(
                "/chat/completions",
                Operation.CHAT,
                Route.Doc.of(
                                "sendChatCompletionRequest",
                                "Messages in, a message out, at once or as server-sent events.",
                                "ChatResult")
                        .withBody("ChatRequest"));
        model(
                "/completions",
                Operation.COMPLETION,
                Route.Doc.of("createCompletion", "A prompt in, text out.", "CompletionResult")
                        .withBody("CompletionRequest"));
        PlanRoute plan = new PlanRoute(parts);
        row(
                "POST",
                "/routing/plan",
                Access.INFERENCE,
                plan::plan,
                Route.Doc.of(
                                "planRouting",
                                "Who would be asked, in which order and why; nobody is.",
                                "RoutingPlan")
                        .withBody("RoutingPlanRequest"));
    }

    private void models() {
        ModelRoutes models = new ModelRoutes(parts);
        List<Route.Parameter> query =
                Stream.of(
                                Page.PARAMETERS,
                                List.of(ModelSort.parameter()),
                                ModelFilters.parameters())
                        .flatMap(List::stream)
                        .toList();
        row(
                "GET",
                "/models",
                Access.ANYBODY,
                models::list,
                Route.Doc.of("getModels", "All models that are served.", "ModelsList").with(query));
        row(
                "GET",
                "/models/user",
                Access.ANY_KEY,
                models::list,
                Route.Doc.of("listModelsUser", "All models that this key opens.", "ModelsList")
                        .with(query));
        row(
                "GET",
                "/models/count",
                Access.ANYBODY,
                models::count,
                Route.Doc.of("listModelsCount", "How many models are served.", "ModelsCount")
                        .with(
                                ModelFilters.parameters().stream()
                                        .filter(one -> one.name().equals("output_modalities"))
                                        .toList()));
        row(
                "GET",
                "/models/{id}",
                Access.ANYBODY,
                models::retrieve,
                Route.Doc.of("retrieveModel", "One model, bare, as OpenAI has it.", "Model"));
        row(
                "GET",
                "/models/{author}/{slug}",
                Access.ANYBODY,
                models::retrieve,
                Route.Doc.of("retrieveModelByAuthor", "The same by author and slug.", "Model"));
        row(
                "GET",
                "/models/{author}/{slug}/endpoints",
                Access.ANYBODY_KNOWN,
                models::endpoints,
                Route.Doc.of("listEndpoints", "Who serves a model.", "ModelEndpoints"));
        row(
                "GET",
                "/model/{author}/{slug}",
                Access.ANYBODY,
                models::one,
                Route.Doc.of("getModel", "One model by any of its names.", "ModelData"));
        providers(models);
    }

    private void providers(ModelRoutes models) {
        row(
                "GET",
                "/endpoints/zdr",
                Access.ANYBODY_KNOWN,
                models::zeroRetention,
                Route.Doc.of(
                        "listEndpointsZdr",
                        "Endpoints with zero data retention.",
                        "EndpointsList"));
        row(
                "GET",
                "/providers",
                Access.ANYBODY,
                new ProviderRoutes(parts)::list,
                Route.Doc.of("listProviders", "Who serves models here.", "ProvidersList"));
    }

    private void keys() {
        KeyRoutes keys = new KeyRoutes(parts);
        row(
                "GET",
                "/key",
                Access.ANY_KEY,
                keys::self,
                Route.Doc.of(
                        "getCurrentKey", "What the calling key is and has spent.", "CurrentKey"));
        row(
                "GET",
                "/auth/key",
                Access.ANY_KEY,
                keys::self,
                Route.Doc.of("getCurrentAuthKey", "The same as GET /key.", "CurrentKey"));
        row(
                "GET",
                "/keys",
                Access.MANAGEMENT,
                keys::list,
                Route.Doc.of("listKeys", "All keys; the newest first.", "KeysList")
                        .with(KeyRoutes.LIST));
        row(
                "POST",
                "/keys",
                Access.MANAGEMENT,
                keys::create,
                Route.Doc.of(
                                "createKeys",
                                "Makes a key; it is shown in this answer only.",
                                "NewKey")
                        .withBody("KeyCreation")
                        .withStatus(201));
        row(
                "GET",
                "/keys/{hash}",
                Access.MANAGEMENT,
                keys::one,
                Route.Doc.of("getKey", "One key.", "KeyData"));
        row(
                "PATCH",
                "/keys/{hash}",
                Access.MANAGEMENT,
                keys::change,
                Route.Doc.of("updateKeys", "Changes a key.", "KeyData").withBody("KeyChange"));
        row(
                "DELETE",
                "/keys/{hash}",
                Access.MANAGEMENT,
                keys::delete,
                Route.Doc.of("deleteKeys", "Deletes a key.", "Deleted"));
    }

    private void records() {
        RecordRoutes records = new RecordRoutes(parts);
        row(
                "GET",
                "/generation",
                Access.ANY_KEY,
                records::generation,
                Route.Doc.of("getGeneration", "What is kept of one request.", "Generation")
                        .with(RecordRoutes.ONE));
        row(
                "GET",
                "/activity",
                Access.MANAGEMENT,
                records::activity,
                Route.Doc.of("getUserActivity", "Requests, tokens and cost by day.", "ActivityList")
                        .with(RecordRoutes.SUMS));
    }

    private void process() {
        ProcessRoutes process = new ProcessRoutes(parts);
        root(
                "/",
                Access.ANYBODY,
                process::root,
                Route.Doc.of("getRoot", "What this is and where to go.", "Root"));
        root(
                "/healthz",
                Access.ANYBODY,
                process::health,
                Route.Doc.of("getHealth", "Whether the process answers.", "Health"));
        root(
                "/readyz",
                Access.ANYBODY,
                process::ready,
                Route.Doc.of("getReadiness", "Whether requests should be sent here.", "Health"));
        root(
                "/metrics",
                Access.LOCAL,
                process::metrics,
                Route.Doc.of(
                        "getMetrics",
                        "Metrics for Prometheus; asked from elsewhere than this machine they need a"
                                + " management key.",
                        "text/plain"));
        OpenApi document = new OpenApi(parts.version(), () -> List.copyOf(table));
        root(
                "/openapi.json",
                Access.ANYBODY,
                document::answer,
                Route.Doc.of("getOpenApi", "This document.", "OpenApi"));
    }

    private void model(String pattern, Operation operation, Route.Doc doc) {
        Door door = new Door("POST", Door.API, pattern, new Target.Inference(operation));
        table.add(new Route(door, Access.INFERENCE, doc));
    }

    private void row(
            String method, String pattern, Access access, Answering answering, Route.Doc doc) {
        table.add(new Route(door(method, Door.API, pattern, access, answering), access, doc));
    }

    private void root(String pattern, Access access, Answering answering, Route.Doc doc) {
        table.add(new Route(door("GET", Door.ROOT, pattern, access, answering), access, doc));
    }

    private Door door(
            String method,
            List<String> prefixes,
            String pattern,
            Access access,
            Answering answering) {
        return new Door(
                method,
                prefixes,
                pattern,
                new Target.Api(request -> answering.answer(request, gate.admit(request, access))));
    }
}
