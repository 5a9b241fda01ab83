package dev.junctor.server.cli;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;
import tools.jackson.databind.JsonNode;

/** {@code ledger explain}. */
final class LedgerExplainCommand implements Command {
    private final Gateway gateway;
    private final Printer printer;

    LedgerExplainCommand(Gateway gateway, Printer printer) {
        this.gateway = gateway;
        this.printer = printer;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec =
                Syntax.command(
                        this,
                        "explain",
                        "Show line by line what a request was charged, and why.",
                        "Quantity times price for each part of the answer, then margin, fee, discount"
                                + " and rounding; the sum is what was charged.");
        spec.addPositional(
                Syntax.word("GENERATION", "Id of the request, as its answer tells it: gen-…"));
        spec.addOption(Syntax.json());
        Syntax.examples(
                spec,
                "ledger explain gen-1732442400-4f7Jq2",
                "Each line of the bill and their sum.");
        return spec;
    }

    @Override
    public int run(ParseResult given) {
        JsonNode bill =
                gateway.get(
                                Access.MANAGEMENT,
                                Address.of("ledger", "explain", given.matchedPositionalValue(0, ""))
                                        .text())
                        .path("data");
        switch (Syntax.output(given)) {
            case TEXT -> show(bill);
            case JSON -> printer.json(bill);
        }
        return ExitCode.OK;
    }

    private void show(JsonNode bill) {
        printer.line(
                String.join(
                        " · ",
                        bill.path("generation_id").asString(""),
                        bill.path("created_at").asString(""),
                        "account " + bill.path("account").asString("")));
        printer.line(
                String.join(
                        " · ",
                        bill.path("model").asString("")
                                + " by "
                                + bill.path("endpoint_id").asString(""),
                        "usage " + bill.path("billing").asString(""),
                        "prices " + orNone(bill.path("price_version"))));
        printer.line(book(bill.path("book")));
        printer.line("");
        printer.table(lines(bill));
        JsonNode absorbed = bill.path("absorbed");
        if (!absorbed.isEmpty()) {
            printer.line("");
            printer.line("Other attempts, for which nobody is charged:");
            Table table = new Table(Table.Column.text("ENDPOINT"), Table.Column.amount("COST"));
            absorbed.forEach(one ->
                    table.row(one.path("endpoint_id").asString(""), Usd.of(one.path("cost_usd"))));
            printer.table(table);
        }
    }

    private static Table lines(JsonNode bill) {
        Table table =
                new Table(
                        Table.Column.text("ITEM"),
                        Table.Column.number("QUANTITY"),
                        Table.Column.amount("UNIT PRICE"),
                        Table.Column.number("PER"),
                        Table.Column.amount("AMOUNT"));
        bill.path("lines")
                .forEach(line ->
                        table.row(
                                line.path("item").asString("").replace('_', ' '),
                                count(line.path("quantity")),
                                line.path("unit_price_usd").isNumber()
                                        ? Usd.of(line.path("unit_price_usd"))
                                        : "",
                                count(line.path("per")),
                                Usd.of(line.path("amount_usd"))));
        table.row(Printer.Style.BOLD, "charged", "", "", "", Usd.of(bill.path("amount_usd")));
        return table;
    }

    private static String count(JsonNode number) {
        return number.isNumber() ? Figures.count(number.asLong(0)) : "";
    }

    /** The terms on top of the provider's prices, in one line. */
    private static String book(JsonNode book) {
        List<String> terms = new ArrayList<>();
        terms.add("book " + orNone(book.path("name")));
        add(terms, "margin ", book.path("margin_percent"), "%");
        add(terms, "margin $", book.path("margin_usd_per_million"), " per million tokens");
        add(terms, "fee ", book.path("fee_percent"), "%");
        if (book.path("key_owner").asString("").equals("customer")) {
            terms.add("on the customer's own key");
        }
        return String.join(" · ", terms);
    }

    private static void add(List<String> terms, String before, JsonNode amount, String after) {
        BigDecimal value = amount.asDecimal(BigDecimal.ZERO);
        if (value.signum() != 0) {
            terms.add(before + value.stripTrailingZeros().toPlainString() + after);
        }
    }

    private static String orNone(JsonNode text) {
        String value = text.asString("");
        return value.isEmpty() ? "none" : value;
    }
}
