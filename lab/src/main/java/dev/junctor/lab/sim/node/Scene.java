package dev.junctor.lab.sim.node;

import dev.junctor.core.base.Glob;
import dev.junctor.core.base.Money;
import dev.junctor.core.base.Seed;
import dev.junctor.core.catalog.Catalog;
import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Provider;
import dev.junctor.core.money.PriceBook;
import dev.junctor.core.money.PriceBooks;
import dev.junctor.core.route.Policy;
import dev.junctor.engine.Rules;
import dev.junctor.engine.admit.ApiKey;
import dev.junctor.engine.admit.KeyId;
import dev.junctor.engine.admit.LimitReset;
import dev.junctor.engine.dispatch.Deadlines;
import dev.junctor.lab.sim.fleet.Offers;
import dev.junctor.lab.sim.store.SimDatabase;
import dev.junctor.lab.sim.store.SimDisk;
import dev.junctor.lab.sim.world.Dice;
import dev.junctor.lab.sim.world.Timeline;
import dev.junctor.server.journal.Durability;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * All that a seed decides before anything happens.
 *
 * @param secrets from a key as callers present it to what the gateway knows of it
 * @param lines account → how far it may fall below zero
 * @param deposits account → what was paid in
 * @param forceNanos how long the disk takes
 */
