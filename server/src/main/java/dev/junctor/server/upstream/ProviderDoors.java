package dev.junctor.server.upstream;

import dev.junctor.core.catalog.Provider;
import dev.junctor.server.config.ProviderAccess;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;

/**
 * What opens each provider, in this generation of the configuration and in those before it: a request that began before
 * a reload has the provider of that time in its plan, and that provider's key goes to that provider's address and to no
 * other. Earlier ones are forgotten when no request has them any more. Any thread.
 */
public final class ProviderDoors {
    private volatile State state;

    private record Earlier(WeakReference<Provider> provider, ProviderAccess.Access access) {}

    /** Identity decides: providers of two generations may be equal and have different keys. */
    private record State(
            IdentityHashMap<Provider, ProviderAccess.Access> present, List<Earlier> earlier) {}

    /** Those of a configuration. */
    public ProviderDoors(ProviderAccess providers) {
        this.state = new State(opened(providers), List.of());
    }

    private static IdentityHashMap<Provider, ProviderAccess.Access> opened(
            ProviderAccess providers) {
        IdentityHashMap<Provider, ProviderAccess.Access> opened = new IdentityHashMap<>();
        for (Provider provider : providers.catalog().providers()) {
            opened.put(
                    provider,
                    providers.bySlug().getOrDefault(provider.slug(), ProviderAccess.Access.OPEN));
        }
        return opened;
    }

    /** Takes others in place of those that there are; to be called before any plan has them, by one at a time. */
    public void use(ProviderAccess providers) {
        State before = state;
        List<Earlier> earlier = new ArrayList<>();
        for (Earlier one : before.earlier()) {
            if (one.provider().get() != null) {
                earlier.add(one);
            }
        }
        before.present()
                .forEach((provider, access) ->
                        earlier.add(new Earlier(new WeakReference<>(provider), access)));
        state = new State(opened(providers), List.copyOf(earlier));
    }

    /** Differs after each {@link #use}, so that who keeps what it made of them notices. */
    Object generation() {
        return state;
    }

    /**
     * What opens a provider that a plan names.
     *
     * @throws IllegalStateException when no configuration of this process had it
     */
    ProviderAccess.Access to(Provider provider) {
        State now = state;
        ProviderAccess.Access access = now.present().get(provider);
        if (access != null) {
            return access;
        }
        for (Earlier one : now.earlier()) {
            if (one.provider().refersTo(provider)) {
                return one.access();
            }
        }
        throw new IllegalStateException(
                "the provider " + provider.slug() + " is of no configuration that was read");
    }
}
