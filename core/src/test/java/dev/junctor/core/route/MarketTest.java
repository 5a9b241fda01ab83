package dev.junctor.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.catalog.Catalog;
import dev.junctor.core.catalog.Model;
import dev.junctor.core.catalog.Status;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

final class MarketTest {
    private final World world = new World();

    @Test
    void holdsEachEndpointOfTheCatalogOnce() {
        world.serve("acme/a", "alpha", "1", "2");
        world.serve("acme/a", "beta", "1", "2");
        world.serve("acme/b", "alpha", "1", "2").unpriced();
        Market market = world.snapshot().market();
        Catalog catalog = market.catalog();
        for (Model model : catalog.models()) {
            assertThat(market.listingsOf(model))
                    .extracting(Listing::endpoint)
                    .isEqualTo(catalog.endpointsOf(model.id()));
        }
    }

    @Test
    void aPriceThatNothingElseDecidesOnIsKnownBeforehand() {
        world.serve("acme/a", "alpha", "1", "2").unit("request", "0.01");
        world.serve("acme/a", "beta", "1", "2").variant("flex", "0.5", "1");
        world.serve("acme/a", "gamma", "1", "2").unpriced();
        List<Listing> listings = listings("acme/a");
        assertThat(listings)
                .extracting(Listing::promptPrice)
                .containsExactly(1_000_000_000L, Listing.VARIED, Listing.VARIED);
        assertThat(listings)
                .extracting(Listing::costPerRequest)
                .containsExactly(10_000_000L * Cost.UNITS_PER_NANO, 0L, 0L);
    }

    @Test
    void theEarlierOfTwoLastDaysCounts() {
        world.model("acme/a").lifecycle(Status.DEPRECATED, "2026-12-31");
        world.serve("acme/a", "alpha", "1", "2").lifecycle(Status.DEPRECATED, "2027-01-31");
        world.serve("acme/a", "beta", "1", "2").lifecycle(Status.DEPRECATED, "2026-11-30");
        world.serve("acme/a", "gamma", "1", "2");
        assertThat(listings("acme/a"))
                .extracting(Listing::lastDay)
                .containsExactly("2026-12-31", "2026-11-30", "2026-12-31");
    }

    @Test
    void theSmallestContextIsTheLeastThatAnyEndpointNames() {
        world.serve("acme/a", "alpha", "1", "2").limits(8_000, 0, 0);
        world.serve("acme/a", "beta", "1", "2").limits(32_000, 6_000, 0);
        assertThat(world.snapshot().market().smallestContext()).isEqualTo(6_000);
        world.serve("acme/b", "gamma", "1", "2").limits(0, 0, 0);
        assertThat(world.snapshot().market().smallestContext()).isEqualTo(6_000);
        assertThat(new World().snapshot().market().smallestContext()).isEqualTo(Long.MAX_VALUE);
    }

    @Test
    void aSnapshotOfTheSameMarketSeesTheSameCatalog() {
        world.serve("acme/a", "alpha", "1", "2");
        Snapshot first = world.snapshot();
        Snapshot second = new Snapshot(2, first.market(), Map.of(), World.NOW + 200);
        assertThat(second.catalog()).isSameAs(first.catalog());
    }

    private List<Listing> listings(String model) {
        Market market = world.snapshot().market();
        return market.listingsOf(market.catalog().model(model).orElseThrow());
    }
}
