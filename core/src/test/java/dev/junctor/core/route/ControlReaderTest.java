package dev.junctor.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.base.Glob;
import dev.junctor.core.base.Money;
import dev.junctor.core.base.Seed;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.FaultKind;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class ControlReaderTest {
    @Test
    void readsEveryFieldOfProvider() {
        ProviderRules rules =
                Ask.of("acme/one")
                        .provider(
                                """
                                {"order": ["Alpha", "beta/fp8"], "only": ["x"], "ignore": ["y"],
                                 "allow_fallbacks": false, "require_parameters": true,
                                 "data_collection": "deny", "zdr": true,
                                 "enforce_distillable_text": false,
                                 "quantizations": ["fp8", "unknown"],
                                 "sort": {"by": "latency", "partition": "none"},
                                 "max_price": {"prompt": 0.25, "completion": "1.5", "request": 1e-3,
                                               "image": 0, "audio": 7},
                                 "preferred_min_throughput": 50,
                                 "preferred_max_latency": {"p50": 1, "p75": 1.5, "p90": 2, "p99": 4},
                                 "options": {"alpha": {"deep": [1, 2.50]}}}
                                """)
                        .request()
                        .provider();

        assertThat(rules)
                .isEqualTo(
                        new ProviderRules(
                                List.of("alpha", "beta/fp8"),
                                List.of("x"),
                                List.of("y"),
                                Choice.NO,
                                Choice.YES,
                                Choice.YES,
                                Choice.YES,
                                Choice.NO,
                                Set.of("fp8", "unknown"),
                                Sort.LATENCY,
                                Partition.NONE,
                                new PriceCaps(
                                        250_000_000L,
                                        1_500_000_000L,
                                        1_000_000L,
                                        0,
                                        7_000_000_000L),
                                new Cutoffs(50, 0, 0, 0),
                                new Cutoffs(1, 1.5, 2, 4),
                                Map.of("alpha", "{\"deep\":[1,2.50]}")));
    }

    @Test
    void readsEveryFieldOfRouting() {
        RoutingRules rules =
                Ask.of("acme/one")
                        .routing(
                                """
                                {"objective": "balanced", "within_best": 0.1, "max_usd": "0.02",
                                 "models": {"allow": ["acme/*"], "deny": ["*/One"]},
                                 "quality": {"domain": "coding"}}
                                """)
                        .request()
                        .routing();

        assertThat(rules)
                .isEqualTo(
                        new RoutingRules(
                                Objective.BALANCED,
                                0.1,
                                new Money(20_000_000),
                                List.of(new Glob("acme/*")),
                                List.of(new Glob("*/one")),
                                "coding"));
    }

    @Test
    void nullsAreNotGiven() {
        RouteRequest request =
                Ask.of("acme/one")
                        .provider(
                                "{\"sort\": null, \"only\": null, \"zdr\": null, \"max_price\": null}")
                        .routing("null")
                        .request();

        assertThat(request.provider()).isEqualTo(ProviderRules.NONE);
        assertThat(request.routing()).isEqualTo(RoutingRules.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"ignroe\": []} | provider.ignroe | provider.ignroe: unknown; did you mean provider.ignore?",
                "{\"xyzzy\": 1} | provider.xyzzy | provider.xyzzy: unknown; known are order, only,",
                "{\"only\": \"a\"} | provider.only | must be a list of strings",
                "{\"only\": [1]} | provider.only | must be a list of strings",
                "{\"zdr\": \"yes\"} | provider.zdr | must be true or false",
                "{\"data_collection\": \"never\"} | provider.data_collection | known are deny, allow",
                "{\"sort\": \"prize\"} | provider.sort | did you mean \"price\"? known are price, throughput",
                "{\"sort\": 3} | provider.sort | must be one of price, throughput",
                "{\"sort\": {\"by\": \"cost\"}} | provider.sort.by | known are price",
                "{\"sort\": {\"bye\": \"price\"}} | provider.sort.bye | did you mean provider.sort.by?",
                "{\"sort\": {\"by\": \"price\", \"partition\": \"all\"}} | provider.sort.partition | known are model, none",
                "{\"quantizations\": [\"fp-8\"]} | provider.quantizations | did you mean \"fp8\"?",
                "{\"max_price\": 3} | provider.max_price | must be an object",
                "{\"max_price\": {\"input\": 3}} | provider.max_price.input | unknown",
                "{\"max_price\": {\"prompt\": -1}} | provider.max_price.prompt | must be an amount of US dollars",
                "{\"max_price\": {\"prompt\": \"cheap\"}} | provider.max_price.prompt | must be an amount of US dollars",
                "{\"max_price\": {\"prompt\": 1e999999999}} | provider.max_price.prompt | must be an amount of US dollars",
                "{\"preferred_max_latency\": \"fast\"} | provider.preferred_max_latency | must be a number or an object of p50",
                "{\"preferred_max_latency\": {\"p95\": 1}} | provider.preferred_max_latency.p95 | did you mean",
                "{\"options\": {\"alpha\": 1}} | provider.options.alpha | must be an object",
                "[] | provider | provider must be an object",
                "{\"zdr\": true, \"zdr\": true} | provider | each key once",
            })
    void saysWhatIsWrongWithProvider(String json, String field, String message) {
        Fault fault = Ask.of("acme/one").provider(json).fault();

        assertThat(fault.kind()).isEqualTo(FaultKind.INVALID_REQUEST);
        assertThat(fault.field()).isEqualTo(field);
        assertThat(fault.message()).contains(message);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "{\"objectve\": \"cost\"} | routing.objectve | did you mean routing.objective?",
                "{\"objective\": \"speed\"} | routing.objective | known are cost, latency, quality, balanced",
                "{\"within_best\": 1.5} | routing.within_best | must be a number from 0 to 1",
                "{\"within_best\": \"0.1\"} | routing.within_best | must be a number from 0 to 1",
                "{\"max_usd\": []} | routing.max_usd | must be an amount of US dollars",
                "{\"models\": [\"a\"]} | routing.models | must be an object",
                "{\"models\": {\"alow\": []}} | routing.models.alow | did you mean routing.models.allow?",
                "{\"quality\": \"coding\"} | routing.quality | must be an object",
                "{\"quality\": {\"domain\": 1}} | routing.quality.domain | must be a string",
            })
    void saysWhatIsWrongWithRouting(String json, String field, String message) {
        Fault fault = Ask.of("acme/one").routing(json).fault();

        assertThat(fault.kind()).isEqualTo(FaultKind.INVALID_REQUEST);
        assertThat(fault.field()).isEqualTo(field);
        assertThat(fault.message()).contains(message);
    }

    @Test
    void aDomainThatNoModelIsRatedInIsRefusedWithTheNearest() {
        World world = new World();
        world.model("acme/one").rated(Map.of("overall", 1_300.0, "coding", 1_200.0));
        world.serve("acme/one", "alpha", "1", "1");

        Fault fault =
                Ask.of("acme/one")
                        .routing("{\"quality\": {\"domain\": \"codign\"}}")
                        .refused(world)
                        .fault();

        assertThat(fault.kind()).isEqualTo(FaultKind.INVALID_REQUEST);
        assertThat(fault.field()).isEqualTo("routing.quality.domain");
        assertThat(fault.message())
                .contains("Did you mean \"coding\"?", "Known are coding, overall");
    }

    @Test
    void aModelIsNeeded() {
        assertThat(Ask.of("").fault().field()).isEqualTo("model");
    }

    @Test
    void listsOfMoreThan64NamesAreRefused() {
        Ask ask = Ask.of("acme/one");
        for (int i = 0; i < 64; i++) {
            ask.orElse("acme/" + i);
        }

        assertThat(ask.fault().field()).isEqualTo("models");
    }

    @Test
    void aWholeSeedIsTheSeedOfThePlan() {
        Seed drawn = new Seed(7);

        assertThat(Ask.of("a").control("seed", "42").request().seedOr(drawn))
                .isEqualTo(new Seed(42));
        assertThat(Ask.of("a").request().seedOr(drawn)).isEqualTo(drawn);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1.5", "null", "\"x\"", "99999999999999999999"})
    void anyOtherSeedIsBetweenTheCallerAndTheModel(String json) {
        Seed drawn = new Seed(7);

        assertThat(Ask.of("a").control("seed", json).request().seedOr(drawn)).isEqualTo(drawn);
    }
}
