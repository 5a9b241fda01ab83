package dev.junctor.core.catalog;

import dev.junctor.core.usage.Bucket;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;

/** The content of a price in one fixed spelling, and its digest. */
final class PriceVersion {
    private static final int BYTES = 6;

    private PriceVersion() {}

    static String of(Price price) {
        StringBuilder text = new StringBuilder(256);
        for (Bucket bucket : Bucket.values()) {
            if (price.base().lists(bucket)) {
                text.append(bucket.key()).append('=').append(price.base().nanoPerMillion(bucket));
                text.append(';');
            }
        }
        price.tiers().forEach(tier -> tier(text, tier));
        for (Price.Window window : price.windows()) {
            text.append("|window ").append(window.fromMinute()).append('-');
            text.append(window.toMinute()).append('/').append(window.days()).append(' ');
            changed(text, window.changed());
        }
        new TreeMap<>(price.variants())
                .forEach((name, variant) -> {
                    text.append("|variant ").append(name).append(' ');
                    changed(text, variant.changed());
                    variant.tiers().forEach(tier -> tier(text, tier));
                });
        text.append("|units ").append(new TreeMap<>(price.units().nanoPerUnit()));
        return HexFormat.of().formatHex(sha256(text.toString()), 0, BYTES);
    }

    private static void tier(StringBuilder text, Price.Tier tier) {
        text.append("|above ").append(tier.above()).append(' ');
        changed(text, tier.changed());
    }

    private static void changed(StringBuilder text, Map<Bucket, Long> prices) {
        text.append(new TreeMap<>(prices));
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256")
                    .digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }
}
