package dev.junctor.server;

import dev.junctor.engine.admit.ApiKey;
import dev.junctor.server.api.LiveBudgets;
import java.util.List;
import java.util.Optional;

/** Where requests pass without anything being held for them. */
record NothingHeld() implements LiveBudgets {
    @Override
    public Optional<Live> ofKey(ApiKey key, long epochMillis) {
        return Optional.empty();
    }

    @Override
    public Optional<Live> ofAccount(String account) {
        return Optional.empty();
    }

    @Override
    public List<Live> held() {
        return List.of();
    }
}
