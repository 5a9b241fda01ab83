package dev.junctor.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class LedgerCommandTest {
    private static final String CHARGE =
            """
            {"id":"gen-1","created_at":"2026-11-24T11:00:00Z","kind":"charge","account":"acme","amount_usd":-0.000000123,"balance_usd":1.999999877,"generation_id":"gen-1","note":null}
            """;
    private static final String REFUND =
            """
            {"id":"pst-2","created_at":"2026-11-24T10:00:00Z","kind":"refund","account":"acme","amount_usd":1,"balance_usd":2,"generation_id":"gen-0","note":"sorry"}
            """;

    @TempDir private Path folder;

    private final FakeGateway gateway = new FakeGateway();
    private final Shell shell =
            new Shell().set("JUNCTOR_URL", gateway.url()).set("JUNCTOR_MANAGEMENT_KEY", "sk-m");

    @AfterEach
    void stop() {
        gateway.close();
    }

    @Test
    void aStatementIsReadPartByPart() {
        gateway.on("GET /api/v1/ledger/statement", 200, part(CHARGE, "\"c/1\""))
                .on("GET /api/v1/ledger/statement", 200, part(REFUND, "null"));

        Shell.Result result =
                shell.type("ledger statement --account acme --from 2026-11-01 --to 2026-11-30");

        assertThat(result.out())
                .isEqualTo(
                        """
                        TIME                  KIND           AMOUNT       BALANCE  ID     NOTE
                        2026-11-24T11:00:00Z  charge  -$0.000000123  $1.999999877  gen-1
                        2026-11-24T10:00:00Z  refund   $1.00         $2.00         pst-2  sorry (gen-0)
                                              sum      $0.999999877
                        """);
        assertThat(result.err()).isEqualTo("2 movements\n");
        assertThat(gateway.asked())
                .extracting(FakeGateway.Asked::target)
                .containsExactly(
                        "/api/v1/ledger/statement?account=acme&from=2026-11-01&to=2026-11-30&limit=100",
                        "/api/v1/ledger/statement?account=acme&from=2026-11-01&to=2026-11-30&limit=99"
                                + "&cursor=c%2F1");
    }

    @Test
    void aStatementEndsWhereItIsToldAndSaysThatThereIsMore() {
        gateway.on("GET /api/v1/ledger/statement", 200, part(CHARGE, "\"c\""));

        Shell.Result result = shell.type("ledger statement --limit 1");

        assertThat(result.err()).contains("1 movement\n", "older ones: --limit");
        assertThat(shell.type("ledger statement --limit 1 --json").json()).hasSize(1);
        assertThat(gateway.asked()).hasSize(2);
    }

    @Test
    void aTrialBalanceOfZeroIsGood() {
        gateway.on("GET /api/v1/ledger/trial-balance", 200, trialBalance("-1", "0", "true"));

        Shell.Result result = shell.type("ledger trial-balance");

        assertThat(result.code()).isZero();
        assertThat(result.out())
                .isEqualTo(
                        """
                        ACCOUNT      BALANCE
                        credit:acme    $1.00
                        deposits      -$1.00
                        sum            $0.00
                        """);
        assertThat(
                        shell.type("ledger trial-balance --json")
                                .json()
                                .path("balanced")
                                .asBoolean(false))
                .isTrue();
    }

    @Test
    void anyOtherTrialBalanceFails() {
        gateway.on(
                "GET /api/v1/ledger/trial-balance",
                200,
                trialBalance("-0.999999999", "0.000000001", "false"));

        Shell.Result result = shell.type("ledger trial-balance");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).contains("$0.000000001");
        assertThat(result.err()).contains("do not balance", "ledger check");
        assertThat(shell.type("ledger trial-balance --json").code()).isEqualTo(1);
    }

    @Test
    void holdsAreATable() {
        gateway.on(
                        "GET /api/v1/ledger/holds",
                        200,
                        "{\"data\":[{\"budget\":\"account:acme\",\"scope\":\"account\",\"held_usd\":0.5}]}")
                .on("GET /api/v1/ledger/holds", 200, "{\"data\":[]}");

        assertThat(shell.type("ledger holds").out())
                .isEqualTo(
                        """
                        OF        HELD  BUDGET
                        account  $0.50  account:acme
                        """);
        assertThat(shell.type("ledger holds").err()).isEqualTo("nothing is held\n");
        assertThat(shell.type("ledger holds --json").out()).isEqualTo("[ ]\n");
    }

    @Test
    void booksThatBalanceAreSaidSo() {
        gateway.on("GET /api/v1/ledger/check", 200, check("true", ""));

        Shell.Result result = shell.type("ledger check");

        assertThat(result.code()).isZero();
        assertThat(result.out()).isEqualTo("The books balance.\n");
    }

    @Test
    void eachThingThatIsWrongIsALineAndTheCheckFails() {
        gateway.on(
                "GET /api/v1/ledger/check",
                200,
                check("false", "\"margin is 1 nano-dollar off\",\"day 3 lacks a charge\""));

        Shell.Result result = shell.type("ledger check");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).isEqualTo("margin is 1 nano-dollar off\nday 3 lacks a charge\n");
        assertThat(result.err()).contains("2 problems");
        assertThat(shell.type("ledger check --json").code()).isEqualTo(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"data\":{}}", "{\"data\":{\"balanced\":false,\"problems\":[]}}"})
    void booksOfWhichNothingGoodIsSaidAreNotGood(String answer) {
        gateway.on("GET /api/v1/ledger/check", 200, answer);

        assertThat(shell.type("ledger check").code()).isEqualTo(1);
    }

    @Test
    void theBooksAreWrittenToAFile() throws IOException {
        gateway.on("GET /api/v1/ledger/export", 200, "id,kind\ngen-1,charge\n");
        Files.writeString(folder.resolve("books.csv"), "of last month");

        Shell.Result result = shell.in(folder).type("ledger export books.csv --from 2026-11-01");

        assertThat(result.code()).isZero();
        assertThat(folder.resolve("books.csv")).hasContent("id,kind\ngen-1,charge\n");
        assertThat(folder).isDirectoryContaining(file -> file.endsWith("books.csv"));
        assertThat(folder.toFile().list()).hasSize(1);
        assertThat(result.err()).contains("wrote 21 bytes");
        assertThat(gateway.asked().getFirst().target())
                .isEqualTo("/api/v1/ledger/export?format=csv&from=2026-11-01");
        assertThat(shell.type("ledger export x.txt --json").json().path("format").asString(""))
                .isEqualTo("jsonl");
    }

    @Test
    void orToStandardOutput() {
        gateway.on("GET /api/v1/ledger/export", 200, "{\"id\":\"gen-1\"}\n");

        Shell.Result result = shell.type("ledger export -");

        assertThat(result.out()).isEqualTo("{\"id\":\"gen-1\"}\n");
        assertThat(result.err()).isEmpty();
    }

    @Test
    void anExportThatIsRefusedLeavesTheFileAsItWas() throws IOException {
        gateway.on(
                "GET /api/v1/ledger/export",
                400,
                "{\"error\":{\"message\":\"Ask for a shorter time.\"}}");
        Files.writeString(folder.resolve("books.jsonl"), "as it was");

        Shell.Result result = shell.in(folder).type("ledger export books.jsonl");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("Ask for a shorter time.");
        assertThat(folder.resolve("books.jsonl")).hasContent("as it was");
        assertThat(folder.toFile().list()).hasSize(1);
    }

    @Test
    void anExportIntoAFolderThatIsNotThereSaysSo() {
        gateway.on("GET /api/v1/ledger/export", 200, "");

        Shell.Result result = shell.in(folder).type("ledger export nowhere/books.csv");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("nowhere/books.csv could not be written");
    }

    @Test
    void aBillIsExplainedLineByLine() {
        gateway.on(
                "GET /api/v1/ledger/explain/gen 1",
                200,
                """
                {"data":{"generation_id":"gen-1","account":"acme","created_at":"2026-11-24T11:00:00Z","model":"acme/tiny","endpoint_id":"acme:tiny","billing":"complete","price_version":"4",
                 "book":{"name":"resale","key_owner":"host","margin_percent":20,"margin_usd_per_million":0,"fee_percent":0,"now":null},
                 "lines":[
                  {"item":"input","quantity":12345,"unit_price_usd":0.15,"per":1000000,"amount_usd":0.00185175},
                  {"item":"cache_read","quantity":1,"unit_price_usd":0.6,"per":1000000,"amount_usd":0.0000006},
                  {"item":"margin","quantity":null,"unit_price_usd":null,"per":null,"amount_usd":0.00037047},
                  {"item":"rounding","quantity":null,"unit_price_usd":null,"per":null,"amount_usd":-0.00000000}
                 ],
                 "amount_usd":0.00222282,
                 "parts":{},
                 "absorbed":[{"endpoint_id":"zeta:tiny","cost_usd":0.001}]}}
                """);

        Shell.Result result = shell.run("ledger", "explain", "gen 1");

        assertThat(result.out())
                .isEqualTo(
                        """
                        gen-1 · 2026-11-24T11:00:00Z · account acme
                        acme/tiny by acme:tiny · usage complete · prices 4
                        book resale · margin 20%

                        ITEM        QUANTITY  UNIT PRICE        PER       AMOUNT
                        input         12,345       $0.15  1,000,000  $0.00185175
                        cache read         1       $0.60  1,000,000  $0.0000006
                        margin                                       $0.00037047
                        rounding                                     $0.00
                        charged                                      $0.00222282

                        Other attempts, for which nobody is charged:
                        ENDPOINT     COST
                        zeta:tiny  $0.001
                        """);
        assertThat(gateway.asked().getFirst().target()).isEqualTo("/api/v1/ledger/explain/gen%201");
        assertThat(
                        shell.run("ledger", "explain", "gen 1", "--json")
                                .json()
                                .path("billing")
                                .asString(""))
                .isEqualTo("complete");
    }

    @Test
    void anUnknownGenerationIsSaidSo() {
        gateway.on(
                "GET /api/v1/ledger/explain/gen-x",
                404,
                "{\"error\":{\"message\":\"There is no generation with this id.\"}}");

        Shell.Result result = shell.type("ledger explain gen-x");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("There is no generation with this id.");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ledger",
                "ledger statement --from yesterday",
                "ledger statement --from 2026-11-01T08:00:00Z",
                "ledger statement --to 2026-13-01",
                "ledger statement --from 2026-12-01 --to 2026-11-01",
                "ledger statement --limit 0",
                "ledger export",
                "ledger export - --format xml",
                "ledger export - --json",
                "ledger explain",
                "ledger check now"
            })
    void whatCannotBeMeantIsNotAsked(String line) {
        assertThat(shell.type(line).code()).isEqualTo(2);
        assertThat(gateway.asked()).isEmpty();
    }

    private static String part(String movement, String cursor) {
        return "{\"data\":[" + movement + "],\"next_cursor\":" + cursor + "}";
    }

    private static String trialBalance(String deposits, String sum, String balanced) {
        return """
        {"data":{"accounts":[{"ledger_account":"credit:acme","balance_usd":1},{"ledger_account":"deposits","balance_usd":%s}],"sum_usd":%s,"balanced":%s}}
        """
                .formatted(deposits, sum, balanced);
    }

    private static String check(String balanced, String problems) {
        return "{\"data\":{\"balanced\":" + balanced + ",\"problems\":[" + problems + "]}}";
    }
}
