package dev.junctor.server.budget;

import dev.junctor.core.base.Money;
import dev.junctor.core.money.PriceBook;
import dev.junctor.engine.admit.ApiKey;
import dev.junctor.engine.admit.KeyId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * All limits, each in its present period; pure memory, any thread.
 *
 * <p>A period only goes forward: a request whose time lies before the present period's beginning, since the clock was
 * set back, falls under the present one. That is logged once.
 */
final class Periods {
    private static final Logger LOG = LoggerFactory.getLogger(Periods.class);

    private final CreditLines lines;
    private final Kind kind;
    private final ConcurrentMap<Subject, Share> shares = new ConcurrentHashMap<>();
    private final AtomicBoolean warned = new AtomicBoolean();

    Periods(CreditLines lines, Kind kind) {
        this.lines = lines;
        this.kind = kind;
    }

    /** What differs between a process that owns the whole of each limit and one that leases. Must not block. */
    interface Kind {
        /** A limit was not there before, or took the place of another; it is not reckoned yet. */
        void begun(Share share);

        /** A limit in its next period. */
        Share next(Share known, long nowMillis);

        /** Whether a limit can go on under changed terms; else another takes its place. */
        boolean keeps(Share known, Terms changed);
    }

    Share ofKey(ApiKey key, long nowMillis) {
        return present(new Subject.OfKey(key.id()), () -> Terms.of(key), nowMillis);
    }

    Share ofAccount(String account, long nowMillis) {
        return present(new Subject.OfAccount(account), () -> termsOf(account), nowMillis);
    }

    Share ofRequests(PriceBook book, String account, long nowMillis) {
        Terms terms = Terms.of(book);
        Share share = present(new Subject.OfRequests(book.name(), account), () -> terms, nowMillis);
        if (!share.terms().equals(terms)) {
            share.change(terms);
        }
        return share;
    }

    private Terms termsOf(String account) {
        return Terms.ofAccount(lines.of(account));
    }

    private Share present(Subject subject, Supplier<Terms> terms, long nowMillis) {
        Share share = shares.get(subject);
        if (share == null) {
            share =
                    shares.computeIfAbsent(
                            subject, fresh -> begin(new Share(fresh, terms.get(), nowMillis)));
        }
        if (nowMillis >= share.endsMillis()) {
            return shares.compute(
                    subject,
                    (same, known) -> {
                        if (known == null) {
                            return begin(new Share(same, terms.get(), nowMillis));
                        }
                        return nowMillis >= known.endsMillis()
                                ? kind.next(known, nowMillis)
                                : known;
                    });
        }
        if (nowMillis < share.begunMillis() && warned.compareAndSet(false, true)) {
            LOG.warn(
                    "the clock was set back over the beginning of a limit's period: requests count"
                            + " in the period that has begun until the clock is there again");
        }
        share.inherit();
        return share;
    }

    private Share begin(Share share) {
        kind.begun(share);
        return share;
    }

    /** A key was made or changed. */
    Share change(ApiKey key, long nowMillis) {
        return change(new Subject.OfKey(key.id()), Terms.of(key), nowMillis);
    }

    /** An account was made, or its credit line was changed. */
    Share change(String account, long nowMillis) {
        return change(new Subject.OfAccount(account), termsOf(account), nowMillis);
    }

    private Share change(Subject subject, Terms terms, long nowMillis) {
        return shares.compute(
                subject,
                (same, known) -> {
                    if (known == null) {
                        return begin(new Share(same, terms, nowMillis));
                    }
                    if (kind.keeps(known, terms)) {
                        known.change(terms);
                        return known;
                    }
                    Share fresh = new Share(same, terms, nowMillis);
                    fresh.follow(known);
                    return begin(fresh);
                });
    }

    /** Forgets all; each begins again with the next request. */
    void clear() {
        shares.clear();
    }

    /** A key is gone; its limit as it stood. */
    Optional<Share> forget(KeyId key) {
        return Optional.ofNullable(shares.remove(new Subject.OfKey(key)));
    }

    /** An account is gone; its limit as it stood. */
    Optional<Share> forget(String account) {
        return Optional.ofNullable(shares.remove(new Subject.OfAccount(account)));
    }

    /** An account's balance grew by a deposit, or fell by a correction. */
    void credit(String account, Money amount) {
        Share share = shares.get(new Subject.OfAccount(account));
        if (share != null) {
            share.credit(amount.nanoDollars());
        }
    }

    /** A key's limit as it stands in its present period. */
    Optional<LiveBudgets.Live> liveOfKey(KeyId key) {
        return Optional.ofNullable(shares.get(new Subject.OfKey(key))).map(Share::live);
    }

    /** An account's balance as it stands. */
    Optional<LiveBudgets.Live> liveOfAccount(String account) {
        return Optional.ofNullable(shares.get(new Subject.OfAccount(account))).map(Share::live);
    }

    /** Those of keys and accounts under which something is held. */
    List<LiveBudgets.Live> held() {
        List<LiveBudgets.Live> held = new ArrayList<>();
        for (Share share : shares.values()) {
            if (!(share.subject() instanceof Subject.OfRequests) && share.budget().held() > 0) {
                held.add(share.live());
            }
        }
        return held;
    }
}
