package dev.junctor.server;

import dev.junctor.core.money.Markup;
import dev.junctor.core.route.Choice;
import dev.junctor.core.route.Policy;
import dev.junctor.core.route.ProviderRules;
import dev.junctor.core.route.RoutingRules;
import dev.junctor.engine.Rules;
import dev.junctor.engine.admit.ApiKey;
import dev.junctor.engine.admit.Bounds;
import dev.junctor.engine.dispatch.Deadlines;
import dev.junctor.server.config.Config;
import dev.junctor.server.config.DefaultPolicy;
import dev.junctor.server.config.Limits;
import dev.junctor.server.config.ListenAddress;
import dev.junctor.server.config.ProviderSettings;
import dev.junctor.server.config.QueueLimits;
import dev.junctor.server.config.Tls;
import dev.junctor.server.config.UpstreamProxy;
import dev.junctor.server.journal.JournalOptions;
import dev.junctor.server.store.Account;
import dev.junctor.server.store.DatabaseUrl;
import dev.junctor.wire.ClientOptions;
import dev.junctor.wire.ListenerOptions;
import dev.junctor.wire.Proxy;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/** What the configuration says, in the terms of the parts that it sets up. */
final class Settings {
    /** What a request under way may need of the heap, generously. */
    private static final long BYTES_A_REQUEST = 64 * 1_024;

    private static final int FEWEST_IN_FLIGHT = 1_000;

    /** A loop that is a quarter of a second late has more to do than it can. */
    private static final long MOST_LAG_NANOS = 250_000_000L;

    private Settings() {}

    static Rules rules(Config config) {
        Map<String, Deadlines> byProvider = new HashMap<>();
        for (ProviderSettings provider : config.providers().values()) {
            byProvider.put(provider.slug(), deadlines(provider.deadlines()));
        }
        return new Rules(
                policy(config.policy()),
                new Deadlines.Table(deadlines(config.deadlines()), byProvider),
                customerKeys(config));
    }

