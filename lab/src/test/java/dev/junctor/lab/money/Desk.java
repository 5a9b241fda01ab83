package dev.junctor.lab.money;

import dev.junctor.core.base.Money;
import dev.junctor.lab.kit.Answer;
import dev.junctor.lab.kit.JunctorProcess;
import dev.junctor.lab.kit.WebCaller;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** What the management API says of the money, and the one way to put some in. */
final class Desk {
    private static final int OK = 200;
    private static final int CREATED = 201;
    private static final int NOT_FOUND = 404;
    private static final int MOST = 1_000;

    private final WebCaller manager;
    private final JunctorProcess process;
    private final String account;

    Desk(JunctorProcess process, String managementKey, String account) {
        this.manager = process.callerWith(managementKey);
        this.process = process;
        this.account = account;
    }

    /**
     * An account at one moment; {@code available} is what may still be spent.
     */
    record Standing(Money given, Money used, Money balance, Money held, Money available) {}

    /** A limit at one moment, as the key itself sees it. */
    record Limit(Money limit, Money spent, Money held, Money remaining) {}

    /**
     * A line of the statement.
     *
     * @param amount by how much the credit changed
     */
    record Movement(String id, String kind, Money amount) {}

    /** What {@code GET /generation} says. */
    record Generation(Money cost, String account) {}

    private JsonNode data(WebCaller caller, String path) {
        Answer answer = caller.get("/api/v1" + path);
        if (answer.status() != OK) {
            throw new IllegalStateException(path + " was answered " + answer);
        }
        return answer.json();
    }

    private static Money money(JsonNode node, String field) {
        JsonNode value = node.path(field);
        if (!value.isNumber()) {
            throw new IllegalStateException(field + " is no number in " + node);
        }
        return Money.ofUsd(value.decimalValue());
    }

    Standing standing() {
        JsonNode entry = data(manager, "/accounts/" + account).path("data");
        return new Standing(
                money(entry, "total_credits"),
                money(entry, "total_usage"),
                money(entry, "balance_usd"),
                money(entry, "held_usd"),
                money(entry, "available_usd"));
    }

    /** What {@code GET /credits} says: given, then used. */
    List<Money> credits() {
        JsonNode sums = data(manager, "/credits?account=" + account).path("data");
        return List.of(money(sums, "total_credits"), money(sums, "total_usage"));
    }

    /** The limit of a key. */
    Limit limit(String key) {
        JsonNode self = data(process.callerWith(key), "/key").path("data");
        JsonNode budget = self.path("effective_budget");
        return new Limit(
                money(self, "limit"),
                money(budget, "spend_usd"),
                money(budget, "held_usd"),
                money(self, "limit_remaining"));
    }

    /** What a key has spent since ever. */
    Money usage(String key) {
        return money(data(process.callerWith(key), "/key").path("data"), "usage");
    }

    /** A record as the key that asked sees it; empty where there is none. */
    Optional<Generation> generation(String id, String key) {
        Answer answer = process.callerWith(key).get("/api/v1/generation?id=" + id);
        if (answer.status() == NOT_FOUND) {
            return Optional.empty();
        }
        if (answer.status() != OK) {
            throw new IllegalStateException("generation " + id + " was answered " + answer);
        }
        JsonNode record = answer.json().path("data");
        return Optional.of(
                new Generation(money(record, "total_cost"), record.path("account").asString("")));
    }

    /** The sum over all accounts of the books, which must be zero. */
    Money trialBalance() {
        return money(data(manager, "/ledger/trial-balance").path("data"), "sum_usd");
    }

    /** What {@code ledger check} finds. */
    List<String> problems() {
        List<String> problems = new ArrayList<>();
        data(manager, "/ledger/check")
                .path("data")
                .path("problems")
                .forEach(problem -> problems.add(problem.asString()));
        return problems;
    }

    /** Under what something is held, one sentence each. */
    List<String> holds() {
        List<String> holds = new ArrayList<>();
        data(manager, "/ledger/holds").path("data").forEach(hold -> holds.add(hold.toString()));
        return holds;
    }

    /**
     * All movements since a time; the statement has the newest first.
     *
     * @param from as 2027-01-31T12:00:00Z
     */
    List<Movement> statement(String from) {
        List<Movement> movements = new ArrayList<>();
        String day = from.substring(0, from.indexOf('T'));
        String path = "/ledger/statement?account=" + account + "&limit=" + MOST + "&from=" + day;
        String cursor = "";
        String oldest = from;
        do {
            String more = cursor.isEmpty() ? "" : "&cursor=" + encoded(cursor);
            JsonNode page = data(manager, path + more);
            for (JsonNode entry : page.path("data")) {
                oldest = entry.path("created_at").asString();
                movements.add(
                        new Movement(
                                entry.path("id").asString(),
                                entry.path("kind").asString(),
                                money(entry, "amount_usd")));
            }
            cursor = page.path("next_cursor").asString("");
        } while (!cursor.isEmpty() && oldest.compareTo(from) >= 0);
        return movements;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Pays in; however often it is called with the same name, once. */
    void deposit(String name, Money amount) {
        Answer answer =
                manager.send(
                        "POST",
                        "/api/v1/accounts/" + account + "/credits",
                        "{\"kind\":\"deposit\",\"amount_usd\":" + amount.toUsd() + "}",
                        "Idempotency-Key",
                        name);
        if (answer.status() != CREATED) {
            throw new IllegalStateException("a deposit was answered " + answer);
        }
    }
}
