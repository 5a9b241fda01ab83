package dev.junctor.server.config;

import dev.junctor.core.base.Money;

/**
 * A customer account that the configuration declares.
 *
 * @param id as keys and price books name it
 * @param creditLine how far a prepaid balance may fall below zero
 */
public record DeclaredAccount(String id, String name, Balance balance, Money creditLine) {
    /** What an account may spend. */
    public enum Balance {
        /** As much as its keys do. */
        UNLIMITED,
        /** What was paid in, and its credit line. */
        PREPAID
    }
}
