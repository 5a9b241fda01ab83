package dev.junctor.engine.admit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.fault.Fault;
import dev.junctor.engine.fake.ThreadLoop;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** Places under real threads: no bound is passed, no call to the keeper is lost. */
final class CrowdOfThreadsTest {
    private static final int PLACES = 3;
    private static final int OF_KEY = 2;
    private static final int REQUESTS_A_LOOP = 10_000;
    private static final long LONG_NANOS = 600_000_000_000L;

    private final AtomicInteger inside = new AtomicInteger();
    private final AtomicInteger most = new AtomicInteger();
    private final AtomicInteger ofKey = new AtomicInteger();
    private final AtomicInteger mostOfKey = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();
    private final CountDownLatch told = new CountDownLatch(3 * REQUESTS_A_LOOP);

    @Test
    void allAreServedWithinTheBoundsAndNobodyIsForgotten() throws InterruptedException {
        Bounds bounds =
                new Bounds(
                        PLACES,
                        Integer.MAX_VALUE,
                        Integer.MAX_VALUE,
                        Long.MAX_VALUE,
                        LONG_NANOS,
                        LONG_NANOS);
        ApiKey free = CrowdTest.key(1, Traffic.USUAL);
        ApiKey bounded = CrowdTest.key(2, Traffic.USUAL.withInFlight(OF_KEY));
        try (ThreadLoop one = new ThreadLoop();
                ThreadLoop two = new ThreadLoop();
                ThreadLoop three = new ThreadLoop()) {
            Crowd crowd = new Crowd(() -> bounds, one);
            for (ThreadLoop loop : List.of(one, two, three)) {
                Entrance entrance = crowd.entrance(loop);
                for (int i = 0; i < REQUESTS_A_LOOP; i++) {
                    ApiKey key = loop == three ? bounded : free;
                    loop.execute(() -> come(entrance, key, loop));
                }
            }
            assertThat(told.await(60, TimeUnit.SECONDS)).as("all are told").isTrue();
            assertThat(refused.get()).isZero();
            assertThat(most.get()).isLessThanOrEqualTo(PLACES);
            assertThat(mostOfKey.get()).isLessThanOrEqualTo(OF_KEY);
            assertThat(crowd.inFlight()).isZero();
            assertThat(crowd.waiting()).isZero();
        }
    }

    private void come(Entrance entrance, ApiKey key, ThreadLoop loop) {
        boolean counts = !key.traffic().equals(Traffic.USUAL);
        entrance.enter(
                new Entrance.Visit(key, "", 1, loop.nanoTime() + LONG_NANOS),
                new Entrance.Listener() {
                    @Override
                    public void admitted(Place place) {
                        most.accumulateAndGet(inside.incrementAndGet(), Math::max);
                        if (counts) {
                            mostOfKey.accumulateAndGet(ofKey.incrementAndGet(), Math::max);
                        }
                        loop.execute(() -> end(place, counts));
                    }

                    @Override
                    public void refused(Fault fault) {
                        refused.incrementAndGet();
                        told.countDown();
                    }

                    @Override
                    public void broken(RuntimeException defect) {
                        refused.incrementAndGet();
                    }
                });
    }

    private void end(Place place, boolean counts) {
        inside.decrementAndGet();
        if (counts) {
            ofKey.decrementAndGet();
        }
        place.giveBack();
        told.countDown();
    }
}
