package dev.junctor.core.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.junctor.core.base.Money;
import java.util.List;
import org.junit.jupiter.api.Test;

final class BillTextTest {
    @Test
    void whatIsWrittenIsRead() {
        Bill bill =
                new Bill(
                        List.of(
                                new BillLine("input", 1_200, 150_000_000, BillLine.MILLION),
                                new BillLine("web_search", 2, 10_000_000, 1)),
                        new Money(180_000),
                        new Money(20_180_000));

        assertThat(BillText.write(bill))
                .isEqualTo("input:1200*150000000/1000000;web_search:2*10000000/1");
        assertThat(BillText.read(BillText.write(bill), bill.prompt(), bill.total()))
                .isEqualTo(bill);
        assertThat(BillText.read("", Money.ZERO, Money.ZERO)).isEqualTo(Bill.NOTHING);
    }

    @Test
    void anythingElseIsRefused() {
        assertThatThrownBy(() -> BillText.read("input", Money.ZERO, Money.ZERO))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
