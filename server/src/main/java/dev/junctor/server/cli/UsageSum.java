package dev.junctor.server.cli;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/**
 * The sum of some rows of activity.
 *
 * @param name what they have in common
 * @param spent in US dollars
 * @param daily the same for each day, the oldest first
 */
record UsageSum(String name, UsageRow.Counts counts, BigDecimal spent, List<BigDecimal> daily) {
    UsageSum {
        daily = List.copyOf(daily);
    }

    /** The sum of all rows. */
    static UsageSum of(String name, List<UsageRow> rows, List<LocalDate> days) {
        Map<LocalDate, BigDecimal> byDay = new TreeMap<>();
        days.forEach(day -> byDay.put(day, BigDecimal.ZERO));
        UsageRow.Counts counts = UsageRow.Counts.NONE;
        BigDecimal spent = BigDecimal.ZERO;
        for (UsageRow row : rows) {
            counts = counts.plus(row.counts());
            spent = spent.add(row.spent());
            byDay.merge(row.day(), row.spent(), BigDecimal::add);
        }
        return new UsageSum(name, counts, spent, List.copyOf(byDay.values()));
    }

    /** A sum for each name, the dearest first. */
    static List<UsageSum> by(
            Function<UsageRow, String> name, List<UsageRow> rows, List<LocalDate> days) {
        return rows.stream().collect(Collectors.groupingBy(name)).entrySet().stream()
                .map(group -> of(group.getKey(), group.getValue(), days))
                .sorted(
                        Comparator.comparing(UsageSum::spent)
                                .thenComparingLong(sum -> sum.counts().requests())
                                .reversed()
                                .thenComparing(UsageSum::name))
                .toList();
    }

    /** A sum for each day, the oldest first, days without requests as well. */
    static List<UsageSum> byDay(List<UsageRow> rows, List<LocalDate> days) {
        return days.stream()
                .map(day ->
                        of(
                                day.toString(),
                                rows.stream().filter(row -> row.day().equals(day)).toList(),
                                List.of(day)))
                .toList();
    }

    /** As one JSON object. */
    ObjectNode json(String title) {
        ObjectNode value = JsonNodeFactory.instance.objectNode().put(title, name);
        counts.tell(value);
        value.put("usage_usd", spent);
        if (daily.size() > 1) {
            ArrayNode days = value.putArray("daily_usd");
            daily.forEach(days::add);
        }
        return value;
    }

    /** As a line of {@link #CSV_HEAD}. */
    String csv() {
        return Csv.line(
                name,
                Long.toString(counts.requests()),
                Long.toString(counts.failures()),
                Long.toString(counts.tokensIn()),
                Long.toString(counts.tokensOut()),
                spent.toPlainString());
    }

    /** The names of the columns behind the first. */
    static final String CSV_HEAD = ",requests,failures,prompt_tokens,completion_tokens,usage_usd";
}
