package dev.junctor.server.cli;

import java.util.List;
import tools.jackson.databind.JsonNode;

/** Accounts as the gateway tells them, for people. */
final class AccountTable {
    private AccountTable() {}

    static Table of(List<JsonNode> accounts) {
        Table table =
                new Table(
                        Table.Column.text("ID"),
                        Table.Column.text("NAME"),
                        Table.Column.text("BALANCE"),
                        Table.Column.amount("GIVEN"),
                        Table.Column.amount("USED"),
                        Table.Column.amount("LEFT"),
                        Table.Column.amount("CREDIT LINE"),
                        Table.Column.amount("HELD"),
                        Table.Column.amount("MAY SPEND"),
                        Table.Column.number("KEYS"));
        for (JsonNode account : accounts) {
            boolean prepaid = account.path("balance").asString("").equals("prepaid");
            table.row(
                    account.path("id").asString(""),
                    account.path("name").asString(""),
                    account.path("balance").asString(""),
                    Usd.of(account.path("total_credits")),
                    Usd.of(account.path("total_usage")),
                    Usd.of(account.path("balance_usd")),
                    prepaid ? Usd.of(account.path("credit_line_usd")) : "",
                    Usd.of(account.path("held_usd")),
                    prepaid ? Usd.of(account.path("available_usd")) : "no limit",
                    account.path("keys").asString(""));
        }
        return table;
    }
}
