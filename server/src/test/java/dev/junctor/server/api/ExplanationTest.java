package dev.junctor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.base.Money;
import dev.junctor.core.base.Seed;
import dev.junctor.core.money.Bill;
import dev.junctor.core.money.BillLine;
import dev.junctor.core.money.Invoice;
import dev.junctor.core.money.Markup;
import dev.junctor.core.record.GenerationRecord;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

final class ExplanationTest {
    private static final int CASES = 300;
    private static final List<String> ITEMS = List.of("input", "cache_read", "output", "reasoning");

    @TempDir private Path folder;
    private ApiHouse house;
    private String manager;
    private String key;

    @BeforeEach
    void open() {
        house = new ApiHouse(folder);
        manager = house.management();
        key = house.inference();
    }

    @AfterEach
    void close() {
        house.close();
    }

    private static Bill bill(Seed dice) {
        List<BillLine> lines = new ArrayList<>();
        BigDecimal total = BigDecimal.ZERO;
        for (String item : ITEMS) {
            long quantity = dice.forPurpose(item).below(100_000);
            long price = dice.forPurpose(item + " price").below(1_000_000_000);
            if (quantity > 0 && dice.forPurpose(item + " there").below(3) > 0) {
                lines.add(new BillLine(item, quantity, price, BillLine.MILLION));
                total =
                        total.add(
                                BigDecimal.valueOf(quantity)
                                        .multiply(BigDecimal.valueOf(price))
                                        .movePointLeft(6));
            }
        }
        if (dice.forPurpose("request").below(2) == 0) {
            lines.add(new BillLine("request", 1, 2_000_000, 1));
            total = total.add(BigDecimal.valueOf(2_000_000));
        }
        long nanos = total.setScale(0, RoundingMode.HALF_UP).longValueExact();
        return new Bill(lines, Money.ZERO, new Money(nanos));
    }

    private static Invoice invoice(Seed dice) {
        Markup markup =
                new Markup(
                        "resale",
                        dice.forPurpose("margin").below(1_500_000) - 1_000_000L,
                        dice.forPurpose("per million").below(2_000_000) - 1_000_000L,
                        dice.forPurpose("fee").below(100_000),
                        dice.forPurpose("owner").below(4) == 0
                                ? Markup.KeyOwner.CUSTOMER
                                : Markup.KeyOwner.HOST);
        Invoice full = Invoice.of(bill(dice), dice.forPurpose("tokens").below(100_000), markup);
        return dice.forPurpose("absorbed").below(5) == 0 ? full.absorbed() : full;
    }

    @Test
    void theLinesOfEachBillSumUpToWhatWasCharged() {
        for (int seed = 1; seed <= CASES; seed++) {
            Invoice invoice = invoice(new Seed(seed));
            GenerationRecord record =
                    Told.record(house, key, "default", ApiHouse.NOON, invoice, Money.ZERO);
            JsonNode data =
                    house.get("/v1/ledger/explain/" + record.publicId(), manager).at("/data");
            BigDecimal sum = BigDecimal.ZERO;
            for (JsonNode line : data.get("lines")) {
                BigDecimal amount = line.get("amount_usd").decimalValue();
                sum = sum.add(amount);
                if (!line.get("quantity").isNull()) {
                    assertThat(
                                    line.get("unit_price_usd")
                                            .decimalValue()
                                            .multiply(line.get("quantity").decimalValue()))
                            .as("seed %d: quantity × unit price", seed)
                            .isEqualByComparingTo(amount.multiply(line.get("per").decimalValue()));
                }
                if (line.get("item").stringValue().equals("rounding")) {
                    assertThat(amount.abs())
                            .as("seed %d: rounding is less than two nano-dollars", seed)
                            .isLessThan(new BigDecimal("0.000000002"));
                }
            }
            assertThat(sum).as("seed %d", seed).isEqualByComparingTo(record.cost().toUsd());
            assertThat(data.get("amount_usd").decimalValue())
                    .as("seed %d", seed)
                    .isEqualByComparingTo(sum);
            JsonNode parts = data.get("parts");
            assertThat(
                            parts.get("provider_usd")
                                    .decimalValue()
                                    .add(parts.get("margin_usd").decimalValue())
                                    .add(parts.get("fee_usd").decimalValue())
                                    .subtract(parts.get("discount_usd").decimalValue())
                                    .add(parts.get("rounding_usd").decimalValue()))
                    .as("seed %d: parts", seed)
                    .isEqualByComparingTo(sum);
        }
    }

    @Test
    void theTermsAreThoseOfThenAndTheBookIsShownAsItIsNow() {
        Bill bill =
                new Bill(
                        List.of(new BillLine("input", 1_200, 150_000_000, BillLine.MILLION)),
                        Money.ZERO,
                        new Money(180_000));
        Invoice invoice =
                Invoice.of(bill, 1_200, new Markup("resale", 200_000, 0, 0, Markup.KeyOwner.HOST));
        GenerationRecord record =
                Told.record(house, key, "default", ApiHouse.NOON, invoice, new Money(7));
        house.put("/v1/price-books/resale", manager, "{\"margin_percent\":30}");
        JsonNode data = house.get("/v1/ledger/explain/" + record.publicId(), manager).at("/data");
        assertThat(data.at("/book/name").stringValue()).isEqualTo("resale");
        assertThat(data.at("/book/margin_percent").intValue()).isEqualTo(20);
        assertThat(data.at("/book/now/margin_percent").intValue()).isEqualTo(30);
        assertThat(data.get("price_version").stringValue()).isEqualTo("0123456789ab");
        assertThat(data.at("/lines/0/item").stringValue()).isEqualTo("input");
        assertThat(data.at("/lines/0/unit_price_usd").decimalValue()).isEqualByComparingTo("0.15");
        assertThat(data.at("/lines/0/amount_usd").decimalValue()).isEqualByComparingTo("0.00018");
        assertThat(data.at("/lines/1/item").stringValue()).isEqualTo("margin");
        assertThat(data.at("/lines/1/amount_usd").decimalValue()).isEqualByComparingTo("0.000036");
        assertThat(data.get("lines").size()).isEqualTo(2);
        assertThat(data.at("/absorbed/0/cost_usd").decimalValue())
                .isEqualByComparingTo("0.000000007");
        JsonNode told = house.get("/v1/generation?id=" + record.publicId(), key).at("/data");
        assertThat(told.get("cost_lines")).isEqualTo(data.get("lines"));
        assertThat(told.get("account").stringValue()).isEqualTo("default");
        assertThat(told.get("upstream_inference_cost").decimalValue())
                .isEqualByComparingTo("0.00018");
    }

    @Test
    void onTheCustomersOwnKeyOnlyTheFeeIsLeft() {
        Bill bill =
                new Bill(
                        List.of(new BillLine("request", 1, 1_000_000, 1)),
                        Money.ZERO,
                        new Money(1_000_000));
        Invoice invoice =
                Invoice.of(bill, 0, new Markup("", 0, 0, 50_000, Markup.KeyOwner.CUSTOMER));
        GenerationRecord record =
                Told.record(house, key, "default", ApiHouse.NOON, invoice, Money.ZERO);
        JsonNode data = house.get("/v1/generation?id=" + record.publicId(), key).at("/data");
        assertThat(data.get("is_byok").booleanValue()).isTrue();
        assertThat(data.get("total_cost").decimalValue()).isEqualByComparingTo("0.00005");
        assertThat(data.at("/cost_lines/1/item").stringValue())
                .isEqualTo("paid_to_provider_by_customer");
        assertThat(data.at("/cost_lines/2/item").stringValue()).isEqualTo("fee");
    }
}
