package dev.junctor.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** The fake's clock says noon of 2026-11-24. */
final class UsageCommandTest {
    private static final String BEFORE =
            """
            {"data":[
              %s,
              %s,
              %s
            ]}
            """
                    .formatted(
                            row("2026-11-01", "acme/tiny", "Acme", 70, 7, "9.00"),
                            row("2026-11-20", "acme/tiny", "Acme", 10, 1, "0.50"),
                            row("2026-11-23", "zeta/huge", "Zeta", 1_200, 0, "1.25"));
    private static final String TODAY =
            "{\"data\":[" + row("2026-11-24", "acme/tiny", "Acme", 4, 0, "0.25") + "]}";
    private static final String KEYS_BEFORE =
            """
            {"data":[
              {"date":"2026-11-20","model":"acme/tiny","api_key_hash":"3fa9c1d27b40ffff","api_key_name":"ci","usage":0.5,"requests":10,"failures":1,"prompt_tokens":1000,"completion_tokens":100},
              {"date":"2026-11-23","model":"zeta/huge","api_key_hash":"aa00bb11cc22ffff","api_key_name":"","usage":1.25,"requests":1200,"failures":0,"prompt_tokens":1000,"completion_tokens":100}
            ]}
            """;
    private static final String KEYS_TODAY =
            """
            {"data":[{"date":"2026-11-24","model":"acme/tiny","api_key_hash":"3fa9c1d27b40ffff","api_key_name":"ci","usage":0.25,"requests":4,"failures":0,"prompt_tokens":1000,"completion_tokens":100}]}
            """;

    private final FakeGateway gateway = new FakeGateway();
    private final Shell shell =
            new Shell().set("JUNCTOR_URL", gateway.url()).set("JUNCTOR_MANAGEMENT_KEY", "sk-m");

    private static String row(
            String day, String model, String provider, int requests, int failures, String usd) {
        return ("{\"date\":\"%s\",\"model\":\"%s\",\"provider_name\":\"%s\",\"usage\":%s,"
                        + "\"requests\":%d,\"failures\":%d,\"prompt_tokens\":1000,"
                        + "\"completion_tokens\":100}")
                .formatted(day, model, provider, usd, requests, failures);
    }

    @AfterEach
    void stop() {
        gateway.close();
    }

    /** Models first, then keys, each in two questions: the completed days, today. */
    @BeforeEach
    void plan() {
        Stream.of(BEFORE, TODAY, KEYS_BEFORE, KEYS_TODAY)
                .forEach(json -> gateway.on("GET /api/v1/activity", 200, json));
    }

    @Test
    void todayTheWeekModelsAndKeysAreTablesWithBars() {
        Shell.Result result = shell.run("usage");

        assertThat(result.out())
                .isEqualTo(
                        """
                        PERIOD       REQUESTS  FAILED  TOKENS IN  TOKENS OUT  SPENT  SHARE  DAYS
                        today               4       0      1,000         100  $0.25    13%  █
                        last 7 days     1,214       1      3,000         300  $2.00   100%  ··▄··█▂

                        MODEL      REQUESTS  FAILED  TOKENS IN  TOKENS OUT  SPENT  SHARE  DAYS
                        zeta/huge     1,200       0      1,000         100  $1.25    63%  ·····█·
                        acme/tiny        14       1      2,000         200  $0.75    38%  ··█···▄
                        all           1,214       1      3,000         300  $2.00   100%  ··▄··█▂

                        KEY           REQUESTS  FAILED  TOKENS IN  TOKENS OUT  SPENT  SHARE  DAYS
                        aa00bb11cc22     1,200       0      1,000         100  $1.25    63%  ·····█·
                        ci                  14       1      2,000         200  $0.75    38%  ··█···▄
                        all              1,214       1      3,000         300  $2.00   100%  ··▄··█▂
                        """);
        assertThat(result.err()).isEqualTo("2026-11-18 to 2026-11-24, days of UTC\n");
        assertThat(gateway.asked())
                .extracting(FakeGateway.Asked::target)
                .containsExactly(
                        "/api/v1/activity",
                        "/api/v1/activity?date=2026-11-24",
                        "/api/v1/activity?group_by=key",
                        "/api/v1/activity?group_by=key&date=2026-11-24");
        assertThat(gateway.asked().getFirst().authorization()).isEqualTo("Bearer sk-m");
    }

    @Test
    void moreDaysSeeFurtherBack() {
        JsonNode usage = shell.type("usage --by provider --days 31 --json").json();

        assertThat(usage.path("from").asString("")).isEqualTo("2026-10-25");
        assertThat(usage.at("/total/usage_usd").decimalValue()).isEqualByComparingTo("11");
        assertThat(usage.at("/by_provider/0/provider").asString("")).isEqualTo("Acme");
        assertThat(usage.at("/by_provider/0/daily_usd")).hasSize(31);
    }

