package dev.junctor.engine.dispatch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.health.AttemptResult;
import dev.junctor.core.record.Billing;
import dev.junctor.core.record.Outcome;
import dev.junctor.core.route.Candidate;
import dev.junctor.core.usage.Usage;
import dev.junctor.engine.fake.Menu;
import dev.junctor.engine.journal.Ending;
import dev.junctor.engine.port.UpstreamClient;
import org.junit.jupiter.api.Test;

final class DispatchTest {
    private static final Candidate ONE = Menu.candidate("one", "a/m");
    private static final Candidate TWO = Menu.candidate("two", "a/m");
    private static final Candidate OTHER_MODEL = Menu.candidate("one", "b/n");

    @Test
    void unaryAnswerSaysOurNameAndWhatItCost() {
        Stage stage = new Stage().send(Stage.UNARY, ONE);

        stage.upstream.last().head(200, Stage.JSON).part(Stage.ANSWER).end();

        assertThat(stage.caller.status()).isEqualTo(200);
        assertThat(stage.caller.header("X-Generation-Id")).isEqualTo("gen-1");
        assertThat(stage.caller.header("X-Junctor-Provider")).isEqualTo("one");
        assertThat(stage.caller.header("X-Junctor-Model")).isEqualTo("a/m");
        assertThat(stage.caller.body())
                .contains("\"id\":\"gen-1\"", "\"model\":\"a/m\"", "\"cost\":0.00002");
        Ending ending = stage.ending();
        assertThat(ending.outcome()).isEqualTo(Outcome.SERVED);
        assertThat(ending.charge().billing()).isEqualTo(Billing.COMPLETE);
        assertThat(ending.charge().amount().nanoDollars()).isEqualTo(10 * 1_000 + 5 * 2_000);
    }

    @Test
    void aProviderThatTellsItsCostIsBilledByItsWordAndTheOthersByTheirPrices() {
        Candidate telling = Menu.candidate("one", "a/m", Menu.tellsCost());
        String told = Stage.ANSWER.replace("\"usage\":{", "\"usage\":{\"cost\":0.0000312345,");

        Stage word = new Stage().send(Stage.UNARY, telling);
        word.upstream.last().head(200, Stage.JSON).part(told).end();
        Stage silent = new Stage().send(Stage.UNARY, telling);
        silent.upstream.last().head(200, Stage.JSON).part(Stage.ANSWER).end();
        Stage listed = new Stage().send(Stage.UNARY, ONE);
        listed.upstream.last().head(200, Stage.JSON).part(told).end();

        assertThat(word.caller.body()).contains("\"cost\":0.000031235,");
        assertThat(word.ending().charge().amount().nanoDollars()).isEqualTo(31_235);
        assertThat(word.ending().charge().invoice().bill().total().nanoDollars()).isEqualTo(31_235);
        assertThat(silent.ending().charge().amount().nanoDollars()).isEqualTo(20_000);
        assertThat(listed.ending().charge().amount().nanoDollars()).isEqualTo(20_000);
        assertThat(listed.caller.body()).contains("\"cost\":0.00002,");
    }

    @Test
    void aStreamsLastWordOnItsCostCounts() {
        Stage stage =
                new Stage().send(Stage.STREAM, Menu.candidate("one", "a/m", Menu.tellsCost()));

        stage.upstream.last().head(200, Stage.SSE).part(Stage.FIRST);
        stage.upstream
                .last()
                .part(Stage.FINISH)
                .part(Stage.USAGE.replace("\"usage\":{", "\"usage\":{\"cost\":0.00001,"))
                .part(Stage.USAGE.replace("\"usage\":{", "\"usage\":{\"cost\":0.00004,"))
                .part(Stage.DONE)
                .end();

        assertThat(stage.caller.body()).contains("\"cost\":0.00004,");
        assertThat(stage.ending().charge().amount().nanoDollars()).isEqualTo(40_000);
    }

    @Test
    void aProviderThatFailedChargesNothingWhateverItSays() {
        Stage stage =
                new Stage().send(Stage.UNARY, Menu.candidate("one", "a/m", Menu.tellsCost()), TWO);

        stage.upstream
                .last()
                .head(200, Stage.JSON)
                .part("{\"error\":{\"code\":503,\"message\":\"later\"},\"usage\":{\"cost\":9}}")
                .end();
        stage.upstream.last().head(200, Stage.JSON).part(Stage.ANSWER).end();

        assertThat(stage.ending().charge().amount().nanoDollars()).isEqualTo(20_000);
    }

