package dev.junctor.engine.admit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.base.Money;
import dev.junctor.core.base.Seed;
import dev.junctor.core.fault.Fault;
import dev.junctor.engine.fake.FakeBudgets;
import dev.junctor.engine.fake.FakeLoop;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Who gets a place when there are too few, on several event loops. */
final class CrowdTest {
    private static final long SECOND = 1_000_000_000L;

    private final FakeLoop keeper = new FakeLoop();
    private final FakeLoop other = new FakeLoop();
    private final List<Guest> admitted = new ArrayList<>();
    private Bounds bounds = bounds(1, 100);
    private final Crowd crowd = new Crowd(() -> bounds, keeper);
    private final Entrance here = crowd.entrance(keeper);
    private final Entrance there = crowd.entrance(other);

    private static Bounds bounds(int inFlight, int queue) {
        return new Bounds(inFlight, Integer.MAX_VALUE, queue, Long.MAX_VALUE, SECOND, SECOND / 4);
    }

    static ApiKey key(long number, Traffic traffic) {
        ApiKey usual = FakeBudgets.key(Money.ZERO);
        return new ApiKey(
                new KeyId(number, 0, 0, 0),
                usual.name(),
                usual.label(),
                usual.kind(),
                usual.standing(),
                usual.origin(),
                usual.account(),
                usual.limit(),
                usual.reset(),
                usual.createdMillis(),
                usual.expiresMillis(),
                traffic);
    }

    /** A request, and what became of it. */
    private final class Guest implements Entrance.Listener {
        final long key;
        final List<Place> places = new ArrayList<>();
        final List<Fault> faults = new ArrayList<>();

        Guest(long key) {
            this.key = key;
        }

        @Override
        public void admitted(Place place) {
            places.add(place);
            admitted.add(this);
        }

        @Override
        public void refused(Fault fault) {
            faults.add(fault);
        }

        @Override
        public void broken(RuntimeException defect) {
            throw defect;
        }

        int told() {
            return places.size() + faults.size();
        }
    }

    private Guest come(Entrance entrance, long key, Traffic traffic) {
        Guest guest = new Guest(key);
        enter(entrance, key(key, traffic), guest);
        return guest;
    }

    private static Entrance.Waiting enter(Entrance entrance, ApiKey key, Guest guest) {
        return entrance.enter(new Entrance.Visit(key, "", 100, Long.MAX_VALUE), guest);
    }

    private void settle() {
        for (int i = 0; i < 4; i++) { // a message to the keeper and its answer
            keeper.pass(0);
            other.pass(0);
        }
    }

    /** Gives places back one after another and says whose requests came in, in order. */
    private List<Long> served() {
        List<Long> order = new ArrayList<>();
        for (int i = 0; i < admitted.size(); i++) {
            order.add(admitted.get(i).key);
            admitted.get(i).places.getFirst().giveBack();
            settle();
        }
        return order;
    }

    @Test
    void aFloodOfOneKeyWaitsBehindItselfAndNotBeforeOthers() {
        come(here, 0, Traffic.USUAL);
        for (int i = 0; i < 5; i++) {
            come(here, 1, Traffic.USUAL);
        }
        come(there, 2, Traffic.USUAL);
        come(there, 3, Traffic.USUAL);
        settle();

        assertThat(served()).containsExactly(0L, 1L, 2L, 3L, 1L, 1L, 1L, 1L);
        assertThat(crowd.inFlight()).isZero();
    }

    @Test
    void highPriorityGoesFirstAndLowLast() {
        come(here, 0, Traffic.USUAL);
        come(here, 1, Traffic.USUAL.withPriority(Priority.LOW));
        come(here, 2, Traffic.USUAL);
        come(there, 3, Traffic.USUAL.withPriority(Priority.HIGH));
        settle();

        assertThat(served()).containsExactly(0L, 3L, 2L, 1L);
    }

    @Test
    void whenTheQueueIsFullTheLowestPriorityIsSentAwayFirst() {
        bounds = bounds(1, 2);
        come(here, 0, Traffic.USUAL);
        Guest low = come(here, 1, Traffic.USUAL.withPriority(Priority.LOW));
        Guest normal = come(here, 2, Traffic.USUAL);
        Guest high = come(there, 3, Traffic.USUAL.withPriority(Priority.HIGH));
        settle();
        assertThat(low.faults).hasSize(1);

        Guest lateLow = come(there, 4, Traffic.USUAL.withPriority(Priority.LOW));
        settle();
        assertThat(lateLow.faults).hasSize(1);
        assertThat(normal.told() + high.told()).isZero();
    }