    /** Providers at which customers have keys of their own, by slug. */
    private static Set<String> customerKeys(Config config) {
        return config.providers().values().stream()
                .filter(provider -> provider.keyOwner() == Markup.KeyOwner.CUSTOMER)
                .map(ProviderSettings::slug)
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Where the tables are. */
    static DatabaseUrl database(Config config) {
        return config.database().isEmpty()
                ? new DatabaseUrl.Embedded()
                : DatabaseUrl.parse(config.database().reveal());
    }

    static JournalOptions journal(Config config) {
        return new JournalOptions(
                config.durability(),
                config.journal().maxBytes(),
                JournalOptions.DEFAULT_SEGMENT_BYTES);
    }

    private static Policy policy(DefaultPolicy stated) {
        ProviderRules open = ProviderRules.NONE;
        return new Policy(
                new ProviderRules(
                        open.order(),
                        names(stated.only()),
                        names(stated.ignore()),
                        open.allowFallbacks(),
                        open.requireParameters(),
                        choice(stated.dataCollection() == DefaultPolicy.DataCollection.DENY),
                        choice(stated.zeroRetention() == DefaultPolicy.ZeroRetention.REQUIRED),
                        open.distillableText(),
                        open.quantizations(),
                        open.sort(),
                        open.partition(),
                        open.maxPrice(),
                        open.minThroughput(),
                        open.maxLatency(),
                        open.options()),
                RoutingRules.NONE);
    }

    private static List<String> names(List<String> stated) {
        return stated.stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
    }

    private static Choice choice(boolean wanted) {
        return wanted ? Choice.YES : Choice.UNSAID;
    }

    /** The usual first-byte deadline is a stream's; an answer in one piece has its own. */
    private static Deadlines deadlines(dev.junctor.server.config.Deadlines stated) {
        Duration usual = dev.junctor.server.config.Deadlines.DEFAULT.firstByte();
        boolean said = !stated.firstByte().equals(usual);
        return new Deadlines(
                stated.connect().toNanos(),
                stated.firstByte().toNanos(),
                said ? stated.firstByte().toNanos() : Deadlines.USUAL.firstByteUnary(),
                stated.idle().toNanos(),
                stated.total().toNanos());
    }

    /** How much is taken at one time; by memory where nothing is said. */
    static Bounds bounds(Config config) {
        QueueLimits limits = config.limits().queue();
        return new Bounds(
                limits.inFlight() == QueueLimits.BY_MEMORY ? byMemory() : limits.inFlight(),
                limits.inFlightPerKey() == QueueLimits.ANY
                        ? Integer.MAX_VALUE
                        : limits.inFlightPerKey(),
                limits.queue(),
                limits.queueBytes(),
                limits.patience().toNanos(),
                MOST_LAG_NANOS);
    }

    private static int byMemory() {
        long room = Runtime.getRuntime().maxMemory() / BYTES_A_REQUEST;
        return Math.clamp(room, FEWEST_IN_FLIGHT, Integer.MAX_VALUE);
    }

    static ListenerOptions listener(Config config) {
        ListenerOptions.Limits usual = ListenerOptions.Limits.usual();
        ListenerOptions.Limits limits =
                usual.withHead(config.limits().headerBytes(), usual.headers())
                        .withBody(config.limits().bodyBytes(), 2L * config.limits().bodyBytes())
                        .withBodies(
                                config.limits().bodiesBytes() > 0
                                        ? config.limits().bodiesBytes()
                                        : usual.bodiesBytes())
                        .withCounts(usual.pipelined(), config.limits().connections());
        return ListenerOptions.loopback(config.listen().port())
                .withAddress(config.listen().host(), config.listen().port())
                .withTls(tls(config.tls()))
                .withLimits(limits)
                .withPatience(patience(config.limits()));
    }

    private static ListenerOptions.Patience patience(Limits stated) {
        return new ListenerOptions.Patience(
                stated.headTimeout(),
                stated.bodyTimeout(),
                stated.idleTimeout(),
                stated.sendTimeout());
    }

    /** How a caller on this machine reaches it. */
    static String url(Config config, int port) {
        String scheme = config.tls() instanceof Tls.Off ? "http" : "https";
        ListenAddress listen = config.listen();
        boolean everywhere = listen.host().equals("0.0.0.0") || listen.host().equals("::");
        String host = everywhere ? ListenAddress.DEFAULT.host() : listen.host();
        return scheme + "://" + new ListenAddress(host, port);
    }

    private static dev.junctor.wire.Tls tls(Tls stated) {
        return switch (stated) {
            case Tls.Off off -> new dev.junctor.wire.Tls.Off();
            case Tls.Files files ->
                    new dev.junctor.wire.Tls.Files(files.certificate(), files.key());
        };
    }

    static ClientOptions client(Config config) {
        ClientOptions options =
                ClientOptions.usual()
                        .withPool(
                                config.limits().upstreamConnections(),
                                config.limits().upstreamWaiting());
        return switch (config.proxy()) {
            case UpstreamProxy.Direct direct -> options;
            case UpstreamProxy.Http proxy -> options.withProxy(tunnel(proxy));
        };
    }

    private static Proxy tunnel(UpstreamProxy.Http proxy) {
        return Proxy.tunnel(proxy.host(), proxy.port(), List.of())
                .withLogin(new Proxy.Login(proxy.user(), proxy.password().reveal()));
    }

    static List<Account> declaredAccounts(Config config) {
        return config.accounts().stream()
                .map(account ->
                        new Account(
                                account.id(),
                                account.name(),
                                switch (account.balance()) {
                                    case UNLIMITED -> Account.UNLIMITED;
                                    case PREPAID -> account.creditLine();
                                },
                                ApiKey.Origin.CONFIG,
                                0))
                .toList();
    }

    static List<ApiKey> declaredKeys(Config config, long epochMillis) {
        return config.keys().stream().map(key -> key.toApiKey(epochMillis)).toList();
    }
}
