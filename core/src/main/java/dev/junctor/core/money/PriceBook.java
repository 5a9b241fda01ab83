package dev.junctor.core.money;

import dev.junctor.core.base.Glob;
import java.util.List;
import java.util.Locale;

/**
 * What a host charges on top of the providers' prices: for whom, for what and from when to when.
 *
 * @param name unique among all books
 * @param accounts ids of customer accounts; empty for all
 * @param providers slugs; empty for all
 * @param models ids; empty for all
 * @param marginPpm see {@link Markup#marginPpm}
 * @param marginNanosPerMillion see {@link Markup#marginNanosPerMillion}
 * @param feePpm see {@link Markup#feePpm}
 * @param requestsPerDay how many requests an account has under this book on a day in UTC; 0 for no limit
 * @param fromMillis when it begins, in milliseconds since 1970 in UTC, inclusive
 * @param toMillis when it ends, exclusive; {@link Long#MAX_VALUE} for never
 */
public record PriceBook(
        String name,
        List<String> accounts,
        List<Glob> providers,
        List<Glob> models,
        long marginPpm,
        long marginNanosPerMillion,
        long feePpm,
        long requestsPerDay,
        long fromMillis,
        long toMillis) {
    public PriceBook {
        accounts = List.copyOf(accounts);
        providers = List.copyOf(providers);
        models = List.copyOf(models);
    }

    /** Whether it says what an answer costs. */
    boolean covers(String account, String provider, String model, long epochMillis) {
        return epochMillis >= fromMillis
                && epochMillis < toMillis
                && (accounts.isEmpty() || accounts.contains(account))
                && among(providers, provider)
                && among(models, model);
    }

    private static boolean among(List<Glob> globs, String name) {
        if (globs.isEmpty()) {
            return true;
        }
        String lower = name.toLowerCase(Locale.ROOT);
        return globs.stream().anyMatch(glob -> glob.matches(lower));
    }
}
