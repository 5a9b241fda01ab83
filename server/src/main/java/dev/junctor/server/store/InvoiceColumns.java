package dev.junctor.server.store;

import dev.junctor.core.base.Money;
import dev.junctor.core.money.Bill;
import dev.junctor.core.money.BillText;
import dev.junctor.core.money.Invoice;
import dev.junctor.core.money.Markup;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** How a record's invoice lies in the table {@code generation}: the columns from {@code cost_nanos} to {@code key_owner}. */
final class InvoiceColumns {
    private InvoiceColumns() {}

    /** Sets the columns from parameter {@code from} on; returns the next one. */
    static int bind(PreparedStatement statement, int from, Invoice invoice, String priceVersion)
            throws SQLException {
        int at = from;
        statement.setLong(at++, invoice.amount().nanoDollars());
        statement.setLong(at++, invoice.bill().total().nanoDollars());
        statement.setLong(at++, invoice.bill().prompt().nanoDollars());
        statement.setLong(at++, invoice.providerCost().nanoDollars());
        statement.setLong(at++, invoice.margin().nanoDollars());
        statement.setLong(at++, invoice.fee().nanoDollars());
        statement.setLong(at++, invoice.discount().nanoDollars());
        statement.setLong(at++, invoice.rounding().nanoDollars());
        statement.setString(at++, BillText.write(invoice.bill()));
        statement.setString(at++, priceVersion);
        statement.setString(at++, invoice.markup().book());
        statement.setLong(at++, invoice.markup().marginPpm());
        statement.setLong(at++, invoice.markup().marginNanosPerMillion());
        statement.setLong(at++, invoice.markup().feePpm());
        statement.setString(at++, invoice.markup().keyOwner().name());
        return at;
    }

    /** The invoice of a row. */
    static Invoice read(ResultSet row) throws SQLException {
        Bill bill =
                BillText.read(
                        row.getString("bill"),
                        money(row, "upstream_prompt_nanos"),
                        money(row, "upstream_cost_nanos"));
        Markup markup =
                new Markup(
                        row.getString("book"),
                        row.getLong("margin_ppm"),
                        row.getLong("margin_nanos_per_million"),
                        row.getLong("fee_ppm"),
                        Markup.KeyOwner.valueOf(row.getString("key_owner")));
        return new Invoice(
                bill,
                markup,
                money(row, "provider_nanos"),
                money(row, "margin_nanos"),
                money(row, "fee_nanos"),
                money(row, "discount_nanos"),
                money(row, "rounding_nanos"),
                money(row, "cost_nanos"));
    }

    private static Money money(ResultSet row, String column) throws SQLException {
        return new Money(row.getLong(column));
    }
}
