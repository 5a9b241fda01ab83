package dev.junctor.server;

import dev.junctor.core.catalog.Catalog;
import dev.junctor.core.money.PriceBook;
import dev.junctor.engine.Rules;
import dev.junctor.engine.snapshot.Worlds;
import dev.junctor.server.api.PriceBookRoutes;
import dev.junctor.server.api.Reloading;
import dev.junctor.server.config.Changes;
import dev.junctor.server.config.Config;
import dev.junctor.server.config.ConfigProblem;
import dev.junctor.server.store.Store;
import dev.junctor.server.upstream.ProviderDoors;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Takes a changed configuration over while requests go on. Snapshot and rules are one immutable value that is swapped at
 * once; a request keeps the one with which it began, and its provider's key with it.
 */
final class Reload implements Reloading {
    private static final Logger LOG = LoggerFactory.getLogger(Reload.class);

    private final Source source;
    private final Store store;
    private final Worlds worlds;
    private final ProviderDoors doors;
    private final Config started;
    private final long startedMillis;
    private final ReentrantLock one = new ReentrantLock();
    private volatile Changes.Whole present;
    private long generation = 1;

    /**
     * @param present what the process is started with
     * @param startedMillis since when its keys are there
     */
    Reload(
            Source source,
            Store store,
            Worlds worlds,
            ProviderDoors doors,
            Changes.Whole present,
            long startedMillis) {
        this.source = source;
        this.store = store;
        this.worlds = worlds;
        this.doors = doors;
        this.present = present;
        this.started = present.config();
        this.startedMillis = startedMillis;
    }

    /** What holds now. */
    Changes.Whole present() {
        return present;
    }

    @Override
    public Outcome reload() {
        one.lock();
        try {
            return switch (source.read()) {
                case Source.Reading.Fresh(Changes.Whole whole) -> takeOver(whole);
                case Source.Reading.Wrong(List<ConfigProblem> problems) -> refuse(problems);
                case Source.Reading.Fixed fixed -> new Outcome.Fixed();
            };
        } finally {
            one.unlock();
        }
    }

    private static Outcome refuse(List<ConfigProblem> problems) {
        problems.forEach(problem -> LOG.error("reload: {}", problem));
        LOG.error("reload: the configuration is not valid, so nothing was changed");
        return new Outcome.Invalid(problems);
    }

    private Outcome takeOver(Changes.Whole next) {
        Config config = next.config();
        Changes changes = Changes.between(started, present, next);
        Rules rules = Settings.rules(config);
        List<String> warnings = new ArrayList<>();
        warnings.addAll(
                store.declarations()
                        .replace(
                                Settings.declaredAccounts(config),
                                config.priceBooks(),
                                Settings.declaredKeys(config, startedMillis)));
        doors.use(next.providers()); // before any plan can have them
        worlds.use(next.providers().catalog(), rules).join();
        present = next;
        generation++;
        warnings.addAll(unmet(config, next.providers().catalog()));
        changes.needRestart()
                .forEach(setting ->
                        warnings.add(setting + " has changed, which holds from the next start on"));
        changes.lists().forEach(list -> LOG.info("reload: {}", told(list)));
        if (!changes.settings().isEmpty()) {
            LOG.info("reload: changed {}", String.join(", ", changes.settings()));
        }
        warnings.forEach(sentence -> LOG.warn("reload: {}", sentence));
        LOG.info("generation {} of the configuration holds", generation);
        return new Outcome.Done(generation, changes, warnings);
    }

    private static String told(Changes.Listed list) {
        StringBuilder text = new StringBuilder(list.kind());
        append(text, " added", list.added());
        append(text, " removed", list.removed());
        append(text, " changed", list.changed());
        return text.toString();
    }

    /** A new catalog has hundreds of names; the answer of the API has them all. */
    private static void append(StringBuilder text, String what, List<String> names) {
        if (!names.isEmpty()) {
            text.append(';').append(what).append(' ').append(names.size()).append(": ");
            text.append(String.join(", ", names.subList(0, Math.min(10, names.size()))));
            text.append(names.size() > 10 ? ", …" : "");
        }
    }

    /** A pattern that meets nothing may be a slip of the pen, or wait for what comes. */
    static List<String> unmet(Config config, Catalog catalog) {
        List<String> sentences = new ArrayList<>();
        for (PriceBook book : config.priceBooks()) {
            PriceBookRoutes.unmet(book, catalog)
                    .forEach(sentence ->
                            sentences.add("price book " + book.name() + ": " + sentence));
        }
        return sentences;
    }
}
