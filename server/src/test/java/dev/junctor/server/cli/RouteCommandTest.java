package dev.junctor.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RouteCommandTest {
    private static final String PLAN =
            """
            {"order":[
               {"provider":"acme","model":"acme/tiny","score":0.75,"reasons":["price $0.15/M in, $0.6/M out","up in the last 30 s"]},
               {"provider":"zeta/fp8","model":"acme/tiny","score":0.25,"reasons":[]}],
             "rejected":[{"provider":"slow","model":"acme/tiny","field":"provider.ignore","reason":"ignored by the request"}]}
            """;

    private final FakeGateway gateway = new FakeGateway();
    private final Shell shell = new Shell().set("JUNCTOR_URL", gateway.url());

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void thePlanExplainsItself() {
        gateway.on("POST /api/v1/routing/plan", 200, PLAN);

        Shell.Result result = shell.run("route", "--model", "acme/tiny", "--ignore", "slow");

        assertThat(result.code()).isZero();
        assertThat(result.out())
                .isEqualTo(
                        """
                        acme would answer with acme/tiny: price $0.15/M in, $0.6/M out; up in the last 30 s

                        #  PROVIDER  MODEL      SCORE  WHY
                        1  acme      acme/tiny   0.75  price $0.15/M in, $0.6/M out; up in the last 30 s
                        2  zeta/fp8  acme/tiny   0.25  nothing speaks against it

                        These may not answer:
                        PROVIDER  MODEL      FIELD            REASON
                        slow      acme/tiny  provider.ignore  ignored by the request
                        """);
        assertThat(result.err()).startsWith("2 may answer, 1 may not");
    }

    @Test
    void whatWasTypedIsPlanned() {
        gateway.on("POST /api/v1/routing/plan", 200, PLAN);

        shell.type(
                "route --model a/b,c/d --objective quality --sort latency --only x,y --ignore z"
                        + " --prompt Hey --seed 7");

        assertThat(gateway.asked().getFirst().body())
                .isEqualTo(
                        "{\"model\":\"a/b\",\"models\":[\"a/b\",\"c/d\"],"
                                + "\"messages\":[{\"role\":\"user\",\"content\":\"Hey\"}],"
                                + "\"provider\":{\"sort\":\"latency\",\"only\":[\"x\",\"y\"],\"ignore\":[\"z\"]},"
                                + "\"routing\":{\"objective\":\"quality\"},\"seed\":7}");
    }

    @Test
    void asDataItIsWhatTheGatewaySays() {
        gateway.on("POST /api/v1/routing/plan", 200, PLAN);

        assertThat(
                        shell.run("route", "--model", "acme/tiny", "--json")
                                .json()
                                .at("/rejected/0/field")
                                .asString(""))
                .isEqualTo("provider.ignore");
    }

    @Test
    void onATerminalLongReasonsAreWrappedUnderTheirColumn() {
        gateway.on("POST /api/v1/routing/plan", 200, PLAN);

        Shell.Result result =
                shell.onTerminal()
                        .set("NO_COLOR", "1")
                        .set("COLUMNS", "64")
                        .run("route", "--model", "acme/tiny");

        assertThat(result.out())
                .contains(
                        """
                        1  acme      acme/tiny   0.75  price $0.15/M in, $0.6/M out; up
                                                       in the last 30 s
                        """);
    }

    @Test
    void aRefusedPlanShowsWhoWasTakenOutAndWhy() {
        gateway.on(
                "POST /api/v1/routing/plan",
                404,
                "{\"error\":{\"code\":404,\"message\":\"No endpoints found.\",\"metadata\":{\"rejected\":"
                        + "[{\"provider\":\"acme\",\"model\":\"acme/tiny\",\"field\":\"provider.only\","
                        + "\"reason\":\"not listed\"}]}}}");

        Shell.Result result = shell.run("route", "--model", "acme/tiny", "--only", "nope");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).containsPattern("acme +acme/tiny +provider.only +not listed");
        assertThat(result.err()).contains("No endpoints found.");
    }

    @Test
    void somethingThatPlansNothingIsNotMistakenForAGateway() {
        gateway.on("POST /api/v1/routing/plan", 200, "{}");

        Shell.Result result = shell.run("route", "--model", "acme/tiny");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("plans no routes", "JUNCTOR_URL");
    }

    @Test
    void aModelMustBeNamed() {
        assertThat(shell.run("route").err()).contains("--model");
        assertThat(shell.run("route").code()).isEqualTo(2);
        assertThat(shell.run("route", "--model", ",").code()).isEqualTo(2);
        assertThat(gateway.asked()).isEmpty();
    }
}
