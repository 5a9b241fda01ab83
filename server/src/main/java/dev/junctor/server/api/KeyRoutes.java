package dev.junctor.server.api;

import dev.junctor.core.base.Money;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.FaultKind;
import dev.junctor.engine.admit.ApiKey;
import dev.junctor.engine.admit.KeyId;
import dev.junctor.engine.admit.KeyRing;
import dev.junctor.engine.admit.LimitReset;
import dev.junctor.server.budget.LiveBudgets;
import dev.junctor.server.http.ApiAnswer;
import dev.junctor.server.http.ApiRequest;
import dev.junctor.server.http.Refused;
import dev.junctor.server.secret.KeyMaker;
import dev.junctor.server.store.KeyStore;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Keys: what one's own is worth, and the management of all. */
final class KeyRoutes {
    /** The parameters of the list, to describe them. */
    static final List<Route.Parameter> LIST =
            List.of(
                    new Route.Parameter(
                            "include_disabled", "boolean", "true: disabled keys are listed too."),
                    new Route.Parameter(
                            "include_expired", "boolean", "true: expired keys are listed too."),
                    new Route.Parameter(
                            "offset",
                            "integer",
                            "How many are passed over; 100 are given at most."));

    private static final int PAGE = 100;

    private final ApiParts parts;

    KeyRoutes(ApiParts parts) {
        this.parts = parts;
    }

    /** {@code GET /key}: the calling key. */
    ApiAnswer self(ApiRequest request, Visitor visitor) {
        ApiKey key = visitor.holder().entry().key();
        return Json.data(KeyEntry.self(key, standing(key)));
    }

    /** {@code GET /keys}. */
    ApiAnswer list(ApiRequest request, Visitor visitor) {
        QueryText query = new QueryText(request.query());
        long offset = query.number("offset", 0, Integer.MAX_VALUE, 0);
        boolean disabledToo = isTrue(query, "include_disabled");
        boolean expiredToo = isTrue(query, "include_expired");
        long now = now();
        List<KeyRing.Entry> found =
                parts.keys().list().stream()
                        .filter(entry ->
                                disabledToo || entry.key().standing() == ApiKey.Standing.ENABLED)
                        .filter(entry -> expiredToo || entry.key().expiresMillis() > now)
                        .toList();
        ArrayNode data = Json.array();
        found.stream()
                .skip(offset)
                .limit(PAGE)
                .map(KeyRing.Entry::key)
                .forEach(key -> data.add(KeyEntry.managed(key, standing(key))));
        ObjectNode answer = Json.object();
        answer.set("data", data);
        return Json.answer(answer.put("total_count", found.size()));
    }

    /** {@code POST /keys}: the key itself is in this answer and never again. */
    ApiAnswer create(ApiRequest request, Visitor visitor) {
        UnaryOperator<ApiKey> edit = KeyEdit.creation(Body.object(request), now());
        KeyMaker.NewKey made = parts.keyMaker().make();
        ApiKey key =
                edit.apply(
                        new ApiKey(
                                made.id(),
                                "",
                                made.label(),
                                ApiKey.Kind.INFERENCE,
                                ApiKey.Standing.ENABLED,
                                ApiKey.Origin.STORE,
                                ApiKey.DEFAULT_ACCOUNT,
                                ApiKey.UNLIMITED,
                                LimitReset.NEVER,
                                now(),
                                Long.MAX_VALUE));
        return told(
                parts.keys().create(key),
                () -> {
                    ObjectNode answer = Json.object();
                    answer.set("data", entry(key.id()));
                    answer.put("key", made.key().reveal());
                    return ApiAnswer.json(201, Json.text(answer));
                });
    }

    /** {@code GET /keys/{hash}}. */
    ApiAnswer one(ApiRequest request, Visitor visitor) {
        return Json.data(entry(id(request)));
    }

    /** {@code PATCH /keys/{hash}}. */
    ApiAnswer change(ApiRequest request, Visitor visitor) {
        KeyId id = id(request);
        UnaryOperator<ApiKey> edit = KeyEdit.change(Body.object(request), now());
        return told(parts.keys().change(id, edit), () -> Json.data(entry(id)));
    }

    /** {@code DELETE /keys/{hash}}. */
    ApiAnswer delete(ApiRequest request, Visitor visitor) {
        return told(
                parts.keys().delete(id(request)),
                () -> Json.answer(Json.object().put("deleted", true)));
    }

    private static ApiAnswer told(KeyStore.Change change, Supplier<ApiAnswer> done) {
        return switch (change) {
            case DONE -> done.get();
            case UNKNOWN -> throw unknown();
            case DECLARED ->
                    throw new Refused(
                            Fault.caller(
                                    FaultKind.PERMISSION_DENIED,
                                    "hash",
                                    "The configuration file declares this key; change it there."));
            case NO_ACCOUNT ->
                    throw new Refused(
                            Fault.invalid(
                                    "account",
                                    "There is no account with this id. GET /accounts lists them,"
                                            + " POST /accounts makes one."));
        };
    }

    private ObjectNode entry(KeyId id) {
        ApiKey key = parts.keys().find(id).orElseThrow(KeyRoutes::unknown).key();
        return KeyEntry.managed(key, standing(key));
    }

    private static KeyId id(ApiRequest request) {
        try {
            return KeyId.parse(request.parts().getOrDefault("hash", ""));
        } catch (IllegalArgumentException notAnId) {
            throw unknown();
        }
    }

    private static Refused unknown() {
        return new Refused(
                Fault.caller(
                        FaultKind.NOT_FOUND,
                        "hash",
                        "There is no key with this hash. GET /keys lists them."));
    }

    private KeyEntry.Standing standing(ApiKey key) {
        long now = now();
        LocalDate today = LocalDate.ofInstant(Instant.ofEpochMilli(now), ZoneOffset.UTC);
        Money held = parts.live().ofKey(key, now).map(LiveBudgets.Live::held).orElse(Money.ZERO);
        return new KeyEntry.Standing(parts.activity().usage(key.id(), today), held, now);
    }

    private static boolean isTrue(QueryText query, String name) {
        return query.text(name).equalsIgnoreCase("true");
    }

    private long now() {
        return parts.epochMillis().getAsLong();
    }
}
