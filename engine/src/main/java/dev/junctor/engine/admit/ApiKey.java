package dev.junctor.engine.admit;

import dev.junctor.core.base.Money;

/**
 * A key as Junctor knows it; the key itself is shown once and not kept.
 *
 * @param label the key's beginning and end, for people to tell keys apart: {@code sk-jn-v1-abc...123}
 * @param account id of the customer account that pays
 * @param limit what may be spent with it in each period of {@code reset}; {@link #UNLIMITED} for no limit
 * @param reset when the limit begins anew
 * @param createdMillis when it was made, in milliseconds since 1970 in UTC
 * @param expiresMillis when it ends; {@link Long#MAX_VALUE} for never
 * @param traffic how much may be asked with it at one time
 */
public record ApiKey(
        KeyId id,
        String name,
        String label,
        Kind kind,
        Standing standing,
        Origin origin,
        String account,
        Money limit,
        LimitReset reset,
        long createdMillis,
        long expiresMillis,
        Traffic traffic) {

    /** The account of keys that name none. */
    public static final String DEFAULT_ACCOUNT = "default";

    /** No limit. */
    public static final Money UNLIMITED = new Money(Long.MAX_VALUE);

    /** One with which as much may be asked as is usual. */
    public ApiKey(
            KeyId id,
            String name,
            String label,
            Kind kind,
            Standing standing,
            Origin origin,
            String account,
            Money limit,
            LimitReset reset,
            long createdMillis,
            long expiresMillis) {
        this(
                id,
                name,
                label,
                kind,
                standing,
                origin,
                account,
                limit,
                reset,
                createdMillis,
                expiresMillis,
                Traffic.USUAL);
    }

    /** The same under another name. */
    public ApiKey withName(String changed) {
        return new ApiKey(
                id,
                changed,
                label,
                kind,
                standing,
                origin,
                account,
                limit,
                reset,
                createdMillis,
                expiresMillis,
                traffic);
    }

    /** The same that opens something else. */
    public ApiKey withKind(Kind changed) {
        return new ApiKey(
                id,
                name,
                label,
                changed,
                standing,
                origin,
                account,
                limit,
                reset,
                createdMillis,
                expiresMillis,
                traffic);
    }

    /** The same, working or not. */
    public ApiKey withStanding(Standing changed) {
        return new ApiKey(
                id,
                name,
                label,
                kind,
                changed,
                origin,
                account,
                limit,
                reset,
                createdMillis,
                expiresMillis,
                traffic);
    }

    /** The same that another account pays. */
    public ApiKey withAccount(String changed) {
        return new ApiKey(
                id,
                name,
                label,
                kind,
                standing,
                origin,
                changed,
                limit,
                reset,
                createdMillis,
                expiresMillis,
                traffic);
    }

    /** The same with another limit. */
    public ApiKey withLimit(Money changed) {
        return new ApiKey(
                id,
                name,
                label,
                kind,
                standing,
                origin,
                account,
                changed,
                reset,
                createdMillis,
                expiresMillis,
                traffic);
    }

    /** The same whose limit begins anew at other times. */
    public ApiKey withReset(LimitReset changed) {
        return new ApiKey(
                id,
                name,
                label,
                kind,
                standing,
                origin,
                account,
                limit,
                changed,
                createdMillis,
                expiresMillis,
                traffic);
    }

    /** The same that ends at another time. */
    public ApiKey withExpiry(long changed) {
        return new ApiKey(
                id,
                name,
                label,
                kind,
                standing,
                origin,
                account,
                limit,
                reset,
                createdMillis,
                changed,
                traffic);
    }

    /** The same with which more or less may be asked at one time. */
    public ApiKey withTraffic(Traffic changed) {
        return new ApiKey(
                id,
                name,
                label,
                kind,
                standing,
                origin,
                account,
                limit,
                reset,
                createdMillis,
                expiresMillis,
                changed);
    }

    /** What a key opens. */
    public enum Kind {
        /** Models. */
        INFERENCE,
        /** Keys, records and settings; no models. */
        MANAGEMENT
    }

    /** Whether it works. */
    public enum Standing {
        ENABLED,
        DISABLED
    }

    /** Where it is declared. */
    public enum Origin {
        /** In the configuration file; shown read-only. */
        CONFIG,
        /** In the store. */
        STORE
    }
}
