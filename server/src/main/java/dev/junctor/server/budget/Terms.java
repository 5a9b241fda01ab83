package dev.junctor.server.budget;

import dev.junctor.core.base.Money;
import dev.junctor.core.money.PriceBook;
import dev.junctor.engine.admit.ApiKey;
import dev.junctor.engine.admit.LimitReset;
import dev.junctor.engine.money.Budget;

/**
 * How a limit is set.
 *
 * @param limit in nano-dollars or in requests; {@link #UNLIMITED} for none
 * @param reset when it begins anew
 */
record Terms(long limit, LimitReset reset) {
    static final long UNLIMITED = Long.MAX_VALUE;

    /** More than anybody has; small enough that what was deposited can be added to it. */
    private static final long MOST = Long.MAX_VALUE / 4;

    Terms {
        limit = limit == UNLIMITED ? limit : Math.min(limit, MOST);
    }

    static Terms of(ApiKey key) {
        return new Terms(key.limit().nanoDollars(), key.reset());
    }

    static Terms ofAccount(Money creditLine) {
        return new Terms(creditLine.nanoDollars(), LimitReset.NEVER);
    }

    static Terms of(PriceBook book) {
        return new Terms(book.requestsPerDay(), LimitReset.DAILY);
    }

    Budget.Bounds bounds() {
        return limit == UNLIMITED ? Budget.Bounds.ENDLESS : Budget.Bounds.LIMITED;
    }
}
