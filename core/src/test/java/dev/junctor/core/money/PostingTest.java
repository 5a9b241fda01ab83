package dev.junctor.core.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.junctor.core.base.Money;
import dev.junctor.core.base.Seed;
import dev.junctor.core.money.Markup.KeyOwner;
import java.util.List;
import org.junit.jupiter.api.Test;

final class PostingTest {
    private static final LedgerAccount ALICE = LedgerAccount.credit("alice");

    @Test
    void aPostingCannotExistUnlessItSumsToZero() {
        assertThatThrownBy(() ->
                        new Posting(
                                Posting.Kind.CORRECTION,
                                List.of(
                                        new Posting.Entry(ALICE, new Money(5)),
                                        new Posting.Entry(LedgerAccount.MARGIN, new Money(-4)))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("0.000000001");
        assertThatThrownBy(() -> new Posting(Posting.Kind.CORRECTION, List.of()))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void whatDoesNotFitIsRefusedRatherThanWrappedAround() {
        Money most = new Money(Long.MAX_VALUE);

        assertThatThrownBy(() ->
                        new Posting(
                                Posting.Kind.CORRECTION,
                                List.of(
                                        new Posting.Entry(ALICE, most),
                                        new Posting.Entry(ALICE, most),
                                        new Posting.Entry(ALICE, new Money(2)))))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void aDepositGivesCreditAndACorrectionMayTakeIt() {
        assertThat(amount(Posting.deposit("alice", new Money(7)), ALICE)).isEqualTo(new Money(7));
        assertThat(amount(Posting.correction("alice", new Money(-3)), ALICE))
                .isEqualTo(new Money(-3));
        assertThat(amount(Posting.hold("alice", new Money(2)), ALICE)).isEqualTo(new Money(-2));
        assertThat(amount(Posting.release("alice", new Money(2)), ALICE)).isEqualTo(new Money(2));
    }

    @Test
    void aChargeTakesFromTheCustomerWhatItGivesToTheOthers() {
        for (int seed = 0; seed < 1_000; seed++) {
            Seed dice = new Seed(seed);
            long nanos = dice.forPurpose("cost").below(1_000_000);
            Bill bill =
                    new Bill(
                            List.of(new BillLine("request", nanos, 1, 1)),
                            Money.ZERO,
                            new Money(nanos));
            Markup markup =
                    new Markup(
                            "b",
                            dice.forPurpose("ppm").below(2_000_000) - 1_000_000L,
                            dice.forPurpose("more").below(1_000_000),
                            dice.forPurpose("fee").below(100_000),
                            KeyOwner.values()[dice.forPurpose("owner").below(2)]);
            Invoice invoice = Invoice.of(bill, 1_000, markup);

            for (Posting posting : Posting.charge(invoice, "alice", "acme")) {
                assertThat(amount(posting, ALICE))
                        .as("seed %d", seed)
                        .isEqualTo(Money.ZERO.minus(invoice.amount()));
            }
        }
    }

    @Test
    void whatMovesNothingIsNoPosting() {
        assertThat(Posting.charge(Invoice.NOTHING, "alice", "acme")).isEmpty();
    }

    private static Money amount(Posting posting, LedgerAccount account) {
        return posting.entries().stream()
                .filter(entry -> entry.account().equals(account))
                .map(Posting.Entry::amount)
                .reduce(Money.ZERO, Money::plus);
    }
}
