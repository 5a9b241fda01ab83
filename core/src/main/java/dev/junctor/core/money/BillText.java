package dev.junctor.core.money;

import dev.junctor.core.base.Money;
import java.util.ArrayList;
import java.util.List;

/** A bill's lines in one short line of text, to be kept beside the record: {@code input:1200*150000000/1000000;…}. */
public final class BillText {
    private BillText() {}

    /** The lines as text; empty for none. */
    public static String write(Bill bill) {
        StringBuilder text = new StringBuilder(32 * bill.lines().size());
        for (BillLine line : bill.lines()) {
            text.append(text.isEmpty() ? "" : ";").append(line.item());
            text.append(':').append(line.quantity());
            text.append('*').append(line.nanoPrice());
            text.append('/').append(line.per());
        }
        return text.toString();
    }

    /**
     * What {@link #write} wrote.
     *
     * @param total as it was, which lines of an older version may not give
     * @throws IllegalArgumentException when it is anything else
     */
    public static Bill read(String text, Money prompt, Money total) {
        List<BillLine> lines = new ArrayList<>(4);
        for (String part : text.isEmpty() ? new String[0] : text.split(";")) {
            int quantity = part.lastIndexOf(':');
            int price = part.indexOf('*', quantity);
            int per = part.indexOf('/', price);
            if (quantity < 0 || price < 0 || per < 0) {
                throw new IllegalArgumentException("not a line of a bill: " + part);
            }
            lines.add(
                    new BillLine(
                            part.substring(0, quantity),
                            Long.parseLong(part.substring(quantity + 1, price)),
                            Long.parseLong(part.substring(price + 1, per)),
                            Long.parseLong(part.substring(per + 1))));
        }
        return new Bill(lines, prompt, total);
    }
}
