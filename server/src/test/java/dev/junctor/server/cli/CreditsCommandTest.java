package dev.junctor.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CreditsCommandTest {
    private static final String POSTED =
            """
            {"data":{"id":"pst-1","created_at":"2026-11-24T12:00:00Z","kind":"deposit","account":"acme","amount_usd":50,"generation_id":null,"note":null,"entries":[]}}
            """;
    private static final String ACCOUNT =
            """
            {"id":"%s","name":"%s","balance":"%s","credit_line_usd":%s,"total_credits":100,"total_usage":99.999999999,"balance_usd":0.000000001,"held_usd":0.25,"available_usd":%s,"keys":2,"origin":"store"}
            """;

    private final FakeGateway gateway = new FakeGateway();
    private final Shell shell =
            new Shell().set("JUNCTOR_URL", gateway.url()).set("JUNCTOR_MANAGEMENT_KEY", "sk-m");

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void whatIsLeftIsExactToTheLastDecimal() {
        gateway.on(
                "GET /api/v1/credits",
                200,
                "{\"data\":{\"total_credits\":100,\"total_usage\":100.000000001}}");

        assertThat(shell.run("credits", "show", "--account", "acme inc").out())
                .isEqualTo(
                        """
                          GIVEN            USED           LEFT
                        $100.00  $100.000000001  -$0.000000001
                        """);
        assertThat(gateway.asked().getFirst().target())
                .isEqualTo("/api/v1/credits?account=acme+inc");
        assertThat(shell.run("credits", "show", "--json").json().path("total_credits").asInt(0))
                .isEqualTo(100);
    }

    @Test
    void aCustomerSeesItsOwnAccountWithItsOwnKey() {
        gateway.on(
                "GET /api/v1/credits", 200, "{\"data\":{\"total_credits\":1,\"total_usage\":0}}");

        new Shell()
                .set("JUNCTOR_URL", gateway.url())
                .set("JUNCTOR_API_KEY", "sk-inference")
                .run("credits", "show");

        assertThat(gateway.asked().getFirst().authorization()).isEqualTo("Bearer sk-inference");
    }

    @Test
    void creditIsPostedOnceUnderAKeyThatIsShown() {
        gateway.on("POST /api/v1/accounts/acme/credits", 201, POSTED);

        Shell.Result result = shell.run("credits", "add", "50", "--account", "acme");

        assertThat(result.code()).isZero();
        assertThat(result.out()).isEqualTo("Posted deposit of $50.00 to acme (pst-1).\n");
        FakeGateway.Asked asked = gateway.asked().getFirst();
        assertThat(asked.body()).isEqualTo("{\"amount_usd\":50,\"kind\":\"deposit\"}");
        assertThat(asked.idempotencyKey()).hasSizeGreaterThan(30);
        assertThat(result.err()).contains("idempotency key " + asked.idempotencyKey());
    }

    @Test
    void aRepetitionSendsTheKeyThatItIsGiven() {
        gateway.on("POST /api/v1/accounts/default/credits", 201, POSTED);

        Shell.Result result =
                shell.run(
                        "credits",
                        "add",
                        "0.000000001",
                        "--kind",
                        "promotion",
                        "--note",
                        "so little",
                        "--idempotency-key",
                        "k-1",
                        "--json");

        assertThat(result.json().path("id").asString("")).isEqualTo("pst-1");
        assertThat(result.err()).isEmpty();
        FakeGateway.Asked asked = gateway.asked().getFirst();
        assertThat(asked.idempotencyKey()).isEqualTo("k-1");
        assertThat(asked.json().path("amount_usd").decimalValue())
                .isEqualByComparingTo("0.000000001");
        assertThat(asked.json().path("note").asString("")).isEqualTo("so little");
    }

    @Test
    void aCorrectionMayTakeBack() {
        gateway.on("POST /api/v1/accounts/acme/credits", 201, POSTED);

        assertThat(shell.type("credits add -1.25 --account acme --kind correction").code())
                .isZero();
        assertThat(gateway.asked().getFirst().body())
                .isEqualTo("{\"amount_usd\":-1.25,\"kind\":\"correction\"}");
    }

    @Test
    void whoHearsNoAnswerIsToldHowToRepeatSafely() {
        Shell.Result result =
                new Shell()
                        .set("JUNCTOR_URL", "http://127.0.0.1:1")
                        .type("credits add 5 --idempotency-key k-2");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .contains("whether it was posted is not known", "--idempotency-key k-2");
    }

    @Test
    void whatTheGatewayRefusesIsTold() {
        gateway.on(
                "POST /api/v1/accounts/acme/credits",
                409,
                "{\"error\":{\"message\":\"Another body was sent under this Idempotency-Key.\"}}");

        Shell.Result result = shell.type("credits add 5 --account acme --idempotency-key k");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("409", "Another body was sent");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "credits add",
                "credits add 0",
                "credits add five",
                "credits add -5",
                "credits add 5 --kind gift",
                "accounts create",
                "accounts create acme --balance none",
                "accounts create acme --credit-line x",
                "accounts create acme --credit-line=-1",
                "accounts create acme --balance unlimited --credit-line 5"
            })
    void whatCannotBeMeantIsNotSent(String line) {
        assertThat(shell.type(line).code()).isEqualTo(2);
        assertThat(gateway.asked()).isEmpty();
    }

    @Test
    void accountsAreATable() {
        gateway.on(
                "GET /api/v1/accounts",
                200,
                "{\"data\":["
                        + ACCOUNT.formatted("acme", "Acme Inc", "prepaid", "10", "9.750000001")
                        + ","
                        + ACCOUNT.formatted("default", "default", "unlimited", "null", "null")
                        + "],\"total_count\":2}");

        Shell.Result result = shell.run("accounts", "list");

        assertThat(result.out())
                .isEqualTo(
                        """
                        ID       NAME      BALANCE      GIVEN           USED          LEFT  CREDIT LINE   HELD     MAY SPEND  KEYS
                        acme     Acme Inc  prepaid    $100.00  $99.999999999  $0.000000001       $10.00  $0.25  $9.750000001     2
                        default  default   unlimited  $100.00  $99.999999999  $0.000000001               $0.25      no limit     2
                        """);
        assertThat(result.err()).isEqualTo("2 accounts\n");
        assertThat(shell.run("accounts", "list", "--json").json()).hasSize(2);
    }

    @Test
    void anAccountIsPrepaidUnlessSaidOtherwise() {
        gateway.on(
                "POST /api/v1/accounts",
                201,
                "{\"data\":" + ACCOUNT.formatted("acme", "Acme Inc", "prepaid", "10", "10") + "}");

        Shell.Result result =
                shell.run(
                        "accounts", "create", "acme", "--name", "Acme Inc", "--credit-line", "10");

        assertThat(gateway.asked().getFirst().body())
                .isEqualTo(
                        "{\"id\":\"acme\",\"balance\":\"prepaid\",\"name\":\"Acme Inc\","
                                + "\"credit_line_usd\":10}");
        assertThat(result.out()).contains("acme", "Acme Inc");
        assertThat(result.err())
                .contains(
                        "keys create NAME --account acme", "credits add AMOUNT_USD --account acme");
        shell.type("accounts create research --balance unlimited --json");
        assertThat(gateway.asked().getLast().body())
                .isEqualTo("{\"id\":\"research\",\"balance\":\"unlimited\"}");
    }
}
