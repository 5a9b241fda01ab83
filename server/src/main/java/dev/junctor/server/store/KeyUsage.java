package dev.junctor.server.store;

import dev.junctor.core.base.Money;

/**
 * What was spent with a key. Days begin at midnight in UTC, weeks on Monday.
 *
 * @param today since midnight
 * @param week since Monday
 * @param month since the first of the month
 * @param total since ever
 */
public record KeyUsage(Money today, Money week, Money month, Money total) {}
