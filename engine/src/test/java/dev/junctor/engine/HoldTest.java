package dev.junctor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.base.Glob;
import dev.junctor.core.base.Money;
import dev.junctor.core.catalog.Price;
import dev.junctor.core.catalog.Rates;
import dev.junctor.core.catalog.UnitPrices;
import dev.junctor.core.fault.FaultKind;
import dev.junctor.core.money.PriceBook;
import dev.junctor.core.money.PriceBooks;
import dev.junctor.core.record.Billing;
import dev.junctor.core.record.GenerationRecord;
import dev.junctor.core.record.Outcome;
import dev.junctor.core.route.Candidate;
import dev.junctor.core.usage.Bucket;
import dev.junctor.engine.fake.FakeCaller;
import dev.junctor.engine.fake.FakeUpstream;
import dev.junctor.engine.fake.Menu;
import dev.junctor.engine.money.Budget;
import dev.junctor.engine.money.Budgets;
import dev.junctor.engine.port.DurableLog;
import dev.junctor.engine.port.UpstreamClient;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class HoldTest {
    private static final Candidate ONE = Menu.candidate("one", "a/m");
    private static final Candidate TWO = Menu.candidate("two", "a/m");
    private static final Candidate DEAR =
            Menu.priced(
                    TWO,
                    Price.flat(
                            Rates.of(
                                    Map.of(
                                            Bucket.INPUT, 10_000_000_000L,
                                            Bucket.OUTPUT, 20_000_000_000L))));
    private static final String IN_ORDER = ",\"provider\":{\"order\":[\"one\",\"two\"]}";
    private static final String JSON = "application/json";

    /** What a request with {@code max_tokens} 50 costs at most at the usual price. */
    private static final long WORST = House.PROMPT * 1_000 + 50 * 2_000;

    private static final String BOUNDED = House.body(",\"max_tokens\":50" + IN_ORDER);

    private static void answer(FakeUpstream.Sent sent, long prompt, long completion) {
        sent.head(200, JSON).part(House.answer(prompt, completion)).end();
    }

    private static void answerAll(House house) {
        for (FakeUpstream.Sent sent : List.copyOf(house.upstream.sent())) {
            answer(sent, House.PROMPT, 50);
        }
    }

    @Test
    void ofAThousandAtOnceThoseFiveHundredPassThatTheLimitPaysExactly() {
        House house = new House(ONE);
        Budget key = house.budgets.limitKey(500 * WORST);
        List<FakeCaller> callers = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            callers.add(house.ask(BOUNDED));
        }
        assertThat(key.left()).isZero();
        assertThat(key.held()).isEqualTo(500 * WORST);
        answerAll(house);
        house.loop.pass(6_000);

        assertThat(callers).filteredOn(caller -> caller.status() == 200).hasSize(500);
        assertThat(callers).filteredOn(caller -> caller.status() == 402).hasSize(500);
        assertThat(key.left()).isZero();
        assertThat(key.held()).isZero();
        assertThat(house.charged()).isEqualTo(500 * WORST);
        assertThat(house.isQuiet()).isTrue();
    }

    @Test
    void theTighterOfTwoLimitsDecidesAndTheOtherIsChargedTheSame() {
        House house = new House(ONE);
        Budget key = house.budgets.limitKey(700 * WORST);
        Budget account = house.budgets.limitAccount(500 * WORST);
        List<FakeCaller> callers = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            callers.add(house.ask(BOUNDED));
        }
        answerAll(house);
        house.loop.pass(6_000);

        assertThat(callers).filteredOn(caller -> caller.status() == 200).hasSize(500);
        assertThat(callers.getLast().body())
                .contains("This account", "\"limit_source\":\"account\"");
        assertThat(account.left()).isZero();
        assertThat(key.left()).isEqualTo(200 * WORST);
        assertThat(key.held() + account.held()).isZero();
    }

    @Test
    void whoFitsOnceOthersHaveEndedWaitsForThem() {
        House house = new House(ONE);
        Budget key = house.budgets.limitKey(3 * WORST);
        List<FakeCaller> callers = new ArrayList<>();
        for (int i = 0; i < 60; i++) {
            callers.add(house.ask(BOUNDED));
        }
        assertThat(house.upstream.sent()).hasSize(3);
        int answered = 0;
        for (int wave = 0; wave < 200 && answered < 60; wave++) {
            while (answered < house.upstream.sent().size()) {
                answer(house.upstream.sent().get(answered++), 1, 0);
            }
            house.loop.pass(25);
        }

        assertThat(callers).allMatch(caller -> caller.status() == 200);
        assertThat(key.left()).isEqualTo(3 * WORST - 60 * 1_000);
        assertThat(key.held()).isZero();
    }

    @Test
    void whoWaitsInVainIsToldThatRunningRequestsHoldIt() {
        House house = new House(ONE);
        house.budgets.limitKey(WORST);
        house.ask(BOUNDED);
        FakeCaller second = house.ask(BOUNDED);
        house.loop.pass(4_900);
        assertThat(second.status()).isZero();
        house.loop.pass(200);

        assertThat(second.status()).isEqualTo(402);
        assertThat(second.header("Retry-After")).isEqualTo("1");
        assertThat(second.body())
                .contains("held by running requests", "\"remaining_usd\":0,")
                .contains("\"held_usd\":" + new Money(WORST).toUsd());
    }

    @Test
    void aCallerWhoLeavesInTheLineHoldsNothing() {
        House house = new House(ONE);
        Budget key = house.budgets.limitKey(WORST);
        FakeCaller first = house.ask(BOUNDED);
        FakeCaller second = house.ask(BOUNDED);
        second.hangUp();
        first.hangUp();
        house.loop.pass(100);

        assertThat(house.upstream.sent()).hasSize(1);
        assertThat(house.records)
                .hasSize(2)
                .allMatch(
                        record -> record.outcome() == Outcome.ABANDONED && record.status() == 499);
        assertThat(key.left()).isEqualTo(WORST);
        assertThat(house.isQuiet()).isTrue();
    }

    @Test
    void theRefusalSaysWhichLimitWhatIsLeftWhatFitsAndWhenItBeginsAnew() {
        House house = new House(ONE);
        house.budgets.limitKey(House.PROMPT * 1_000 + 20 * 2_000 + 1);
        FakeCaller caller = house.ask(BOUNDED);

        assertThat(caller.status()).isEqualTo(402);
        assertThat(caller.body())
                .contains("This API key has $", "max_tokens to at most 20")
                .contains("\"limit_source\":\"key\"", "\"max_tokens_that_fit\":20")
                .contains("\"resets_at\":\"2026-09-22T00:00:00Z\"")
                .contains("can cost up to $" + new Money(WORST).toUsd());
        assertThat(house.upstream.sent()).isEmpty();
        assertThat(house.refused).hasSize(1);
        assertThat(house.isQuiet()).isTrue();
    }

    @Test
    void whatCostsNothingPassesOverABudgetThatIsOverdrawn() {
        House house = new House(Menu.free(ONE));
        Budget key = house.budgets.limitKey(-5);
        FakeCaller caller = house.ask(House.body(""));
        answer(house.upstream.last(), House.PROMPT, 50);

        assertThat(caller.status()).isEqualTo(200);
        assertThat(key.left()).isEqualTo(-5);
    }

    @Test
    void whereNothingIsLimitedNoBoundIsSet() {
        House house = new House(ONE);
        house.ask(House.body(""));
        assertThat(house.upstream.last().body()).doesNotContain("max_tokens");
    }

    @Test
    void aCompletionWithoutBoundIsCutToWhatTheBalanceAffords() {
        House house = new House(ONE);
        Budget key = house.budgets.limitKey(House.PROMPT * 1_000 + 30 * 2_000 + 999);
        FakeCaller caller = house.ask(House.body(""));

        assertThat(house.upstream.last().body()).contains("\"max_tokens\":30");
        assertThat(key.left()).isEqualTo(999);
        answer(house.upstream.last(), House.PROMPT, 30);
        assertThat(caller.header("X-Junctor-Max-Tokens")).isEqualTo("30");
        assertThat(key.left()).isEqualTo(999);
        assertThat(key.held()).isZero();
    }

    @Test
    void aCompletionOfAFewTokensIsOfNoUse() {
        House house = new House(ONE);
        house.budgets.limitKey(House.PROMPT * 1_000 + 15 * 2_000);
        assertThat(house.ask(House.body("")).body()).contains("\"max_tokens_that_fit\":15");
        assertThat(house.upstream.sent()).isEmpty();
    }

    @Test
    void theHoldIsRaisedBeforeADearerCandidateIsAsked() {
        House house = new House(ONE, DEAR);
        Budget key = house.budgets.limitKey(11 * WORST);
        FakeCaller caller = house.ask(BOUNDED);
        assertThat(key.held()).isEqualTo(WORST);
        house.upstream.last().head(500, JSON).part("{}").end();

        assertThat(house.upstream.last().provider()).isEqualTo("two");
        assertThat(key.held()).isEqualTo(10 * WORST);
        answer(house.upstream.last(), 1, 1);
        assertThat(caller.status()).isEqualTo(200);
        assertThat(key.held()).isZero();
        assertThat(key.left()).isEqualTo(11 * WORST - 30_000);
    }

    @Test
    void aCandidateThatCannotBePaidIsPassedOverAndNoted() {
        House house = new House(ONE, DEAR);
        Budget key = house.budgets.limitKey(2 * WORST);
        FakeCaller caller = house.ask(BOUNDED);
        house.upstream.last().head(500, JSON).part("{}").end();

        assertThat(house.upstream.sent()).hasSize(1);
        assertThat(caller.status()).isEqualTo(502);
        assertThat(house.records.getFirst().attempts().getLast().fault())
                .isEqualTo("payment_required");
        assertThat(key.left()).isEqualTo(2 * WORST);
        FakeCaller other =
                house.ask(
                        House.body(
                                ",\"max_tokens\":50,\"provider\":{\"order\":[\"two\",\"one\"]}"));
        assertThat(house.upstream.last().provider()).isEqualTo("one");
        answer(house.upstream.last(), 1, 1);
        assertThat(other.status()).isEqualTo(200);
        assertThat(house.records.getLast().attempts()).hasSize(2);
    }

    @Test
    void aProviderThatCountsMoreThanItsBoundIsPaidByTheHostBeyondTheLimit() {
        House house = new House(ONE);
        Budget key = house.budgets.limitKey(WORST + 7_000);
        FakeCaller caller = house.ask(BOUNDED);
        answer(house.upstream.last(), House.PROMPT, 60);

        GenerationRecord record = house.records.getFirst();
        assertThat(record.cost().nanoDollars()).isEqualTo(WORST + 7_000);
        assertThat(record.upstreamCost().nanoDollars()).isEqualTo(WORST + 20_000);
        assertThat(record.invoice().margin().nanoDollars()).isEqualTo(-13_000);
        assertThat(caller.body()).contains("\"cost\":" + new Money(WORST + 7_000).toUsd());
        assertThat(house.borne).containsExactly(new Money(13_000));
        assertThat(key.left()).isZero();
        assertThat(key.held()).isZero();
    }

    @Test
    void usageThatNoBillCanBeMadeOfEndsTheRequestAndHoldsNothing() {
        House house = new House(ONE);
        Budget key = house.budgets.limitKey(WORST);
        FakeCaller caller = house.ask(BOUNDED);
        answer(house.upstream.last(), Long.MAX_VALUE / 2, Long.MAX_VALUE / 4);
        house.loop.pass(700_000);

        assertThat(house.records).hasSize(1);
        assertThat(caller.ended()).isTrue();
        assertThat(key.held()).isZero();
        assertThat(key.left()).isEqualTo(WORST - house.charged());
    }

    @Test
    void aStreamThatBreaksOffAfterSuchUsageStillEndsWithItsError() {
        House house = new House(ONE);
        Budget key = house.budgets.limitKey(WORST);
        FakeCaller caller = house.ask(House.body(",\"stream\":true,\"max_tokens\":50"));
        house.upstream
                .last()
                .head(200, "text/event-stream")
                .part(
                        "data: {\"id\":\"u\",\"choices\":[{\"index\":0,\"delta\":{\"content\":\"a\"}}]}\n\n")
                .part(
                        "data: {\"id\":\"u\",\"choices\":[],"
                                + House.usage(Long.MAX_VALUE / 2, Long.MAX_VALUE / 4)
                                + "}\n\n")
                .breakOff(UpstreamClient.Cause.CUT);

        assertThat(caller.body()).contains("\"error\":{\"code\":502").doesNotContain("\"cost\"");
        assertThat(caller.ended()).isTrue();
        assertThat(caller.aborted()).isFalse();
        assertThat(key.left()).isEqualTo(WORST);
    }

    @Test
    void nothingBeginsWhereNothingCanBeWrittenDown() {
        House house = new House(ONE);
        house.room = DurableLog.Room.NONE;
        FakeCaller caller = house.ask(BOUNDED);

        assertThat(caller.status()).isEqualTo(503);
        assertThat(caller.header("Retry-After")).isEqualTo("1");
        assertThat(house.upstream.sent()).isEmpty();
        assertThat(house.isQuiet()).isTrue();
    }

    @Test
    void aLargerShareIsAskedForBeforeAnythingIsCutOrRefused() {
        House house = new House(ONE);
        Budget key = house.budgets.limitKey(House.PROMPT * 1_000 + 20 * 2_000);
        house.budgets.answer(Budgets.Refill.GRANTED, 100 * WORST);
        house.ask(BOUNDED);
        assertThat(house.upstream.sent()).isEmpty();
        house.loop.pass(1);

        assertThat(house.upstream.sent()).hasSize(1);
        assertThat(key.held()).isEqualTo(WORST);
    }

    @Test
    void whereNobodyCanTellWhatIsLeftTheAnswerIs503() {
        House house = new House(ONE);
        house.budgets.limitKey(0);
        house.budgets.answer(Budgets.Refill.UNKNOWN, 0);
        assertThat(house.ask(BOUNDED).status()).isEqualTo(503);
        assertThat(house.refused.getFirst().kind()).isEqualTo(FaultKind.OVERLOADED);
    }

    @Test
    void aPriceBooksRequestsOfTheDayAreCountedAndThenRefusedUntilMidnight() {
        House house = new House(Menu.free(ONE));
        house.books = new PriceBooks(List.of(book(0, 2)));
        Budget count = house.budgets.limitRequests(2);
        house.ask(BOUNDED);
        answer(house.upstream.last(), 1, 1);
        FakeCaller failed = house.ask(BOUNDED);
        house.upstream.last().breakOff(UpstreamClient.Cause.CONNECT);
        assertThat(failed.status()).isEqualTo(502);
        assertThat(count.left()).as("a request that nobody answered is not counted").isEqualTo(1);
        house.ask(BOUNDED);
        answer(house.upstream.last(), 1, 1);
        FakeCaller third = house.ask(BOUNDED);

        assertThat(third.status()).isEqualTo(429);
        long seconds = Math.ceilDiv(86_400_000 - house.loop.epochMillis() % 86_400_000, 1_000);
        assertThat(third.header("Retry-After")).isEqualTo(Long.toString(seconds));
        assertThat(third.body()).contains("The 2 requests");
        assertThat(count.held()).isZero();
    }

    @Test
    void thePriceBooksMarginIsHeldAndCharged() {
        House house = new House(ONE);
        house.books = new PriceBooks(List.of(book(500_000, 0)));
        Budget key = house.budgets.limitKey(2 * WORST);
        house.ask(BOUNDED);
        assertThat(key.held()).isEqualTo(WORST + WORST / 2);
        answer(house.upstream.last(), 10, 5);

        assertThat(house.charged()).isEqualTo(30_000);
        assertThat(house.records.getFirst().invoice().markup().book()).isEqualTo("plan");
        assertThat(key.left()).isEqualTo(2 * WORST - 30_000);
    }

    @Test
    void onTheCustomersOwnKeyAnAnswerSaysSoAndCostsTheFeeAlone() {
        House house = new House(ONE);
        house.customerKeys = Set.of("one");
        house.books =
                new PriceBooks(
                        List.of(
                                new PriceBook(
                                        "own",
                                        List.of(),
                                        List.of(),
                                        List.<Glob>of(),
                                        0,
                                        0,
                                        50_000,
                                        0,
                                        Long.MIN_VALUE,
                                        Long.MAX_VALUE)));
        FakeCaller caller = house.ask(BOUNDED);
        answer(house.upstream.last(), 10, 5);

        assertThat(house.charged()).isEqualTo(1_000);
        assertThat(caller.body())
                .contains("\"is_byok\":true", "\"cost\":" + new Money(1_000).toUsd() + ",")
                .contains("\"upstream_inference_cost\":" + new Money(20_000).toUsd());
    }

    private static PriceBook book(long marginPpm, long requestsPerDay) {
        return new PriceBook(
                "plan",
                List.of(),
                List.of(),
                List.<Glob>of(),
                marginPpm,
                0,
                0,
                requestsPerDay,
                Long.MIN_VALUE,
                Long.MAX_VALUE);
    }

    @Test
    void anEmptyAnswerCostsOnlyWhatItUsedBesideTokens() {
        Price withFee =
                new Price(
                        Rates.of(
                                Map.of(
                                        Bucket.INPUT, 1_000_000_000L,
                                        Bucket.OUTPUT, 2_000_000_000L)),
                        List.of(),
                        List.of(),
                        Map.of(),
                        new UnitPrices(Map.of("request", 5_000L)));
        House house = new House(Menu.priced(ONE, withFee));
        Budget key = house.budgets.limitKey(2 * WORST);
        FakeCaller caller = house.ask(BOUNDED);
        house.upstream
                .last()
                .head(200, JSON)
                .part(House.answer(10, 0).replace("\"stop\"", "null"))
                .end();

        GenerationRecord record = house.records.getFirst();
        assertThat(record.billing()).isEqualTo(Billing.PARTIAL);
        assertThat(record.cost().nanoDollars()).isEqualTo(5_000);
        assertThat(record.upstreamCost().nanoDollars()).isEqualTo(15_000);
        assertThat(caller.body()).contains("\"cost\":" + record.cost().toUsd() + ",");
        assertThat(key.left()).isEqualTo(2 * WORST - 5_000);
    }

    @Test
    void anAttemptThatFailedAfterItsUsageSaysWhatItCostTheHost() {
        House house = new House(ONE, TWO);
        Budget key = house.budgets.limitKey(4 * WORST);
        house.ask(House.body(",\"stream\":true,\"max_tokens\":50" + IN_ORDER));
        house.upstream
                .last()
                .head(200, "text/event-stream")
                .part(
                        "data: {\"error\":{\"message\":\"overloaded\",\"code\":503},"
                                + House.usage(10, 5)
                                + "}\n\n");
        house.upstream.last().head(500, JSON).part("{}").end();

        assertThat(house.upstream.sent()).hasSize(2);
        assertThat(house.charged()).isZero();
        assertThat(key.left()).isEqualTo(4 * WORST);
        assertThat(house.records.getFirst().attempts().getFirst().cost().nanoDollars())
                .isEqualTo(20_000);
    }

    @Test
    void aDrainKeepsItsHoldUntilItEndsAndOnlySoManyRunAtOnce() {
        House house = new House(Menu.candidate("one", "a/m", Menu.billsOnCancel()));
        Budget key = house.budgets.limitKey(10 * WORST);
        for (int i = 0; i < 5; i++) {
            house.ask(BOUNDED).hangUp();
        }
        assertThat(key.held()).as("three drains").isEqualTo(3 * WORST);
        assertThat(house.upstream.sent()).filteredOn(FakeUpstream.Sent::cancelled).hasSize(2);
        answer(house.upstream.sent().getFirst(), 10, 5);
        assertThat(key.held()).isEqualTo(2 * WORST);
        assertThat(house.charged()).isEqualTo(20_000);
        house.ask(BOUNDED).hangUp();
        assertThat(key.held()).as("one more has room").isEqualTo(3 * WORST);
        house.loop.pass(700_000);

        assertThat(key.held()).as("the deadlines end every drain").isZero();
        assertThat(key.left()).isEqualTo(10 * WORST - house.charged());
        assertThat(house.isQuiet()).isTrue();
    }
}