public record Scene(
        Seed seed,
        int nodes,
        int loops,
        Catalog catalog,
        Map<String, ApiKey> secrets,
        Map<String, Money> lines,
        Map<String, Money> deposits,
        PriceBooks books,
        Rules rules,
        Durability durability,
        long forceNanos,
        int drains,
        List<SimDatabase.Outage> outages) {
    /** Requests come no later than this; what happens to machines and weather, too. */
    public static final long SPAN_NANOS = 40 * Timeline.SECOND;

    /** What a seed decides. */
    public static Scene of(Seed seed) {
        Dice dice = new Dice(seed, "scene");
        Catalog catalog = Offers.catalog(new Dice(seed, "offers"));
        Map<String, Money> lines = new LinkedHashMap<>();
        Map<String, Money> deposits = new LinkedHashMap<>();
        for (int i = 1; i <= dice.between(1, 2); i++) {
            String account = "account" + i;
            deposits.put(account, new Money(dice.between(1_000_000, 400_000_000)));
            lines.put(
                    account,
                    switch (dice.below(4)) {
                        case 0 -> new Money(dice.between(0, 100_000_000));
                        case 1 -> ApiKey.UNLIMITED;
                        default -> Money.ZERO;
                    });
        }
        Map<String, ApiKey> secrets = keys(dice, List.copyOf(lines.keySet()));
        return new Scene(
                seed,
                dice.oneIn(2) ? 1 : (int) dice.between(2, 3),
                (int) dice.between(1, 3),
                catalog,
                secrets,
                lines,
                deposits,
                books(dice, List.copyOf(lines.keySet())),
                rules(dice),
                switch (dice.below(8)) {
                    case 0 -> Durability.DATABASE;
                    case 1 -> Durability.RELAXED;
                    default -> Durability.CHARGE;
                },
                dice.oneIn(4)
                        ? dice.between(20, 900) * Timeline.MILLI
                        : dice.between(100_000, 5_000_000),
                dice.oneIn(4) ? (int) dice.between(0, 3) : 100,
                outages(dice));
    }

    private static Map<String, ApiKey> keys(Dice dice, List<String> accounts) {
        Map<String, ApiKey> keys = new LinkedHashMap<>();
        for (int i = 1; i <= dice.between(2, 5); i++) {
            String secret = "sk-jn-v1-" + Long.toHexString(dice.bits()) + "k" + i;
            keys.put(
                    secret,
                    new ApiKey(
                            id(secret),
                            "key" + i,
                            "sk-jn-v1-..." + i,
                            dice.oneIn(20) ? ApiKey.Kind.MANAGEMENT : ApiKey.Kind.INFERENCE,
                            dice.oneIn(20) ? ApiKey.Standing.DISABLED : ApiKey.Standing.ENABLED,
                            ApiKey.Origin.STORE,
                            dice.pick(accounts),
                            dice.oneIn(3)
                                    ? ApiKey.UNLIMITED
                                    : new Money(dice.between(500_000, 200_000_000)),
                            dice.oneIn(2) ? LimitReset.NEVER : LimitReset.DAILY,
                            0,
                            Long.MAX_VALUE));
        }
        return keys;
    }

    private static KeyId id(String secret) {
        try {
            return KeyId.of(
                    MessageDigest.getInstance("SHA-256")
                            .digest(secret.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException missing) {
            throw new IllegalStateException("every JDK has SHA-256", missing);
        }
    }

    private static PriceBooks books(Dice dice, List<String> accounts) {
        List<PriceBook> books = new ArrayList<>();
        for (int i = 0; i < dice.below(3); i++) {
            books.add(
                    new PriceBook(
                            "book" + i,
                            dice.oneIn(2) ? List.of() : List.of(dice.pick(accounts)),
                            dice.oneIn(2) ? List.of() : List.of(new Glob("p1")),
                            List.of(),
                            dice.between(-300_000, 500_000),
                            dice.oneIn(2) ? 0 : dice.between(0, 900_000_000),
                            dice.oneIn(2) ? 0 : dice.between(0, 100_000),
                            dice.oneIn(3) ? dice.between(5, 60) : 0,
                            0,
                            Long.MAX_VALUE));
        }
        return new PriceBooks(books);
    }

    private static Rules rules(Dice dice) {
        long second = Timeline.SECOND;
        Deadlines usual =
                new Deadlines(
                        dice.between(1, 5) * second,
                        dice.between(3, 15) * second,
                        dice.between(5, 25) * second,
                        dice.between(3, 15) * second,
                        dice.between(20, 60) * second);
        Map<String, Deadlines> own =
                dice.oneIn(3)
                        ? Map.of(
                                "p1",
                                new Deadlines(
                                        second, 2 * second, 4 * second, 2 * second, 60 * second))
                        : Map.of();
        return new Rules(
                Policy.OPEN,
                new Deadlines.Table(usual, own),
                dice.oneIn(4) ? Set.of("p2") : Set.of());
    }

    private static List<SimDatabase.Outage> outages(Dice dice) {
        List<SimDatabase.Outage> outages = new ArrayList<>();
        while (dice.oneIn(3)) {
            long from = dice.between(0, SPAN_NANOS);
            outages.add(new SimDatabase.Outage(from, from + dice.between(1, 12) * Timeline.SECOND));
        }
        return outages;
    }

    /** How long the database does not answer in all. */
    public long outageNanos() {
        return outages.stream().mapToLong(outage -> outage.untilNanos() - outage.fromNanos()).sum();
    }

    /** The catalog without one of its endpoints, as a reload may bring it. */
    public Catalog without(int which) {
        List<Endpoint> endpoints = new ArrayList<>();
        catalog.models().forEach(model -> endpoints.addAll(catalog.endpointsOf(model.id())));
        endpoints.remove(which % endpoints.size());
        return Catalog.of(catalog.providers(), catalog.models(), endpoints);
    }

    /** A provider by its slug. */
    public Provider provider(String slug) {
        return catalog.providers().stream()
                .filter(one -> one.slug().equals(slug))
                .findFirst()
                .orElseThrow();
    }

    /** When the disk of a machine takes nothing. */
    static List<SimDisk.Outage> diskOutages(Dice dice) {
        List<SimDisk.Outage> outages = new ArrayList<>();
        while (dice.oneIn(4)) {
            long from = dice.between(0, SPAN_NANOS);
            outages.add(new SimDisk.Outage(from, from + dice.between(1, 8) * Timeline.SECOND));
        }
        return outages;
    }
}