    @Test
    void providerGetsTheCallersBytesButForItsOwnModelName() {
        Stage stage = new Stage().send(Stage.UNARY, ONE);

        assertThat(stage.upstream.last().path()).isEqualTo("/chat/completions");
        assertThat(stage.upstream.last().body())
                .isEqualTo(Stage.UNARY.replace("\"a/m\"", "\"upstream-m\""));
    }

    @Test
    void streamedEventsAreHandedOnAsTheyCome() {
        Stage stage = new Stage().send(Stage.STREAM, ONE);

        stage.upstream.last().head(200, Stage.SSE).part(Stage.FIRST);
        assertThat(stage.caller.body()).contains("\"content\":\"hel\"");
        stage.upstream.last().part(Stage.FINISH).part(Stage.USAGE + Stage.DONE).end();

        assertThat(stage.caller.body()).endsWith(Stage.DONE).contains("\"cost\":0.00002");
        assertThat(stage.caller.ended()).isTrue();
        assertThat(stage.ending().outcome()).isEqualTo(Outcome.SERVED);
    }

    @Test
    void usageThatTheProviderDidNotSendIsToldAsItIsCharged() {
        Stage unary = new Stage().send(Stage.UNARY, ONE);
        String usage =
                ",\"usage\":{\"prompt_tokens\":10,\"completion_tokens\":5,\"total_tokens\":15}";
        unary.upstream.last().head(200, Stage.JSON).part(Stage.ANSWER.replace(usage, "")).end();
        isToldAsCharged(unary);

        Stage stream = new Stage().send(Stage.STREAM, ONE);
        stream.upstream.last().head(200, Stage.SSE).part(Stage.FIRST).part(Stage.FINISH);
        stream.upstream.last().part(Stage.DONE).end();
        isToldAsCharged(stream);
        assertThat(stream.caller.body()).endsWith(Stage.DONE);

        Stage unmarked = new Stage().send(Stage.STREAM, ONE);
        unmarked.upstream.last().head(200, Stage.SSE).part(Stage.FIRST + Stage.FINISH).end();
        isToldAsCharged(unmarked);
        assertThat(unmarked.caller.body()).endsWith(Stage.DONE);
    }

    private static void isToldAsCharged(Stage stage) {
        Ending ending = stage.ending();
        assertThat(ending.charge().billing()).isEqualTo(Billing.ESTIMATED);
        Usage charged = ending.charge().usage();
        assertThat(charged.completionTokens()).isPositive();
        assertThat(ending.charge().amount().nanoDollars())
                .isEqualTo(1_000 * charged.promptTokens() + 2_000 * charged.completionTokens());
        assertThat(stage.caller.body())
                .contains(
                        "\"usage\":{\"prompt_tokens\":" + charged.promptTokens() + ",",
                        "\"completion_tokens\":" + charged.completionTokens() + ",",
                        "\"cost\":" + ending.charge().amount().toUsd() + ",",
                        "\"estimated\":true}");
    }

    @Test
    void reasoningThatTheCallerDoesNotWantStaysAwayAndIsCharged() {
        String exclude = ",\"reasoning\":{\"exclude\":true}}";
        String thought = "\"reasoning\":\"a long thought\",";
        Stage unary = new Stage().send(Stage.UNARY.replaceFirst("}$", exclude), ONE);
        unary.upstream
                .last()
                .head(200, Stage.JSON)
                .part(Stage.ANSWER.replace("\"content\"", thought + "\"content\""))
                .end();
        assertThat(unary.caller.body()).contains("\"content\"").doesNotContain("thought");
        assertThat(unary.ending().charge().amount().nanoDollars()).isEqualTo(20_000);

        Stage stream = new Stage().send(Stage.STREAM.replaceFirst("}$", exclude), ONE);
        stream.upstream
                .last()
                .head(200, Stage.SSE)
                .part(Stage.FIRST.replace("\"content\"", thought + "\"content\""))
                .part(Stage.FINISH + Stage.DONE)
                .end();
        assertThat(stream.caller.body()).contains("\"content\"").doesNotContain("thought");
        assertThat(stream.ending().charge().usage().completionTokens())
                .isEqualTo(("hel" + "a long thought").length() / 4 + 1);
    }

