package dev.junctor.core.catalog;

import dev.junctor.core.catalog.Price.Window;
import dev.junctor.core.usage.Bucket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import tools.jackson.databind.JsonNode;

/**
 * Reads the {@code windows} of a price: {@code {"hours": ["10:00-00:00"], "days": [1, 2, 3, 4, 5], "input": 0.66}}.
 *
 * <p>Hours are UTC, the end is exclusive, and a range whose end is not later than its begin ends on the next day; days
 * are ISO, 1 for Monday, on which a range begins; all days when none are listed.
 */
final class WindowReader {
    private static final Set<String> KEYS = PriceReader.with("hours", "days");
    private static final int ALL_DAYS = 0b111_1111;
    private static final int MINUTES_OF_DAY = 1_440;

    private WindowReader() {}

    static List<Window> read(Fields price) {
        List<Window> windows = new ArrayList<>();
        price.list("windows", WindowReader::ranges).forEach(windows::addAll);
        return windows;
    }

    private static List<Window> ranges(JsonNode node, Place place) {
        Fields fields = Fields.of(node, place, KEYS);
        fields.required("hours");
        Map<Bucket, Long> changed = PriceReader.tokens(fields);
        int days = days(fields);
        return fields.list("hours", (hours, where) -> window(hours, where, days, changed));
    }

    private static Window window(JsonNode node, Place place, int days, Map<Bucket, Long> changed) {
        String hours = Fields.text(node, place);
        int dash = hours.indexOf('-');
        int from = dash < 0 ? -1 : minute(hours.substring(0, dash));
        int to = dash < 0 ? -1 : minute(hours.substring(dash + 1));
        if (from < 0 || to < 0 || from == MINUTES_OF_DAY || (from == to && to != 0)) {
            throw new CatalogException(
                    place, "is not a range of hours", "Write UTC hours, as \"16:30-00:30\".");
        }
        return new Window(from, to == 0 ? MINUTES_OF_DAY : to, days, changed);
    }

    /** Minutes since midnight of {@code HH:MM}, 24:00 included; -1 for anything else. */
    private static int minute(String clock) {
        boolean shaped =
                clock.length() == 5
                        && clock.charAt(2) == ':'
                        && digits(clock, 0)
                        && digits(clock, 3);
        if (!shaped) {
            return -1;
        }
        int hour = Integer.parseInt(clock, 0, 2, 10);
        int minute = Integer.parseInt(clock, 3, 5, 10);
        int total = hour * 60 + minute;
        return minute < 60 && total <= MINUTES_OF_DAY ? total : -1;
    }

    private static boolean digits(String clock, int from) {
        return Character.digit(clock.charAt(from), 10) >= 0
                && Character.digit(clock.charAt(from + 1), 10) >= 0;
    }

    private static int days(Fields fields) {
        if (!fields.has("days")) {
            return ALL_DAYS;
        }
        return fields
                .list(
                        "days",
                        (node, place) -> {
                            long day = Fields.count(node, place);
                            if (day < 1 || day > 7) {
                                throw new CatalogException(
                                        place, "is not a day", "Write 1 (Monday) to 7 (Sunday).");
                            }
                            return 1 << (day - 1);
                        })
                .stream()
                .mapToInt(Integer::intValue)
                .reduce(0, (left, right) -> left | right);
    }
}
