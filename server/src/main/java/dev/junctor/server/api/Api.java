package dev.junctor.server.api;

import dev.junctor.core.dialect.Operation;
import dev.junctor.core.dialect.RequestLine;
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
        accounts();
        priceBooks();
        ledger();
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
                "openai-chat",
                Operation.CHAT,
                Route.Doc.of(
                                "sendChatCompletionRequest",
                                "Messages in, a message out, at once or as server-sent events.",
                                "ChatResult")
                        .withBody("ChatRequest"));
        model(
                "/messages",
                "anthropic-messages",
                Operation.CHAT,
                Route.Doc.of(
                                "createMessage",
                                "Anthropic's Messages: any model, asked and answering in that"
                                        + " protocol.",
                                "Message")
                        .withBody("MessageRequest"));
        model(
                "/completions",
                "openai-chat",
                Operation.COMPLETION,
                Route.Doc.of("createCompletion", "A prompt in, text out.", "CompletionResult")
                        .withBody("CompletionRequest"));
        TokenCounts counts = new TokenCounts(parts.dialects().named("anthropic-messages"));
        row(
                "POST",
                "/messages/count_tokens",
                Access.INFERENCE,
                counts::ofMessages,
                Route.Doc.of(
                                "countMessageTokens",
                                "How many tokens a prompt in Anthropic's protocol has, estimated by its"
                                        + " length; free.",
                                "TokenCount")
                        .withBody("MessageRequest"));
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

    private void accounts() {
        AccountRoutes accounts = new AccountRoutes(parts);
        CreditRoutes credits = new CreditRoutes(parts);
        row(
                "GET",
                "/credits",
                Access.ANY_KEY,
                credits::credits,
                Route.Doc.of("getCredits", "What an account was given and used.", "Credits")
                        .with(CreditRoutes.SUMS));
        row(
                "GET",
                "/accounts",
                Access.MANAGEMENT,
                accounts::list,
                Route.Doc.of("listAccounts", "All customer accounts.", "AccountsList"));
        row(
                "POST",
                "/accounts",
                Access.MANAGEMENT,
                accounts::create,
                Route.Doc.of("createAccount", "Makes an account.", "AccountData")
                        .withBody("AccountCreation")
                        .withStatus(201));
        row(
                "GET",
                "/accounts/{id}",
                Access.MANAGEMENT,
                accounts::one,
                Route.Doc.of("getAccount", "One account.", "AccountData"));
        row(
                "PATCH",
                "/accounts/{id}",
                Access.MANAGEMENT,
                accounts::change,
                Route.Doc.of("updateAccount", "Changes an account.", "AccountData")
                        .withBody("AccountChange"));
        row(
                "DELETE",
                "/accounts/{id}",
                Access.MANAGEMENT,
                accounts::delete,
                Route.Doc.of(
                        "deleteAccount",
                        "Deletes an account without keys and balance.",
                        "Deleted"));
        row(
                "POST",
                "/accounts/{id}/credits",
                Access.MANAGEMENT,
                credits::post,
                Route.Doc.of(
                                "createCredit",
                                "Gives credit, once for each Idempotency-Key.",
                                "MovementData")
                        .withBody("CreditCreation")
                        .withStatus(201));
    }

    private void priceBooks() {
        PriceBookRoutes books = new PriceBookRoutes(parts);
        row(
                "GET",
                "/price-books",
                Access.MANAGEMENT,
                books::list,
                Route.Doc.of(
                        "listPriceBooks",
                        "All price books, in the order in which they are asked.",
                        "PriceBooksList"));
        row(
                "PUT",
                "/price-books/{name}",
                Access.MANAGEMENT,
                books::put,
                Route.Doc.of(
                                "putPriceBook",
                                "Makes a price book, or replaces one.",
                                "PriceBookData")
                        .withBody("PriceBookTerms"));
        row(
                "DELETE",
                "/price-books/{name}",
                Access.MANAGEMENT,
                books::delete,
                Route.Doc.of("deletePriceBook", "Deletes a price book.", "Deleted"));
    }

    private void ledger() {
        LedgerRoutes ledger = new LedgerRoutes(parts);
        row(
                "GET",
                "/ledger/trial-balance",
                Access.MANAGEMENT,
                ledger::trialBalance,
                Route.Doc.of(
                        "getTrialBalance",
                        "What stands in each account of the books.",
                        "TrialBalance"));
        row(
                "GET",
                "/ledger/statement",
                Access.MANAGEMENT,
                ledger::statement,
                Route.Doc.of(
                                "getStatement",
                                "Movements of an account; the newest first.",
                                "Statement")
                        .with(LedgerRoutes.STATEMENT));
        row(
                "GET",
                "/ledger/holds",
                Access.MANAGEMENT,
                ledger::holds,
                Route.Doc.of("listHolds", "What is held for requests under way.", "HoldsList"));
        row(
                "GET",
                "/ledger/check",
                Access.MANAGEMENT,
                ledger::check,
                Route.Doc.of("checkLedger", "Recomputes the books.", "LedgerCheck"));
        row(
                "GET",
                "/ledger/export",
                Access.MANAGEMENT,
                ledger::export,
                Route.Doc.of(
                                "exportLedger",
                                "All movements, the oldest first.",
                                "application/x-ndjson")
                        .with(LedgerRoutes.EXPORT));
        row(
                "GET",
                "/ledger/explain/{generation}",
                Access.MANAGEMENT,
                ledger::explain,
                Route.Doc.of("explainGeneration", "A bill line by line.", "Explanation"));
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
                new ActivityRoutes(parts)::activity,
                Route.Doc.of("getUserActivity", "Requests, tokens and cost by day.", "ActivityList")
                        .with(ActivityRoutes.SUMS));
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
        row(
                "POST",
                "/config/reload",
                Access.MANAGEMENT,
                new ReloadRoute(parts)::reload,
                Route.Doc.of(
                        "reloadConfig",
                        "Reads configuration and catalog again; an invalid one changes nothing.",
                        "Reloaded"));
        OpenApi document = new OpenApi(parts.version(), () -> List.copyOf(table));
        root(
                "/openapi.json",
                Access.ANYBODY,
                document::answer,
                Route.Doc.of("getOpenApi", "This document.", "OpenApi"));
    }

    private void model(String pattern, String dialect, Operation operation, Route.Doc doc) {
        Target target =
                new Target.Inference(parts.dialects().named(dialect), RequestLine.of(operation));
        Door door = new Door("POST", Door.API, pattern, target);
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
