package dev.junctor.core.base;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

final class MoneyTest {
    @Test
    void dollarsAreReadToTheBillionth() {
        assertThat(Money.ofUsd(new BigDecimal("0.000000001")).nanoDollars()).isEqualTo(1);
        assertThat(Money.ofUsd(new BigDecimal("3.1")).nanoDollars()).isEqualTo(3_100_000_000L);
        assertThat(Money.ofUsd(new BigDecimal("-2")).nanoDollars()).isEqualTo(-2_000_000_000L);
    }

    @Test
    void aSmallerPartIsRefusedRatherThanRounded() {
        assertThatThrownBy(() -> Money.ofUsd(new BigDecimal("0.0000000001")))
                .isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> Money.ofUsd(new BigDecimal("9223372037")))
                .isInstanceOf(ArithmeticException.class);
    }

    @Test
    void dollarsAreWrittenWithoutZerosAndExponents() {
        assertThat(new Money(600).toUsd()).isEqualTo("0.0000006");
        assertThat(new Money(1).toUsd()).isEqualTo("0.000000001");
        assertThat(new Money(20_000_000_000_000L).toUsd()).isEqualTo("20000");
        assertThat(new Money(-1_500_000_000).toUsd()).isEqualTo("-1.5");
        assertThat(Money.ZERO.toUsd()).isEqualTo("0");
    }

    @Test
    void forPeopleItIsRoundedHalfUp() {
        assertThat(new Money(1_234_500_000).toUsd(3)).isEqualTo("1.235");
        assertThat(new Money(1_234_499_999).toUsd(3)).isEqualTo("1.234");
        assertThat(new Money(5_000_000).toUsd(2)).isEqualTo("0.01");
        assertThat(Money.ZERO.toUsd(2)).isEqualTo("0.00");
    }

    @Test
    void writtenAmountsReadBackTheSame() {
        Seed seed = new Seed(7);
        for (int i = 0; i < 2_000; i++) {
            seed = seed.next();
            Money money = new Money(seed.bits() >> (i % 60));
            assertThat(Money.ofUsd(new BigDecimal(money.toUsd())))
                    .as("seed " + seed)
                    .isEqualTo(money);
        }
    }

    @Test
    void sumsFailRatherThanWrapAround() {
        Money most = new Money(Long.MAX_VALUE);
        assertThatThrownBy(() -> most.plus(new Money(1))).isInstanceOf(ArithmeticException.class);
        assertThatThrownBy(() -> new Money(Long.MIN_VALUE).minus(new Money(1)))
                .isInstanceOf(ArithmeticException.class);
        assertThat(most.plus(new Money(-1)).compareTo(most)).isNegative();
    }
}
