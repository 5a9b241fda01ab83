package dev.junctor.server.api;

import dev.junctor.core.base.Money;
import dev.junctor.core.catalog.Price;
import dev.junctor.core.catalog.UnitPrices;
import dev.junctor.core.usage.Bucket;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * A price as OpenRouter's API tells it: decimal strings in US dollars for a single token or unit, exact.
 *
 * <p>Prices for long prompts and hours of the day are {@code overrides}: all conditions of an entry must hold, and later
 * entries win, price by price.
 */
final class PublicPrice {
    /** Nano-dollars for a million tokens have so many decimals as dollars for one. */
    private static final int TOKEN_DECIMALS = 15;

    private static final int NANO_DECIMALS = 9;
    private static final int DAY_MINUTES = 1_440;
    private static final int EVERY_DAY = 0b111_1111;
    private static final List<String> DAYS =
            List.of("monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday");

    private PublicPrice() {}

    static ObjectNode of(Price price) {
        ObjectNode pricing = Json.object();
        for (Bucket bucket : Bucket.values()) {
            if (price.base().lists(bucket)) {
                pricing.put(name(bucket), perToken(price.base().nanoPerMillion(bucket)));
            }
        }
        unit(pricing, "request", price.units(), "request");
        unit(pricing, "image", price.units(), "in_image_each");
        unit(pricing, "web_search", price.units(), "web_search");
        ArrayNode overrides = Json.array();
        price.tiers().forEach(tier -> overrides.add(tier(tier)));
        price.windows().forEach(window -> windows(window).forEach(overrides::add));
        if (!overrides.isEmpty()) {
            pricing.set("overrides", overrides);
        }
        return pricing;
    }

    /** What a model costs that is chosen only when a request comes: {@code -1}, as OpenRouter says of its routers. */
    static ObjectNode depends() {
        return Json.object().put("prompt", "-1").put("completion", "-1");
    }

    /** Dollars for one token. */
    static String perToken(long nanoPerMillion) {
        return Money.decimal(nanoPerMillion, TOKEN_DECIMALS);
    }

    private static void unit(ObjectNode pricing, String name, UnitPrices units, String unit) {
        if (units.of(unit) > 0) {
            pricing.put(name, Money.decimal(units.of(unit), NANO_DECIMALS));
        }
    }

    private static ObjectNode tier(Price.Tier tier) {
        return changed(Json.object().put("min_prompt_tokens", tier.above()), tier.changed());
    }

    /**
     * Our windows say on which day they start, OpenRouter's on which day they hold; so one that passes midnight and does
     * not start on each day becomes two.
     */
    private static List<ObjectNode> windows(Price.Window window) {
        List<ObjectNode> entries = new ArrayList<>(2);
        boolean passesMidnight = window.fromMinute() > window.toMinute() && window.toMinute() > 0;
        if (passesMidnight && window.days() != EVERY_DAY) {
            int dayAfter = (window.days() << 1 | window.days() >> 6) & EVERY_DAY;
            entries.add(span(window.fromMinute(), DAY_MINUTES, window.days()));
            entries.add(span(0, window.toMinute(), dayAfter));
        } else {
            entries.add(span(window.fromMinute(), window.toMinute(), window.days()));
        }
        entries.forEach(entry -> changed(entry, window.changed()));
        return entries;
    }

    private static ObjectNode span(int fromMinute, int toMinute, int days) {
        ObjectNode entry = Json.object();
        if (fromMinute != 0 || toMinute != DAY_MINUTES) {
            entry.put("utc_start", clock(fromMinute)).put("utc_end", clock(toMinute));
        }
        if (days != EVERY_DAY) {
            ArrayNode names = entry.putArray("utc_days");
            for (int day = 0; day < DAYS.size(); day++) {
                if ((days & (1 << day)) != 0) {
                    names.add(DAYS.get(day));
                }
            }
        }
        return entry;
    }

    /** 10:30 is 1030; the end of a day is its beginning. */
    private static int clock(int minute) {
        int ofDay = minute % DAY_MINUTES;
        return ofDay / 60 * 100 + ofDay % 60;
    }

    private static ObjectNode changed(ObjectNode entry, Map<Bucket, Long> changed) {
        for (Bucket bucket : Bucket.values()) {
            Long price = changed.get(bucket);
            if (price != null) {
                entry.put(name(bucket), perToken(price));
            }
        }
        return entry;
    }

    private static String name(Bucket bucket) {
        return switch (bucket) {
            case INPUT -> "prompt";
            case CACHE_READ -> "input_cache_read";
            case CACHE_WRITE -> "input_cache_write";
            case CACHE_WRITE_1H -> "input_cache_write_1h";
            case AUDIO_IN -> "audio";
            case CACHE_READ_AUDIO -> "input_audio_cache";
            case IMAGE_IN -> "image_token";
            case VIDEO_IN -> "video_token";
            case OUTPUT -> "completion";
            case REASONING -> "internal_reasoning";
            case AUDIO_OUT -> "audio_output";
            case IMAGE_OUT -> "image_output";
        };
    }
}
