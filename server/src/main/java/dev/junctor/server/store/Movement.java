package dev.junctor.server.store;

import dev.junctor.core.base.Money;
import dev.junctor.core.money.LedgerAccount;
import dev.junctor.core.money.Posting;

/**
 * A posting with what is known beside it.
 *
 * @param id of the record where it is a charge or what the host bears, else of the posting
 * @param timeMillis milliseconds since 1970 in UTC
 * @param account customer account
 * @param generation public id of the record it is about; empty for none
 * @param note for people; empty for none
 */
public record Movement(
        long id, long timeMillis, String account, Posting posting, String generation, String note) {
    /** By how much the account's credit moves. */
    public Money amount() {
        LedgerAccount credit = LedgerAccount.credit(account);
        return posting.entries().stream()
                .filter(entry -> entry.account().equals(credit))
                .map(Posting.Entry::amount)
                .reduce(Money.ZERO, Money::plus);
    }
}
