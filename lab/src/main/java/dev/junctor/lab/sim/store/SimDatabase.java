package dev.junctor.lab.sim.store;

import dev.junctor.core.base.Money;
import dev.junctor.core.money.LedgerAccount;
import dev.junctor.core.money.Posting;
import dev.junctor.core.record.GenerationRecord;
import dev.junctor.engine.admit.ApiKey;
import dev.junctor.engine.admit.KeyId;
import dev.junctor.lab.sim.world.Broken;
import dev.junctor.lab.sim.world.Law;
import dev.junctor.lab.sim.world.Timeline;
import dev.junctor.server.budget.Leases;
import dev.junctor.server.budget.Standing;
import dev.junctor.server.journal.Entry;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** The tables of the store, as far as money lies in them; transactions are instants. */
public final class SimDatabase implements Standing {
    /** A time in which it does not answer. */
    public record Outage(long fromNanos, long untilNanos) {}

    private final Timeline timeline;
    private final List<Outage> outages;
    private final Map<KeyId, ApiKey> keys;
    private final Map<Long, GenerationRecord> records = new TreeMap<>();
    private final Map<String, GenerationRecord> byName = new HashMap<>();
    private final Map<String, Long> balances = new TreeMap<>();
    private final Map<Integer, Long> watermarks = new HashMap<>();
    private final Map<String, Long> deposited = new HashMap<>();
    private final LeaseBook leases;
    private boolean healed;

    /**
     * @param keys by id
     */
    public SimDatabase(Timeline timeline, List<Outage> outages, List<ApiKey> keys) {
        this.timeline = timeline;
        this.outages = List.copyOf(outages);
        this.keys = new LinkedHashMap<>();
        keys.forEach(key -> this.keys.put(key.id(), key));
        this.leases = new LeaseBook(this);
    }

    /** Where entries come from. */
    public enum Source {
        /** From a journal in use: none is missing. */
        IN_USE,
        /** From what a crash left: of a write that was torn, nobody had been told that it was complete. */
        LEFT_BY_A_CRASH
    }

    /** What nodes have leased. */
    public LeaseBook leases() {
        return leases;
    }

    /** It answers from now on. */
    public void heal() {
        healed = true;
    }

    /** Whether it does not answer now. */
    public boolean isAway() {
        if (healed) {
            return false;
        }
        for (Outage outage : outages) {
            if (timeline.now() >= outage.fromNanos && timeline.now() < outage.untilNanos) {
                return true;
            }
        }
        return false;
    }

    void reach() throws SQLException {
        if (isAway()) {
            throw new SQLException("the database is away");
        }
    }

    /** A customer pays in. */
    public void deposit(String account, Money amount) {
        post(Posting.deposit(account, amount));
        deposited.merge(account, amount.nanoDollars(), Math::addExact);
        leases.credited(account, amount);
    }

    /** What a customer has paid in, in nano-dollars. */
    public long deposited(String account) {
        return deposited.getOrDefault(account, 0L);
    }

    private void post(Posting posting) {
        for (Posting.Entry entry : posting.entries()) {
            balances.merge(entry.account().name(), entry.amount().nanoDollars(), Math::addExact);
        }
    }

    /** The last entry of a node's journal that is here; 0 for none. */
    public long watermark(int node) {
        return watermarks.getOrDefault(node, 0L);
    }

    /** The greatest id of any record. */
    public long greatestId() {
        return records.isEmpty() ? 0 : ((TreeMap<Long, GenerationRecord>) records).lastKey();
    }

    /**
     * Brings entries of a node's journal into the tables, in one transaction with their watermark.
     *
     * @throws SQLException when it does not answer
     */
    public void apply(int node, List<Entry> entries, Source source) throws SQLException {
        reach();
        long applied = watermark(node);
        List<GenerationRecord> fresh = new ArrayList<>();
        for (Entry entry : entries) {
            if (entry.sequence() > applied) {
                Broken.unless(
                        entry.sequence() == applied + 1
                                || applied == 0
                                || source == Source.LEFT_BY_A_CRASH,
                        Law.MONEY,
                        -1,
                        "an entry of the journal is missing before " + entry.sequence());
                applied = entry.sequence();
                fresh.add(entry.record());
            }
        }
        for (GenerationRecord record : fresh) {
            boolean known = byName.putIfAbsent(record.publicId(), record) != null;
            Broken.unless(!known, Law.MONEY, -1, record.publicId() + " was charged twice");
            records.put(record.id(), record);
            record.postings().forEach(this::post);
        }
        leases.settle(node, Leases.charges(fresh, id -> Optional.ofNullable(keys.get(id))));
        watermarks.put(node, applied);
    }

    /** A record by its public id; empty when it is not here. */
    public Optional<GenerationRecord> find(String publicId) {
        return Optional.ofNullable(byName.get(publicId));
    }

    /** All records, in the order of their ids. */
    public List<GenerationRecord> records() {
        return List.copyOf(records.values());
    }

    /** Account of the ledger → what stands there. */
    public Map<String, Long> balances() {
        return Map.copyOf(balances);
    }

    @Override
    public Money spentSince(KeyId key, long fromMillis) {
        answerOrThrow();
        long sum = 0;
        for (GenerationRecord record : records.values()) {
            if (record.keyId().equals(key.hex()) && record.createdMillis() >= fromMillis) {
                sum += record.cost().nanoDollars();
            }
        }
        return new Money(sum);
    }

    @Override
    public Money credit(String account) {
        answerOrThrow();
        return new Money(balances.getOrDefault(LedgerAccount.credit(account).name(), 0L));
    }

    @Override
    public long requestsSince(String book, String account, long fromMillis) {
        answerOrThrow();
        return records.values().stream()
                .filter(record ->
                        record.createdMillis() >= fromMillis
                                && record.account().equals(account)
                                && record.invoice().markup().book().equals(book))
                .count();
    }

    private void answerOrThrow() {
        if (isAway()) {
            throw new IllegalStateException("the database is away");
        }
    }
}
