package dev.junctor.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.base.Money;
import dev.junctor.core.base.Seed;
import dev.junctor.core.catalog.Price;
import dev.junctor.core.catalog.Rates;
import dev.junctor.core.record.Attempt;
import dev.junctor.core.record.GenerationRecord;
import dev.junctor.core.route.Candidate;
import dev.junctor.core.usage.Bucket;
import dev.junctor.engine.fake.FakeCaller;
import dev.junctor.engine.fake.FakeUpstream;
import dev.junctor.engine.fake.Menu;
import dev.junctor.engine.money.Budget;
import dev.junctor.engine.port.UpstreamClient;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Whatever providers and callers do, in whatever order: no limit is exceeded, nothing is held for ever. */
final class MoneyLawsTest {
    private static final int SEEDS = 400;
    private static final int STEPS = 120;
    private static final String SSE = "text/event-stream";
    private static final String JSON = "application/json";
    private static final String PIECE =
            "data: {\"id\":\"u\",\"object\":\"chat.completion.chunk\",\"model\":\"x\",\"choices\":[{\"index\":0,"
                    + "\"delta\":{\"content\":\"some words\"},\"finish_reason\":null}]}\n\n";
    private static final Pattern COST = Pattern.compile("\"cost\":([0-9.]+)");
    private static final String FINISH =
            PIECE.replace("\"finish_reason\":null", "\"finish_reason\":\"stop\"");

    private static final Candidate DEAR =
            Menu.priced(
                    Menu.candidate("two", "a/m", Menu.billsOnCancel()),
                    Price.flat(
                            Rates.of(
                                    Map.of(
                                            Bucket.INPUT, 3_333_333_333L,
                                            Bucket.OUTPUT, 7_777_777_777L))));

    private static final Candidate CHEAP = Menu.candidate("one", "a/m");
    private static final Candidate FREE = Menu.free(Menu.candidate("three", "a/m"));

    private Seed seed = new Seed(1);
    private House house = new House(DEAR);
    private final List<FakeCaller> callers = new ArrayList<>();
    private final List<FakeUpstream.Sent> open = new ArrayList<>();
    private final Set<FakeUpstream.Sent> begun = new HashSet<>();
    private int seen;

    private int below(int bound) {
        seed = seed.next();
        return seed.below(bound);
    }

    @Test
    void everyHoldEndsAndWhatIsLeftIsWhatWasGrantedLessTheCharges() {
        long charged = 0;
        long capped = 0;
        long refusals = 0;
        long losers = 0;
        long told = 0;
        for (int run = 1; run <= SEEDS; run++) {
            seed = new Seed(run);
            long granted = 50_000L + below(4_000_000);
            house = run % 4 == 0 ? new House(CHEAP, DEAR, FREE) : new House(CHEAP, DEAR);
            Budget key = house.budgets.limitKey(granted);
            Budget account = house.budgets.limitAccount(granted + below(1_000_000) - 500_000);
            long ofAccount = account.left();
            callers.clear();
            open.clear();
            begun.clear();
            seen = 0;
            for (int step = 0; step < STEPS; step++) {
                step();
                assertThat(key.left()).as("seed %d: the key's limit", run).isNotNegative();
                assertThat(key.held()).as("seed %d: what is held", run).isNotNegative();
            }
            house.loop.pass(700_000);

            assertThat(house.isQuiet()).as("seed %d: a request has not ended", run).isTrue();
            assertThat(callers).as("seed %d", run).allMatch(MoneyLawsTest::heard);
            assertThat(key.held()).as("seed %d: a hold is left", run).isZero();
            assertThat(account.held()).as("seed %d: a hold is left", run).isZero();
            assertThat(key.left()).as("seed %d", run).isEqualTo(granted - house.charged());
            assertThat(account.left()).as("seed %d", run).isEqualTo(ofAccount - house.charged());
            assertThat(house.defects).as("seed %d", run).isEmpty();
            capped += house.borne.size();
            refusals += house.refused.size();
            for (GenerationRecord record : house.records) {
                told += told(record, run);
                charged += record.cost().nanoDollars() > 0 ? 1 : 0;
                losers +=
                        record.attempts().stream()
                                .filter(attempt -> attempt.cost().nanoDollars() > 0)
                                .count();
                assertThat(record.postings()).as("seed %d", run).isNotNull();
                assertThat(record.attempts().stream().map(Attempt::cost))
                        .as("seed %d", run)
                        .allMatch(cost -> cost.compareTo(Money.ZERO) >= 0);
            }
        }
        assertThat(List.of(charged, capped, refusals, losers, told))
                .as("every one of these was met")
                .allMatch(count -> count > 0);
    }