    @Test
    void nextEndpointIsAskedBeforeTheFirstByte() {
        Stage stage = new Stage().send(Stage.UNARY, ONE, TWO);

        stage.upstream.last().head(500, Stage.JSON).part("{}").end();
        assertThat(stage.upstream.last().provider()).isEqualTo("two");
        stage.upstream.last().head(200, Stage.JSON).part(Stage.ANSWER).end();

        assertThat(stage.caller.status()).isEqualTo(200);
        assertThat(stage.caller.header("X-Junctor-Provider")).isEqualTo("two");
        assertThat(stage.ending().attempts()).hasSize(2);
        assertThat(stage.results.getFirst()).isInstanceOf(AttemptResult.Failed.class);
        assertThat(stage.results.getLast()).isInstanceOf(AttemptResult.Answered.class);
    }

    @Test
    void brokenConnectionBecomes502WhenNobodyIsLeft() {
        Stage stage = new Stage().send(Stage.UNARY, ONE);

        stage.upstream.last().breakOff(UpstreamClient.Cause.CONNECT);

        assertThat(stage.caller.status()).isEqualTo(502);
        assertThat(stage.ending().charge().billing()).isEqualTo(Billing.VOID);
    }

    @Test
    void rateLimitOfTheOnlyEndpointIsReturnedAtOnceWithItsRetryAfter() {
        Stage stage = new Stage().send(Stage.UNARY, ONE);

        stage.upstream
                .last()
                .head(429, Stage.JSON, "retry-after", "7")
                .part("{\"error\":{\"message\":\"slow down\"}}")
                .end();

        assertThat(stage.caller.status()).isEqualTo(429);
        assertThat(stage.caller.header("Retry-After")).isEqualTo("7");
        stage.ending();
    }

    @Test
    void refusedKeyOfOursIsNeverTheCallersFault() {
        Stage stage = new Stage().send(Stage.UNARY, ONE);

        stage.upstream
                .last()
                .head(401, Stage.JSON)
                .part("{\"error\":{\"message\":\"bad key\"}}")
                .end();

        assertThat(stage.caller.status()).isEqualTo(502);
        stage.ending();
    }

    @Test
    void callersMistakeIsNotTriedElsewhereForTheSameModel() {
        Stage stage = new Stage().send(Stage.UNARY, ONE, TWO, OTHER_MODEL);

        stage.upstream
                .last()
                .head(400, Stage.JSON)
                .part("{\"error\":{\"message\":\"temperature must be a number\"}}")
                .end();

        assertThat(stage.upstream.sent()).noneMatch(sent -> sent.provider().equals("two"));
    }

    @Test
    void silentProviderIsLeftAfterTheFirstByteDeadline() {
        Stage stage = new Stage().send(Stage.STREAM, ONE, TWO);

        stage.loop.pass(59_000);
        assertThat(stage.upstream.sent()).hasSize(1);
        stage.loop.pass(2_000);

        assertThat(stage.upstream.sent().getFirst().cancelled()).isTrue();
        assertThat(stage.upstream.last().provider()).isEqualTo("two");
    }

    @Test
    void deadlineOfTheLastEndpointIs504() {
        Stage stage = new Stage().send(Stage.STREAM, ONE);

        stage.loop.pass(61_000);

        assertThat(stage.caller.status()).isEqualTo(504);
        stage.ending();
    }

    @Test
    void nobodyElseSpeaksAfterTheFirstByte() {
        Stage stage = new Stage().send(Stage.STREAM, ONE, TWO);

        stage.upstream.last().head(200, Stage.SSE).part(Stage.FIRST);
        stage.upstream.last().breakOff(UpstreamClient.Cause.CUT);

        assertThat(stage.upstream.sent()).hasSize(1);
        assertThat(stage.caller.body()).contains("\"error\":{", "\"finish_reason\":\"error\"");
        assertThat(stage.caller.ended()).isTrue();
        Ending ending = stage.ending();
        assertThat(ending.outcome()).isEqualTo(Outcome.FAILED);
        assertThat(ending.charge().amount().nanoDollars()).isZero();
    }

    @Test
    void errorAsTheFirstEventIsTriedElsewhere() {
        Stage stage = new Stage().send(Stage.STREAM, ONE, TWO);

        stage.upstream
                .last()
                .head(200, Stage.SSE)
                .part("data: {\"error\":{\"message\":\"overloaded\",\"code\":503}}\n\n");

        assertThat(stage.upstream.last().provider()).isEqualTo("two");
        stage.upstream
                .last()
                .head(200, Stage.SSE)
                .part(Stage.FIRST + Stage.FINISH + Stage.USAGE + Stage.DONE)
                .end();
        assertThat(stage.caller.status()).isEqualTo(200);
        assertThat(stage.caller.body()).doesNotContain("overloaded");
        stage.ending();
    }

