package dev.junctor.server;

import dev.junctor.core.catalog.Catalog;
import dev.junctor.core.catalog.Endpoint;
import dev.junctor.core.catalog.Provider;
import dev.junctor.server.config.ProviderAccess;
import dev.junctor.server.secret.Secret;
import dev.junctor.simulator.Fleet;
import dev.junctor.simulator.FleetOptions;
import dev.junctor.wire.Listener;
import dev.junctor.wire.ListenerOptions;
import dev.junctor.wire.Loops;
import io.netty.channel.EventLoopGroup;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** All providers of the catalog, simulated on a port of this machine. */
public final class Simulation implements AutoCloseable {
    private static final String USUAL = "openai-chat";

    /** The dialects of the simulator, and what stands between a provider's slug and their own paths. */
    private static final Map<String, String> VERSIONS =
            Map.of(
                    USUAL,
                    "/v1",
                    "openai-responses",
                    "/v1",
                    "anthropic-messages",
                    "/v1",
                    "gemini",
                    "/v1beta");

    private static final Set<String> SPOKEN_TYPES = Set.of("chat", "completion");
    private static final ProviderAccess.Access ANY_KEY =
            new ProviderAccess.Access(Secret.of("simulated"), Map.of(), "simulator");

    private final EventLoopGroup loops;
    private final Listener listener;
    private final Catalog catalog;

    private Simulation(EventLoopGroup loops, Listener listener, Catalog catalog) {
        this.loops = loops;
        this.listener = listener;
        this.catalog = catalog;
    }

    /**
     * Opens the fleet.
     *
     * @param port 0 for any free one
     * @throws dev.junctor.wire.AddressInUse when somebody else listens there
     */
    public static Simulation open(Catalog catalog, FleetOptions options, int port) {
        EventLoopGroup loops = Loops.start(1);
        try {
            Fleet fleet = new Fleet(catalog, options);
            Listener listener =
                    Listener.open(loops, ListenerOptions.loopback(port), fleet::service);
            return new Simulation(loops, listener, catalog);
        } catch (RuntimeException refused) {
            loops.shutdownGracefully(0, 100, TimeUnit.MILLISECONDS).syncUninterruptibly();
            throw refused;
        }
    }

    /** Who speaks in life what the simulator does not is spoken to in the usual dialect. */
    private static Endpoint spoken(Endpoint endpoint) {
        boolean answers = SPOKEN_TYPES.contains(endpoint.type());
        return answers && !VERSIONS.containsKey(endpoint.dialect())
                ? endpoint.withDialect(USUAL)
                : endpoint;
    }

    /** Where it listens. */
    public String url() {
        return "http://127.0.0.1:" + listener.port();
    }

    /** The whole catalog, each provider reached at the simulator. */
    public ProviderAccess providers() {
        Map<String, ProviderAccess.Access> access = new HashMap<>();
        catalog.providers().forEach(provider -> access.put(provider.slug(), ANY_KEY));
        return new ProviderAccess(catalog.map(this::simulated, Simulation::spoken), access);
    }

    /** The dialects of its entry in the catalog, and the usual one in place of those that are not spoken here. */
    private Provider simulated(Provider provider) {
        Set<String> known = provider.dialects().keySet();
        Map<String, String> dialects = new HashMap<>();
        for (String listed : known.isEmpty() ? Set.of(USUAL) : known) {
            String spoken = VERSIONS.containsKey(listed) ? listed : USUAL;
            dialects.put(spoken, url() + "/" + provider.slug() + VERSIONS.get(spoken));
        }
        return provider.withDialects(dialects);
    }

    @Override
    public void close() {
        listener.close();
        loops.shutdownGracefully(0, 500, TimeUnit.MILLISECONDS).syncUninterruptibly();
    }
}