    /** Whoever heard a cost heard the one that is written down; how many did. */
    private int told(GenerationRecord record, int run) {
        int heard = 0;
        for (FakeCaller caller : callers) {
            if (caller.header("X-Generation-Id").equals(record.publicId())) {
                Matcher costs = COST.matcher(caller.body());
                while (costs.find()) {
                    assertThat(costs.group(1))
                            .as("seed %d: %s", run, record.publicId())
                            .isEqualTo(record.cost().toUsd());
                    heard++;
                }
            }
        }
        return heard;
    }

    private static boolean heard(FakeCaller caller) {
        return caller.ended() || caller.left();
    }

    private void step() {
        List<FakeUpstream.Sent> sent = house.upstream.sent();
        while (seen < sent.size()) {
            open.add(sent.get(seen++));
        }
        switch (below(6)) {
            case 0, 1 -> ask();
            case 2 -> house.loop.pass(below(40) == 0 ? 61_000 : below(60));
            case 3 -> {
                if (!callers.isEmpty()) {
                    callers.get(below(callers.size())).leave();
                }
            }
            default -> {
                if (!open.isEmpty()) {
                    act(open.remove(below(open.size())));
                }
            }
        }
    }

    private void ask() {
        String order = ",\"provider\":{\"order\":[\"one\",\"two\"]}";
        String bound = below(3) == 0 ? "" : ",\"max_tokens\":" + (1 + below(400));
        String stream = below(2) == 0 ? "" : ",\"stream\":true";
        callers.add(house.ask(House.body((below(2) == 0 ? order : "") + bound + stream)));
    }

    /** What a provider may do; an attempt that was cancelled hears nothing of it. */
    private void act(FakeUpstream.Sent sent) {
        if (begun.remove(sent)) {
            goOn(sent);
            return;
        }
        boolean streams = sent.body().contains("\"stream\":true");
        switch (below(7)) {
            case 0 -> sent.breakOff(UpstreamClient.Cause.CONNECT);
            case 1 -> sent.head(500 + below(4), JSON).part("{}").end();
            case 2 -> sent.head(400 + below(30), JSON).part("{}").end();
            case 3 -> {
                if (!streams) {
                    sent.head(200, JSON).part("{\"id\":").breakOff(UpstreamClient.Cause.CUT);
                }
            }
            default -> {
                if (streams) {
                    sent.head(200, SSE);
                    begun.add(sent);
                    open.add(sent);
                } else {
                    long completion = below(5) == 0 ? 0 : below(600);
                    sent.head(200, JSON).part(House.answer(below(60), completion)).end();
                }
            }
        }
    }

    /** What may follow in a stream. */
    private void goOn(FakeUpstream.Sent sent) {
        switch (below(6)) {
            case 0 -> sent.breakOff(UpstreamClient.Cause.CUT);
            case 1 ->
                    sent.part(
                            "data: {\"error\":{\"message\":\"no\",\"code\":503},"
                                    + House.usage(below(60), below(600))
                                    + "}\n\n");
            case 2, 3 -> {
                sent.part(PIECE);
                begun.add(sent);
                open.add(sent);
            }
            default -> {
                String usage = House.usage(below(60), below(600));
                sent.part(below(3) == 0 ? PIECE : FINISH)
                        .part(
                                below(4) == 0
                                        ? ""
                                        : "data: {\"id\":\"u\",\"choices\":[]," + usage + "}\n\n")
                        .part(below(4) == 0 ? "" : "data: [DONE]\n\n")
                        .end();
            }
        }
    }
}