    @Test
    void whenTheQueueIsFullTheKeyWithMostWaitingGivesUpItsNewest() {
        bounds = bounds(1, 4);
        come(here, 0, Traffic.USUAL);
        List<Guest> flood = new ArrayList<>();
        for (int i = 0; i < 4; i++) {
            flood.add(come(here, 1, Traffic.USUAL));
        }
        Guest modest = come(there, 2, Traffic.USUAL);
        settle();

        assertThat(flood.getLast().faults).hasSize(1);
        assertThat(modest.told()).isZero();
        assertThat(crowd.waiting()).isEqualTo(4);
    }

    @Test
    void aNewcomerDoesNotPassThoseWhoWait() {
        come(here, 0, Traffic.USUAL);
        come(here, 1, Traffic.USUAL);
        settle();
        admitted.getFirst().places.getFirst().giveBack(); // the place is promised to key 1
        come(there, 2, Traffic.USUAL);
        settle();

        assertThat(admitted).extracting(guest -> guest.key).containsExactly(0L, 1L);
    }

    @Test
    void aLateLoopTakesNoMoreOfLowPriority() {
        bounds = bounds(10, 10);
        here.late(SECOND / 2);
        Guest low = come(here, 1, Traffic.USUAL.withPriority(Priority.LOW));
        Guest normal = come(here, 2, Traffic.USUAL);
        assertThat(low.faults).extracting(fault -> fault.kind().status()).containsExactly(503);
        assertThat(normal.places).hasSize(1);

        here.late(0);
        assertThat(come(here, 3, Traffic.USUAL.withPriority(Priority.LOW)).places).hasSize(1);
    }

    /** Whatever comes, leaves and ends in whatever order: each is told once, and all places come back. */
    @Test
    void anyOrderOfEventsTellsEachOnceKeepsTheBoundsAndLosesNoPlace() {
        for (long number = 1; number <= 400; number++) {
            new Trial(new Seed(number)).run();
        }
    }

    private record Coming(Guest guest, Entrance.Waiting waiting) {}

    private static final class Trial {
        private static final List<Priority> PRIORITIES = List.of(Priority.values());
        private final CrowdTest house = new CrowdTest();
        private final Seed first;
        private Seed chance;
        private final List<Coming> all = new ArrayList<>();
        private final List<Guest> left = new ArrayList<>();
        private int ended;

        Trial(Seed seed) {
            this.first = seed;
            this.chance = seed;
        }

        private int below(int bound) {
            chance = chance.next();
            return Math.floorMod(chance.bits() >>> 8, bound);
        }

        void run() {
            house.bounds = bounds(1 + below(4), below(8));
            for (int step = 0; step < 120; step++) {
                step();
                check();
            }
            house.keeper.pass(2_000); // all who wait are let in or sent away
            house.other.pass(2_000);
            house.settle();
            while (ended < house.admitted.size()) {
                house.admitted.get(ended++).places.getFirst().giveBack();
                house.settle();
            }
            assertThat(house.crowd.inFlight()).as("places, %s", first).isZero();
            assertThat(house.crowd.waiting()).as("waiting, %s", first).isZero();
            for (Coming coming : all) {
                assertThat(coming.guest().told())
                        .as("told, %s", first)
                        .isEqualTo(left.contains(coming.guest()) ? 0 : 1);
            }
            assertThat(house.keeper.pending() + house.other.pending()).as("%s", first).isZero();
        }

        private void step() {
            switch (below(6)) {
                case 0, 1 -> come();
                case 2 -> leave();
                case 3 -> end();
                case 4 -> house.keeper.pass(below(300));
                default -> house.other.pass(below(300));
            }
        }

        private void come() {
            long number = below(3);
            Traffic traffic = new Traffic(number == 0 ? 2 : 0, 0, PRIORITIES.get(below(3)));
            Guest guest = house.new Guest(number);
            Entrance entrance = below(2) == 0 ? house.here : house.there;
            all.add(new Coming(guest, enter(entrance, key(number, traffic), guest)));
        }

        private void leave() {
            List<Coming> those = all.stream().filter(one -> one.waiting().waits()).toList();
            if (!those.isEmpty()) {
                Coming one = those.get(below(those.size()));
                one.waiting().leave();
                left.add(one.guest());
            }
        }

        private void end() {
            if (ended < house.admitted.size()) {
                house.admitted.get(ended++).places.getFirst().giveBack();
            }
        }

        private void check() {
            List<Guest> inside = house.admitted.subList(ended, house.admitted.size());
            assertThat(house.crowd.inFlight())
                    .as("in flight, %s", first)
                    .isLessThanOrEqualTo(house.bounds.inFlight());
            assertThat(inside).as("%s", first).hasSizeLessThanOrEqualTo(house.bounds.inFlight());
            assertThat(inside.stream().filter(guest -> guest.key == 0).count())
                    .as("of a key, %s", first)
                    .isLessThanOrEqualTo(2);
            assertThat(house.crowd.waiting())
                    .as("in line, %s", first)
                    .isLessThanOrEqualTo(house.bounds.queue());
        }
    }
}
