package dev.junctor.core.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.junctor.core.base.Money;
import dev.junctor.core.base.Seed;
import dev.junctor.core.money.Markup.KeyOwner;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.List;
import org.junit.jupiter.api.Test;

final class InvoiceTest {
    private static final int SEEDS = 5_000;

    @Test
    void withoutABookTheCustomerPaysTheProvidersPrice() {
        Invoice invoice = Invoice.of(bill(1_000, 2_500_000_000L), 1_000, Markup.NONE);

        assertThat(invoice.amount().toUsd()).isEqualTo("0.0025");
        assertThat(invoice.providerCost()).isEqualTo(invoice.amount());
        assertThat(invoice.margin()).isEqualTo(Money.ZERO);
    }

    @Test
    void aMarginIsWhatTheHostEarns() {
        Markup markup = new Markup("resale", 150_000, 100_000_000, 0, KeyOwner.HOST);

        Invoice invoice = Invoice.of(bill(1_000, 2_500_000_000L), 1_000, markup);

        assertThat(invoice.providerCost().toUsd()).isEqualTo("0.0025");
        assertThat(invoice.margin().toUsd()).isEqualTo("0.000475");
        assertThat(invoice.amount().toUsd()).isEqualTo("0.002975");
    }

    @Test
    void aDiscountIsGivenAwayAndNobodyIsPaidForAsking() {
        Markup half = new Markup("half", -500_000, 0, 0, KeyOwner.HOST);
        Markup less = new Markup("less", 0, -9_000_000_000L, 0, KeyOwner.HOST);

        Invoice halved = Invoice.of(bill(1_000, 2_500_000_000L), 1_000, half);
        Invoice free = Invoice.of(bill(1_000, 2_500_000_000L), 1_000, less);

        assertThat(halved.amount().toUsd()).isEqualTo("0.00125");
        assertThat(halved.discount().toUsd()).isEqualTo("0.00125");
        assertThat(free.amount()).isEqualTo(Money.ZERO);
        assertThat(free.discount()).isEqualTo(free.providerCost());
    }

    @Test
    void onTheirOwnKeyCustomersPayTheFeeOnly() {
        Markup markup = new Markup("own", 150_000, 0, 50_000, KeyOwner.CUSTOMER);

        Invoice invoice = Invoice.of(bill(1_000, 2_500_000_000L), 1_000, markup);

        assertThat(invoice.amount().toUsd()).isEqualTo("0.000125");
        assertThat(invoice.fee()).isEqualTo(invoice.amount());
        assertThat(invoice.providerCost()).isEqualTo(Money.ZERO);
    }

    @Test
    void anAnswerThatIsNotChargedIsTheHostsLoss() {
        Invoice invoice = Invoice.of(bill(1_000, 2_500_000_000L), 1_000, Markup.NONE).absorbed();

        assertThat(invoice.amount()).isEqualTo(Money.ZERO);
        assertThat(invoice.margin()).isEqualTo(Money.ZERO.minus(invoice.providerCost()));
    }

    @Test
    void theAmountIsTheExactOneRoundedOnceAndItsPartsMakeIt() {
        for (int seed = 0; seed < SEEDS; seed++) {
            Seed dice = new Seed(seed);
            long tokens = 1L + dice.forPurpose("tokens").below(200_000);
            long price = dice.forPurpose("price").below(2_000_000_000);
            long ppm = dice.forPurpose("ppm").below(3_000_001) - 1_000_000L;
            long perMillion = dice.forPurpose("per").below(2_000_001) - 1_000_000L;
            Markup markup = new Markup("b", ppm, perMillion, 0, KeyOwner.HOST);

            Invoice invoice = Invoice.of(bill(tokens, price), tokens, markup);

            BigDecimal cost = nanos(tokens, price);
            BigDecimal exact =
                    cost.add(cost.multiply(BigDecimal.valueOf(ppm, 6)))
                            .add(nanos(tokens, perMillion))
                            .max(BigDecimal.ZERO);
            assertThat(invoice.amount().nanoDollars())
                    .as("seed %d", seed)
                    .isEqualTo(exact.setScale(0, RoundingMode.HALF_UP).longValueExact());
            assertThat(Math.abs(invoice.rounding().nanoDollars()))
                    .as("seed %d", seed)
                    .isLessThanOrEqualTo(1);
        }
    }

    @Test
    void partsThatDoNotMakeTheAmountAreNoInvoice() {
        assertThatThrownBy(() ->
                        new Invoice(
                                Bill.NOTHING,
                                Markup.NONE,
                                new Money(5),
                                Money.ZERO,
                                Money.ZERO,
                                Money.ZERO,
                                Money.ZERO,
                                new Money(6)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    private static BigDecimal nanos(long tokens, long nanosPerMillion) {
        return BigDecimal.valueOf(tokens).multiply(BigDecimal.valueOf(nanosPerMillion, 6));
    }

    private static Bill bill(long tokens, long nanosPerMillion) {
        BillLine line = new BillLine("output", tokens, nanosPerMillion, BillLine.MILLION);
        Money total =
                new Money(
                        nanos(tokens, nanosPerMillion)
                                .setScale(0, RoundingMode.HALF_UP)
                                .longValueExact());
        return new Bill(List.of(line), Money.ZERO, total);
    }
}
