package dev.junctor.core.catalog;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.junctor.core.catalog.Price.Window;
import dev.junctor.core.usage.Bucket;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.node.JsonNodeFactory;

final class PriceReaderTest {
    private static final Place PLACE =
            Place.of("junctor.yaml").at("providers").at("mine").at("price");

    private static Price read(String json) {
        return PriceReader.read(
                Tree.read(json.getBytes(StandardCharsets.UTF_8), Place.of("test")), PLACE);
    }

    @Test
    void decimalsAreExact() {
        Rates rates =
                read("{\"input\": 0.1, \"output\": 0.000000001, \"cache_read\": 1e-2}").base();
        assertThat(rates.nanoPerMillion(Bucket.INPUT)).isEqualTo(100_000_000);
        assertThat(rates.nanoPerMillion(Bucket.OUTPUT)).isEqualTo(1);
        assertThat(rates.nanoPerMillion(Bucket.CACHE_READ)).isEqualTo(10_000_000);
    }

    @Test
    void everyPartIsRead() {
        Price price =
                read(
                        """
                        {"input": 2, "output": 8, "cache_write_1h": 4,
                          "tiers": [{"above": 500000, "input": 6}, {"above": 200000, "input": 4}],
                          "windows": [{"hours": ["16:30-00:30", "10:00-00:00"], "days": [1, 7], "input": 1}],
                          "variants": {"batch": {"input": 1, "tiers": [{"above": 9, "output": 3}]}},
                          "unit": {"web_search": 0.01}}
                        """);
        assertThat(price.base().nanoPerMillion(Bucket.CACHE_WRITE_1H)).isEqualTo(4_000_000_000L);
        assertThat(price.tiers()).extracting(Price.Tier::above).containsExactly(200_000L, 500_000L);
        Map<Bucket, Long> one = Map.of(Bucket.INPUT, 1_000_000_000L);
        assertThat(price.windows())
                .containsExactly(
                        new Window(990, 30, 0b100_0001, one),
                        new Window(600, 1_440, 0b100_0001, one));
        assertThat(price.variants()).containsOnlyKeys("batch");
        assertThat(price.ratesFor(10, 0, "batch").nanoPerMillion(Bucket.OUTPUT))
                .isEqualTo(3_000_000_000L);
        assertThat(price.units().of("web_search")).isEqualTo(10_000_000);
    }

    @Test
    void aWholeDayIsMidnightToMidnight() {
        Price price =
                read(
                        "{\"input\": 1, \"output\": 1, \"windows\": [{\"hours\": [\"00:00-00:00\"],"
                                + " \"input\": 0.5}]}");
        assertThat(price.windows().getFirst().covers(0)).isTrue();
        assertThat(price.windows().getFirst().covers(86_399_999)).isTrue();
    }

    @Test
    void anExplicitZeroIsAPriceAndUnitsMayBeAll() {
        assertThat(read("{\"input\": 0, \"output\": 0}").base().nanoPerMillion(Bucket.INPUT))
                .isZero();
        Price byImage = read("{\"unit\": {\"out_image_each\": 0.04}}");
        assertThat(byImage.base().nanoPerMillion(Bucket.OUTPUT)).isZero();
        assertThat(byImage.units().of("out_image_each")).isEqualTo(40_000_000);
    }

    @Test
    void whatIsWrongIsNamedWithItsPlaceAndRemedy() {
        for (List<String> wrong :
                List.of(
                        List.of("{\"inptu\": 1}", "price.inptu is not known. Did you mean input?"),
                        List.of("{\"input\": 1}", "price.output is missing"),
                        List.of("{}", "price.input is missing"),
                        List.of("{\"unit\": {\"web_search\": 1}}", "price.input is missing"),
                        List.of("{\"input\": -1, \"output\": 1}", "price.input is negative"),
                        List.of("{\"input\": \"1\", \"output\": 1}", "price.input is not a number"),
                        List.of(
                                "{\"input\": 0.0000000001, \"output\": 1}",
                                "price.input has more than nine decimals"),
                        List.of(
                                "{\"input\": 99999999999, \"output\": 1}",
                                "price.input has more than nine decimals or is too large"),
                        List.of(
                                "{\"input\": 1, \"output\": 1, \"tiers\": [{\"input\": 1}]}",
                                "price.tiers[0].above is missing"),
                        List.of(
                                "{\"input\": 1, \"output\": 1, \"tiers\": [{\"above\": 1},"
                                        + " {\"above\": 1}]}",
                                "price.tiers has two tiers above 1"),
                        List.of(
                                "{\"input\": 1, \"output\": 1, \"windows\": [{\"hours\":"
                                        + " [\"25:00-01:00\"]}]}",
                                "price.windows[0].hours[0] is not a range of hours"),
                        List.of(
                                "{\"input\": 1, \"output\": 1, \"windows\": [{\"hours\":"
                                        + " [\"01:00-02:00\"], \"days\": [8]}]}",
                                "price.windows[0].days[0] is not a day"),
                        List.of(
                                "{\"input\": 1, \"output\": 1, \"unit\": {\"requests\": 1}}",
                                "price.unit.requests is not known. Did you mean request?"))) {
            assertThatThrownBy(() -> read(wrong.getFirst()))
                    .as(wrong.getFirst())
                    .isInstanceOf(CatalogException.class)
                    .hasMessageStartingWith("junctor.yaml: providers.mine.")
                    .hasMessageContaining(wrong.getLast());
        }
    }

    @Test
    void binaryFractionsAreAMistakeOfTheCaller() {
        assertThatThrownBy(() -> PriceReader.nanos(JsonNodeFactory.instance.numberNode(0.1), PLACE))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
