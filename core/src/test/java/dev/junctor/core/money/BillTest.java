package dev.junctor.core.money;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.junctor.core.base.Money;
import dev.junctor.core.base.Seed;
import dev.junctor.core.catalog.Price;
import dev.junctor.core.catalog.Rates;
import dev.junctor.core.catalog.UnitPrices;
import dev.junctor.core.usage.Bucket;
import dev.junctor.core.usage.Usage;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.math.RoundingMode;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class BillTest {
    private static final long DOLLAR = 1_000_000_000L;
    private static final String USUAL = "";

    @Test
    void aBillIsUsageTimesPrice() {
        Price price =
                Price.flat(
                        Rates.of(
                                Map.of(
                                        Bucket.INPUT, 3 * DOLLAR,
                                        Bucket.OUTPUT, 15 * DOLLAR,
                                        Bucket.CACHE_READ, 3 * DOLLAR / 10)));
        Usage usage =
                Usage.NONE
                        .with(Bucket.INPUT, 1_000)
                        .with(Bucket.CACHE_READ, 10_000)
                        .with(Bucket.OUTPUT, 200)
                        .with(Bucket.REASONING, 100);

        Bill bill = Bill.of(usage, price, 0, USUAL);

        assertThat(bill.total().toUsd()).isEqualTo("0.0105");
        assertThat(bill.prompt().toUsd()).isEqualTo("0.006");
        assertThat(bill.completion().toUsd()).isEqualTo("0.0045");
        assertThat(bill.lines())
                .extracting(BillLine::item)
                .containsExactly("input", "cache_read", "output", "reasoning");
    }

    @Test
    void theProvidersOwnWordReplacesTheAmountAndKeepsTheProportion() {
        Price price = Price.flat(Rates.of(Map.of(Bucket.INPUT, DOLLAR, Bucket.OUTPUT, 3 * DOLLAR)));
        Usage usage = Usage.NONE.with(Bucket.INPUT, 1_000).with(Bucket.OUTPUT, 1_000);

        Bill told = Bill.of(usage, price, 0, USUAL).chargedAs(new Money(1_000_001));

        assertThat(told.total()).isEqualTo(new Money(1_000_001));
        assertThat(told.prompt()).isEqualTo(new Money(250_000));
        assertThat(told.completion()).isEqualTo(new Money(750_001));
        assertThat(told.lines()).extracting(BillLine::item).containsExactly("reported");
        assertThat(Bill.NOTHING.chargedAs(new Money(7)).prompt()).isEqualTo(Money.ZERO);
    }

    @Test
    void itIsRoundedOnceHalfUpAtTheTotal() {
        // A token of each costs a third of a nano-dollar and something: three thirds make one, not
        // three ones.
        assertThat(nanos(333_333, 333_333, 1, 1)).isEqualTo(1);
        assertThat(nanos(250_000, 250_000, 1, 1)).isEqualTo(1);
        assertThat(nanos(249_999, 250_000, 1, 1)).isEqualTo(0);
        assertThat(nanos(1, 1, 499_999, 0)).isEqualTo(0);
        assertThat(nanos(1, 1, 500_000, 0)).isEqualTo(1);
    }

    private static long nanos(long input, long output, long prompt, long completion) {
        Price price = Price.flat(Rates.of(Map.of(Bucket.INPUT, input, Bucket.OUTPUT, output)));
        Usage usage = Usage.NONE.with(Bucket.INPUT, prompt).with(Bucket.OUTPUT, completion);
        return Bill.of(usage, price, 0, USUAL).total().nanoDollars();
    }

    @Test
    void itEqualsExactArithmeticForAnyUsageAndPrice() {
        Seed seed = new Seed(2026);
        for (int i = 0; i < 3_000; i++) {
            seed = seed.next();
            Map<Bucket, Long> prices = new EnumMap<>(Bucket.class);
            Usage usage = Usage.NONE;
            BigInteger micros = BigInteger.ZERO;
            Seed draw = seed;
            for (Bucket bucket : Bucket.values()) {
                draw = draw.next();
                long price = draw.below(2_000_000_000) * (long) draw.next().below(200);
                long tokens = draw.next().next().below(3_000_000);
                prices.put(bucket, price);
                usage = usage.with(bucket, tokens);
                micros = micros.add(BigInteger.valueOf(price).multiply(BigInteger.valueOf(tokens)));
            }
            Bill bill = Bill.of(usage, Price.flat(Rates.of(prices)), 0, USUAL);
            BigInteger exact =
                    new BigDecimal(micros, 6).setScale(0, RoundingMode.HALF_UP).toBigInteger();
            assertThat(bill.total().nanoDollars())
                    .as("seed " + seed)
                    .isEqualTo(exact.longValueExact());
            assertThat(bill.prompt().plus(bill.completion())).isEqualTo(bill.total());
        }
    }

    @Test
    void searchesAndTheRequestItselfAreCharged() {
        Price price =
                new Price(
                        Rates.of(Map.of(Bucket.INPUT, 0L, Bucket.OUTPUT, 0L)),
                        List.of(),
                        List.of(),
                        Map.of(),
                        new UnitPrices(
                                Map.of("web_search", DOLLAR / 100, "request", DOLLAR / 200)));
        assertThat(Bill.of(Usage.NONE.withWebSearches(3), price, 0, USUAL).total().toUsd())
                .isEqualTo("0.035");
        assertThat(Bill.of(Usage.NONE, price, 0, USUAL).total().toUsd()).isEqualTo("0.005");
    }

    @Test
    void nothingUsedAtNoUnitPriceCostsNothing() {
        Price price = Price.flat(Rates.of(Map.of(Bucket.INPUT, DOLLAR, Bucket.OUTPUT, DOLLAR)));
        assertThat(Bill.of(Usage.NONE, price, 0, USUAL)).isEqualTo(Bill.NOTHING);
        assertThat(Bill.NOTHING.total()).isEqualTo(Money.ZERO);
    }

    @Test
    void anAmountThatDoesNotFitIsRefused() {
        Price price = Price.flat(Rates.of(Map.of(Bucket.INPUT, Long.MAX_VALUE, Bucket.OUTPUT, 0L)));
        assertThatThrownBy(() -> Bill.of(Usage.NONE.with(Bucket.INPUT, 2_000_000), price, 0, USUAL))
                .isInstanceOf(ArithmeticException.class);
    }
}
