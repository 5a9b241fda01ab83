package dev.junctor.server.cli;

import dev.junctor.server.store.StoreCopies.Copied;
import java.math.BigDecimal;
import java.nio.file.Path;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * What was copied from a store to a file or back.
 *
 * @param copied the same on both sides: it is compared before a store takes anything for good
 * @param sides where the trial balance was made
 */
record StoreSummary(Path file, Copied copied, String sides) {
    private static final int USD_DECIMALS = 9;

    /** Tells it, and whether the command succeeded: books that do not balance were copied, but nobody may miss that. */
    int tell(Output output, Printer printer) {
        BigDecimal sum = new BigDecimal(copied.ledgerSum(), USD_DECIMALS);
        switch (output) {
            case TEXT -> {
                Table table = new Table(Table.Column.text("TABLE"), Table.Column.number("ROWS"));
                copied.rows().forEach((name, rows) -> table.row(name, Figures.count(rows)));
                printer.table(table);
                printer.aside(
                        "tables of version "
                                + copied.version()
                                + "; "
                                + copied.accounts()
                                + " accounts of the books, trial balance "
                                + Usd.of(sum)
                                + " "
                                + sides);
                if (!copied.balances()) {
                    printer.aside(
                            "the books did not balance before either; ./junctor ledger check tells"
                                    + " where");
                }
            }
            case JSON -> {
                ObjectNode value = JsonNodeFactory.instance.objectNode();
                value.put("file", file.toString()).put("version", copied.version());
                ObjectNode rows = value.putObject("rows");
                copied.rows().forEach(rows::put);
                value.put("ledger_accounts", copied.accounts());
                value.put("sum_usd", sum.stripTrailingZeros());
                value.put("balanced", copied.balances());
                printer.json(value);
            }
        }
        return copied.balances() ? ExitCode.OK : ExitCode.FAILED;
    }
}
