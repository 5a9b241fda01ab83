package dev.junctor.server.api;

import dev.junctor.core.base.Money;
import dev.junctor.core.money.Bill;
import dev.junctor.core.money.BillLine;
import dev.junctor.core.money.Invoice;
import dev.junctor.core.money.Markup;
import dev.junctor.core.money.PriceBook;
import dev.junctor.core.money.PriceBooks;
import dev.junctor.core.record.Attempt;
import dev.junctor.core.record.GenerationRecord;
import dev.junctor.server.store.PriceBookDocument;
import java.math.BigDecimal;
import java.util.Locale;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * A bill line by line, each amount exact; their sum is what was charged, so the last line holds what rounding did.
 */
final class Explanation {
    private static final int USD_DECIMALS = 9;
    private static final int PERCENT_DECIMALS = 4;

    private final ArrayNode lines = Json.array();
    private BigDecimal sum = BigDecimal.ZERO;

    private Explanation() {}

    /**
     * Explains what a request was charged.
     *
     * @param books as they are now, to show the book that was applied where it still stands
     */
    static ObjectNode of(GenerationRecord record, PriceBooks books) {
        Invoice invoice = record.invoice();
        ObjectNode data = Json.object();
        data.put("generation_id", record.publicId());
        data.put("account", record.account());
        data.put("created_at", Dates.iso(record.createdMillis()));
        data.put("model", record.model());
        data.put("endpoint_id", record.endpoint());
        data.put("billing", record.billing().name().toLowerCase(Locale.ROOT));
        data.set("price_version", Json.textOrNull(record.priceVersion()));
        data.set("book", book(invoice.markup(), books));
        data.set("lines", lines(invoice));
        data.set("amount_usd", Json.usd(invoice.amount()));
        data.set("parts", parts(invoice));
        ArrayNode absorbed = data.putArray("absorbed");
        for (Attempt attempt : record.attempts()) {
            if (!attempt.cost().equals(Money.ZERO)) {
                absorbed.addObject()
                        .put("endpoint_id", attempt.endpoint())
                        .set("cost_usd", Json.usd(attempt.cost()));
            }
        }
        return data;
    }

    /** The lines of a bill, which sum up to its amount. */
    static ArrayNode lines(Invoice invoice) {
        Explanation explanation = new Explanation();
        explanation.usage(invoice.bill());
        if (invoice.markup().keyOwner() == Markup.KeyOwner.CUSTOMER) {
            explanation.add("paid_to_provider_by_customer", explanation.sum.negate());
        }
        explanation.add("margin", usd(invoice.margin()));
        explanation.add("fee", usd(invoice.fee()));
        explanation.add("discount", usd(invoice.discount()).negate());
        explanation.add("rounding", usd(invoice.amount()).subtract(explanation.sum));
        return explanation.lines;
    }

    private void usage(Bill bill) {
        for (BillLine line : bill.lines()) {
            BigDecimal price = BigDecimal.valueOf(line.nanoPrice(), USD_DECIMALS);
            BigDecimal amount =
                    price.multiply(BigDecimal.valueOf(line.quantity()))
                            .divide(BigDecimal.valueOf(line.per()));
            ObjectNode entry = lines.addObject();
            entry.put("item", line.item());
            entry.put("quantity", line.quantity());
            entry.set("unit_price_usd", number(price));
            entry.put("per", line.per());
            entry.set("amount_usd", number(amount));
            sum = sum.add(amount);
        }
        if (bill.lines().isEmpty()) {
            add("not_itemized", usd(bill.total())); // records of the first version kept no lines
        }
    }

    private void add(String item, BigDecimal amount) {
        if (amount.signum() != 0) {
            ObjectNode entry = lines.addObject();
            entry.put("item", item);
            entry.putNull("quantity");
            entry.putNull("unit_price_usd");
            entry.putNull("per");
            entry.set("amount_usd", number(amount));
            sum = sum.add(amount);
        }
    }

    private static ObjectNode book(Markup markup, PriceBooks books) {
        ObjectNode book = Json.object();
        book.set("name", Json.textOrNull(markup.book()));
        book.put("key_owner", markup.keyOwner().name().toLowerCase(Locale.ROOT));
        book.set("margin_percent", PriceBookDocument.decimal(markup.marginPpm(), PERCENT_DECIMALS));
        book.set("margin_usd_per_million", Json.usd(new Money(markup.marginNanosPerMillion())));
        book.set("fee_percent", PriceBookDocument.decimal(markup.feePpm(), PERCENT_DECIMALS));
        book.putNull("now");
        for (PriceBook one : books.books()) {
            if (one.name().equals(markup.book())) {
                book.set("now", PriceBookDocument.write(one));
            }
        }
        return book;
    }

    /** Where the amount goes in the books: they sum up to it, less the discount. */
    private static ObjectNode parts(Invoice invoice) {
        ObjectNode parts = Json.object();
        parts.set("provider_usd", Json.usd(invoice.providerCost()));
        parts.set("margin_usd", Json.usd(invoice.margin()));
        parts.set("fee_usd", Json.usd(invoice.fee()));
        parts.set("discount_usd", Json.usd(invoice.discount()));
        parts.set("rounding_usd", Json.usd(invoice.rounding()));
        return parts;
    }

    private static BigDecimal usd(Money amount) {
        return BigDecimal.valueOf(amount.nanoDollars(), USD_DECIMALS);
    }

    private static JsonNode number(BigDecimal value) {
        BigDecimal plain = value.stripTrailingZeros();
        return JsonNodeFactory.instance.numberNode(plain.scale() < 0 ? plain.setScale(0) : plain);
    }
}
