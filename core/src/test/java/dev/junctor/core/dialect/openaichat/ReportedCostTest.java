package dev.junctor.core.dialect.openaichat;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.base.Money;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class ReportedCostTest {
    @Test
    void theProvidersDollarsBecomeNanoDollars() {
        assertThat(told("\"cost\":0.00014025")).hasValue(new Money(140_250));
        assertThat(told("\"cost\":1.4025E-4,\"is_byok\":false")).hasValue(new Money(140_250));
        assertThat(told("\"cost\":12")).hasValue(new Money(12_000_000_000L));
        assertThat(told("\"prompt_tokens\":3,\"cost\":0")).hasValue(Money.ZERO);
    }

    @Test
    void whatIsFinerThanANanoDollarIsRoundedHalfUp() {
        assertThat(told("\"cost\":0.0000000014999999999999")).hasValue(new Money(1));
        assertThat(told("\"cost\":0.0000000015")).hasValue(new Money(2));
        assertThat(told("\"cost\":1e-300")).hasValue(Money.ZERO);
    }

    @Test
    void silenceIsNoAmountAndNeitherIsNonsense() {
        for (String said :
                new String[] {
                    "\"prompt_tokens\":3",
                    "\"cost\":null",
                    "\"cost\":\"0.01\"",
                    "\"cost\":{\"total\":1}",
                    "\"cost\":-0.01",
                    "\"cost\":1e300",
                    "\"cost\":1e99999999999",
                    "\"cost\":10000000000",
                    "\"cost\":0.00000000000000000000000000000000000000000000000000001"
                }) {
            assertThat(told(said)).as(said).isEmpty();
        }
    }

    @Test
    void aKeyOfOursAtSomebodyElseIsPaidBesideTheFee() {
        assertThat(
                        told(
                                "\"cost\":0.00005,\"is_byok\":true,"
                                        + "\"cost_details\":{\"upstream_inference_cost\":0.001}"))
                .hasValue(new Money(1_050_000));
        assertThat(
                        told(
                                "\"cost\":0.00005,\"is_byok\":true,"
                                        + "\"cost_details\":{\"upstream_inference_cost\":null}"))
                .isEmpty();
        assertThat(
                        told(
                                "\"cost\":0.002,\"is_byok\":false,"
                                        + "\"cost_details\":{\"upstream_inference_cost\":0.001}"))
                .hasValue(new Money(2_000_000));
    }

    private static Optional<Money> told(String fields) {
        byte[] usage = ("{" + fields + "}").getBytes(StandardCharsets.UTF_8);
        return ReportedCost.of(usage, 0, usage.length);
    }
}