    @Test
    void callerWhoLeavesBeforeTheFirstByteCancelsUpstream() {
        Stage stage = new Stage().send(Stage.STREAM, ONE);

        stage.caller.hangUp();

        assertThat(stage.upstream.last().cancelled()).isTrue();
        Ending ending = stage.ending();
        assertThat(ending.outcome()).isEqualTo(Outcome.ABANDONED);
        assertThat(ending.charge().billing()).isEqualTo(Billing.VOID);
    }

    @Test
    void callerWhoLeavesInTheMiddlePaysWhatCame() {
        Stage stage = new Stage().send(Stage.STREAM, ONE);

        stage.upstream.last().head(200, Stage.SSE).part(Stage.FIRST);
        stage.caller.hangUp();

        assertThat(stage.upstream.last().cancelled()).isTrue();
        Ending ending = stage.ending();
        assertThat(ending.charge().billing()).isEqualTo(Billing.ESTIMATED);
        assertThat(ending.charge().amount().nanoDollars()).isPositive();
    }

    @Test
    void whereCancellingDoesNotStopTheBillTheUsageIsReadToItsEnd() {
        Candidate billing = Menu.candidate("one", "a/m", Menu.billsOnCancel());
        Stage stage = new Stage().send(Stage.STREAM, billing);

        stage.upstream.last().head(200, Stage.SSE).part(Stage.FIRST);
        stage.caller.hangUp();
        assertThat(stage.upstream.last().cancelled()).isFalse();
        String seen = stage.caller.body();
        stage.upstream.last().part(Stage.FINISH + Stage.USAGE + Stage.DONE).end();

        assertThat(stage.caller.body()).isEqualTo(seen);
        Ending ending = stage.ending();
        assertThat(ending.outcome()).isEqualTo(Outcome.ABANDONED);
        assertThat(ending.charge().billing()).isEqualTo(Billing.COMPLETE);
        assertThat(ending.charge().amount().nanoDollars()).isEqualTo(10 * 1_000 + 5 * 2_000);
    }

    @Test
    void callerWhoDoesNotReadPausesTheProvider() {
        Stage stage = new Stage().send(Stage.STREAM, ONE);

        stage.caller.stall();
        stage.upstream.last().head(200, Stage.SSE).part(Stage.FIRST);
        assertThat(stage.upstream.last().paused()).isTrue();
        stage.loop.pass(120_000);
        assertThat(stage.hasEnded())
                .as("waiting for the caller is not the provider's fault")
                .isFalse();
        stage.caller.read();

        assertThat(stage.upstream.last().paused()).isFalse();
    }

    @Test
    void silenceAfterTheHeadIsFilledWithComments() {
        Stage stage = new Stage().send(Stage.STREAM, ONE);

        stage.upstream.last().head(200, Stage.SSE);
        stage.loop.pass(11_000);

        assertThat(stage.caller.status()).isEqualTo(200);
        assertThat(stage.caller.body()).startsWith(":").endsWith("\n\n");
    }

    @Test
    void streamThatEndsWithoutItsEndIsAnError() {
        Stage stage = new Stage().send(Stage.STREAM, ONE);

        stage.upstream.last().head(200, Stage.SSE).part(Stage.FIRST).end();

        assertThat(stage.caller.body())
                .contains("\"finish_reason\":\"error\"")
                .doesNotContain("usage", "[DONE]");
        assertThat(stage.ending().outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void totalDeadlineEndsEvenAStreamThatNeverStops() {
        Stage stage = new Stage().send(Stage.STREAM, ONE);

        stage.upstream.last().head(200, Stage.SSE);
        for (int second = 0; second < 605 && !stage.hasEnded(); second += 5) {
            stage.upstream.last().part(Stage.FIRST);
            stage.loop.pass(5_000);
        }

        assertThat(stage.upstream.last().cancelled()).isTrue();
        assertThat(stage.ending().fault()).isEqualTo("timeout");
    }

    @Test
    void errorInThisProgramEndsTheRequestThatMetItWith500() {
        Stage stage = new Stage().send(Stage.UNARY, Menu.unsendable("one", "a/m"));

        assertThat(stage.caller.status()).isEqualTo(500);
        assertThat(stage.caller.body()).contains("its log tells more");
        assertThat(stage.defects).hasSize(1);
        stage.ending();
    }
}