    @Test
    void todayAloneAsksForNothingElse() {
        FakeGateway only = new FakeGateway().on("GET /api/v1/activity", 200, TODAY);
        Shell.Result result =
                new Shell()
                        .set("JUNCTOR_URL", only.url())
                        .run("usage", "--days", "1", "--by", "model");
        only.close();

        assertThat(result.out())
                .isEqualTo(
                        """
                        MODEL      REQUESTS  FAILED  TOKENS IN  TOKENS OUT  SPENT  SHARE
                        acme/tiny         4       0      1,000         100  $0.25   100%
                        all               4       0      1,000         100  $0.25   100%
                        """);
        assertThat(only.asked()).hasSize(1);
    }

    @Test
    void daysWithoutRequestsAreLinesToo() {
        assertThat(shell.run("usage", "--csv", "--days", "3").out())
                .isEqualTo(
                        """
                        day,requests,failures,prompt_tokens,completion_tokens,usage_usd
                        2026-11-22,0,0,0,0,0
                        2026-11-23,1200,0,1000,100,1.25
                        2026-11-24,4,0,1000,100,0.25
                        """);
    }

    @Test
    void valuesWithCommasAndQuotesAreQuoted() {
        assertThat(Csv.line("a,b", "say \"hi\"", "plain", ""))
                .isEqualTo("\"a,b\",\"say \"\"hi\"\"\",plain,");
    }

    @Test
    void asDataTheOverviewHasAllGroups() {
        Shell.Result result = shell.run("usage", "--json");

        assertThat(result.json().at("/today/usage_usd").decimalValue())
                .isEqualByComparingTo("0.25");
        assertThat(result.json().path("by_day")).hasSize(7);
        assertThat(result.json().path("by_model")).hasSize(2);
        assertThat(result.json().path("by_provider")).hasSize(2);
        assertThat(result.json().at("/by_key/1/key").asString("")).isEqualTo("ci");
    }

    @Test
    void nothingAskedYetIsNothingSpent() {
        FakeGateway idle = new FakeGateway().on("GET /api/v1/activity", 200, "{\"data\":[]}");
        Shell.Result result = new Shell().set("JUNCTOR_URL", idle.url()).run("usage");
        idle.close();

        assertThat(result.code()).isZero();
        assertThat(result.out())
                .isEqualTo(
                        """
                        PERIOD       REQUESTS  FAILED  TOKENS IN  TOKENS OUT  SPENT  SHARE  DAYS
                        today               0       0          0           0  $0.00         ·
                        last 7 days         0       0          0           0  $0.00         ·······
                        """);
    }

    @Test
    void longListsAreCutAndSayHowToSeeAll() {
        FakeGateway busy = new FakeGateway();
        busy.on("GET /api/v1/activity", 200, "{\"data\":[]}")
                .on(
                        "GET /api/v1/activity",
                        200,
                        "{\"data\":["
                                + String.join(
                                        ",",
                                        Stream.iterate(1, i -> i + 1)
                                                .limit(12)
                                                .map(i ->
                                                        row("2026-11-24", "m" + i, "P", i, 0, "1"))
                                                .toList())
                                + "]}")
                .on("GET /api/v1/activity", 200, "{\"data\":[]}");
        Shell.Result result = new Shell().set("JUNCTOR_URL", busy.url()).run("usage");
        busy.close();

        assertThat(result.out()).contains("m12", "m3 ").doesNotContain("m2 ");
        assertThat(result.err()).contains("2 more: ./junctor usage --by model");
    }

    @Test
    void barsShowWhateverIsAboveNothing() {
        assertThat(
                        Sparkline.of(
                                List.of(
                                        new BigDecimal("0.000000001"),
                                        BigDecimal.ZERO,
                                        BigDecimal.valueOf(50),
                                        BigDecimal.valueOf(100))))
                .isEqualTo("▁·▄█");
        assertThat(Sparkline.of(List.of())).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "usage --days 0",
                "usage --days 32",
                "usage --days x",
                "usage --by colour",
                "usage --json --csv",
                "usage extra"
            })
    void whatCannotBeMeantIsNotAsked(String line) {
        assertThat(shell.type(line).code()).isEqualTo(2);
        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    void withoutAKeyTheRemedyIsTold() {
        FakeGateway closed =
                new FakeGateway()
                        .on(
                                "GET /api/v1/activity",
                                401,
                                "{\"error\":{\"message\":\"No key was sent.\"}}");
        Shell.Result result = new Shell().set("JUNCTOR_URL", closed.url()).run("usage");
        closed.close();

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("No key was sent", "JUNCTOR_MANAGEMENT_KEY");
    }
}
