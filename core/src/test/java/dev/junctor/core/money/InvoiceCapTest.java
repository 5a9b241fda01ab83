package dev.junctor.core.money;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.base.Money;
import dev.junctor.core.base.Seed;
import dev.junctor.core.catalog.Price;
import dev.junctor.core.catalog.Rates;
import dev.junctor.core.catalog.UnitPrices;
import dev.junctor.core.usage.Bucket;
import dev.junctor.core.usage.Usage;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class InvoiceCapTest {
    private static final Price PRICE =
            new Price(
                    Rates.of(Map.of(Bucket.INPUT, 1_234_567_891L, Bucket.OUTPUT, 2_345_678_912L)),
                    List.of(),
                    List.of(),
                    Map.of(),
                    new UnitPrices(Map.of("request", 700L, "web_search", 10_000L)));

    private static Invoice invoice(Seed seed, Markup.KeyOwner owner) {
        Usage usage =
                Usage.NONE
                        .with(Bucket.INPUT, seed.below(10_000))
                        .with(Bucket.OUTPUT, seed.next().below(10_000))
                        .withWebSearches(seed.next().below(3));
        long margin = seed.next().below(1_500_000) - 500_000L;
        return Invoice.of(
                Bill.of(usage, PRICE, 0, ""), 7, new Markup("b", margin, 11, 50_000, owner));
    }

    @Test
    void whatIsCappedStillSumsAndTheHostBearsTheRest() {
        for (int run = 1; run <= 500; run++) {
            Seed seed = new Seed(run);
            for (Markup.KeyOwner owner : Markup.KeyOwner.values()) {
                Invoice whole = invoice(seed, owner);
                long full = whole.amount().nanoDollars();
                Money most = new Money(seed.forPurpose("cap").below((int) full + 10));
                Invoice capped = whole.cappedAt(most);

                assertThat(capped.amount().nanoDollars())
                        .as("seed %d", run)
                        .isEqualTo(Math.min(full, most.nanoDollars()));
                assertThat(whole.margin().minus(capped.margin()))
                        .as("seed %d", run)
                        .isEqualTo(whole.amount().minus(capped.amount()));
                assertThat(capped.providerCost())
                        .as("seed %d: what is owed stays", run)
                        .isEqualTo(whole.providerCost());
                assertThat(Posting.charge(capped, "a", "p")).as("seed %d", run).isNotEmpty();
            }
        }
    }

    @Test
    void whatIsChargedBesideTokensIsTheRequestAndItsSearches() {
        Usage usage = Usage.NONE.with(Bucket.INPUT, 1_000).withWebSearches(2);
        Bill units = Bill.of(usage, PRICE, 0, "").withoutTokens();
        assertThat(units.lines())
                .extracting(BillLine::item)
                .containsExactly("web_search", "request");
        assertThat(units.total().nanoDollars()).isEqualTo(20_700);
        assertThat(units.prompt()).isEqualTo(Money.ZERO);
    }
}
