package dev.junctor.server;

import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.FaultKind;
import dev.junctor.core.money.Posting;
import dev.junctor.engine.admit.ApiKey;
import dev.junctor.server.api.LedgerReader;
import dev.junctor.server.api.LedgerWriter;
import dev.junctor.server.api.LiveBudgets;
import dev.junctor.server.http.Refused;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Where no books are kept: whoever asks for them is told so, and nothing is ever held. */
final class UnkeptBooks implements LedgerReader, LedgerWriter, LiveBudgets {
    private static Refused refused() {
        return new Refused(Fault.gateway(FaultKind.INTERNAL, "This process keeps no books."));
    }

    @Override
    public List<Posting.Entry> trialBalance() {
        throw refused();
    }

    @Override
    public Credits credits(String account) {
        throw refused();
    }

    @Override
    public Statement statement(
            String account, LocalDate from, LocalDate to, String cursor, int limit) {
        throw refused();
    }

    @Override
    public List<String> check() {
        throw refused();
    }

    @Override
    public void export(LocalDate from, LocalDate to, Consumer<Side> each) {
        throw refused();
    }

    @Override
    public Posted post(Order order, long nowMillis) {
        throw refused();
    }

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
