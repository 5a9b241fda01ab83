package dev.junctor.server.api;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;

import dev.junctor.core.base.Money;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.FaultKind;
import dev.junctor.engine.admit.ApiKey;
import dev.junctor.engine.admit.KeyRing;
import dev.junctor.server.budget.LiveBudgets;
import dev.junctor.server.http.ApiAnswer;
import dev.junctor.server.http.ApiRequest;
import dev.junctor.server.http.Refused;
import dev.junctor.server.store.Account;
import dev.junctor.server.store.Accounts;
import java.util.Locale;
import java.util.Map;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/** Customer accounts: who pays, and how much they have. */
final class AccountRoutes {
    private final ApiParts parts;

    AccountRoutes(ApiParts parts) {
        this.parts = parts;
    }

    /** {@code GET /accounts}. */
    ApiAnswer list(ApiRequest request, Visitor visitor) {
        Map<String, Long> keys =
                parts.keys().list().stream()
                        .collect(groupingBy(entry -> entry.key().account(), counting()));
        ArrayNode data = Json.array();
        parts.accounts()
                .list()
                .forEach(account -> data.add(entry(account, keys.getOrDefault(account.id(), 0L))));
        ObjectNode answer = Json.object();
        answer.set("data", data);
        return Json.answer(answer.put("total_count", data.size()));
    }

    /** {@code POST /accounts}. */
    ApiAnswer create(ApiRequest request, Visitor visitor) {
        Account account =
                AccountEdit.creation(Body.object(request), parts.epochMillis().getAsLong());
        return told(
                parts.accounts().create(account),
                account.id(),
                () -> ApiAnswer.json(201, Json.text(Json.object().set("data", entry(account)))));
    }

    /** {@code GET /accounts/{id}}. */
    ApiAnswer one(ApiRequest request, Visitor visitor) {
        return Json.data(entry(known(parts, id(request))));
    }

    /** {@code PATCH /accounts/{id}}. */
    ApiAnswer change(ApiRequest request, Visitor visitor) {
        String id = id(request);
        UnaryOperator<Account> edit = AccountEdit.change(Body.object(request));
        return told(parts.accounts().change(id, edit), id, () -> one(request, visitor));
    }

    /** {@code DELETE /accounts/{id}}: only what nobody uses and that owes and has nothing. */
    ApiAnswer delete(ApiRequest request, Visitor visitor) {
        String id = id(request);
        // A declared key is not in the store's table, so it is looked for here.
        boolean held =
                parts.live()
                        .ofAccount(id)
                        .filter(live -> live.held().nanoDollars() > 0)
                        .isPresent();
        Accounts.Change change =
                parts.accounts().find(id).isPresent() && (keys(id) > 0 || held)
                        ? Accounts.Change.IN_USE
                        : parts.accounts().delete(id);
        return told(change, id, () -> Json.answer(Json.object().put("deleted", true)));
    }

    private ApiAnswer told(Accounts.Change change, String id, Supplier<ApiAnswer> done) {
        return switch (change) {
            case DONE -> done.get();
            case UNKNOWN -> throw unknown();
            case DECLARED ->
                    throw conflict(
                            "The configuration file declares this account; change it there.");
            case TAKEN ->
                    throw conflict(
                            "There is an account with this id. Choose another, or change it.");
            case IN_USE -> throw conflict(inUse(id));
        };
    }

    private String inUse(String id) {
        if (id.equals(ApiKey.DEFAULT_ACCOUNT)) {
            return "The account default is always there. Change it instead.";
        }
        long keys = keys(id);
        if (keys > 0) {
            return "%d of the keys belong to this account. Delete them, or move them to another."
                    .formatted(keys);
        }
        return "This account has a balance of $%s, or a request under way. Bring it to zero with a"
                        .formatted(parts.ledger().credits(id).balance().toUsd())
                + " correction, or wait for the request.";
    }

    /**
     * An account that is known.
     *
     * @throws Refused when it is not
     */
    static Account known(ApiParts parts, String id) {
        return parts.accounts().find(id).orElseThrow(AccountRoutes::unknown);
    }

    private static Refused unknown() {
        return new Refused(
                Fault.caller(
                        FaultKind.NOT_FOUND,
                        "id",
                        "There is no account with this id. GET /accounts lists them."));
    }

    private static Refused conflict(String message) {
        return new Refused(Fault.caller(FaultKind.CONFLICT, "id", message));
    }

    private static String id(ApiRequest request) {
        return request.parts().getOrDefault("id", "");
    }

    private long keys(String account) {
        return parts.keys().list().stream()
                .map(KeyRing.Entry::key)
                .filter(key -> key.account().equals(account))
                .count();
    }

    private ObjectNode entry(Account account) {
        return entry(account, keys(account.id()));
    }

    private ObjectNode entry(Account account, long keys) {
        LedgerReader.Credits credits = parts.ledger().credits(account.id());
        Money held =
                parts.live().ofAccount(account.id()).map(LiveBudgets.Live::held).orElse(Money.ZERO);
        ObjectNode entry = Json.object();
        entry.put("id", account.id());
        entry.put("name", account.name());
        entry.put("balance", account.isUnlimited() ? "unlimited" : "prepaid");
        entry.set("total_credits", Json.usd(credits.given()));
        entry.set("total_usage", Json.usd(credits.used()));
        entry.set("balance_usd", Json.usd(credits.balance()));
        entry.set("held_usd", Json.usd(held));
        if (account.isUnlimited()) {
            entry.putNull("credit_line_usd");
            entry.putNull("available_usd");
        } else {
            entry.set("credit_line_usd", Json.usd(account.creditLine()));
            Money rest = credits.balance().plus(account.creditLine()).minus(held);
            entry.set("available_usd", Json.usd(rest.nanoDollars() < 0 ? Money.ZERO : rest));
        }
        entry.put("keys", keys);
        entry.put("created_at", Dates.iso(account.createdMillis()));
        entry.put("origin", account.origin().name().toLowerCase(Locale.ROOT));
        return entry;
    }
}
