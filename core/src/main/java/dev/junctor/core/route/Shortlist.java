package dev.junctor.core.route;

import dev.junctor.core.catalog.Endpoint;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Who may answer and who may not, while a plan is made. */
final class Shortlist {
    /** More models than are ever tried one after another. */
    private static final int MOST_AUTO_MODELS = 8;

    private final List<Entry> entries = new ArrayList<>();
    private final List<Rejected> rejected = new ArrayList<>();

    void add(Entry entry) {
        entries.add(entry);
    }

    void reject(Endpoint endpoint, String field, String reason) {
        rejected.add(new Rejected(endpoint.tag(), endpoint.model(), field, reason));
    }

    /** Moves those that do not stand a test from the one list to the other. */
    void keepIf(Predicate<Entry> test, String field, String reason) {
        for (Iterator<Entry> all = entries.iterator(); all.hasNext(); ) {
            Entry entry = all.next();
            if (!test.test(entry)) {
                reject(entry.endpoint, field, reason);
                all.remove();
            }
        }
    }

    List<Entry> entries() {
        return entries;
    }

    List<Rejected> rejected() {
        return rejected;
    }

    List<Candidate> candidates() {
        List<Candidate> result = new ArrayList<>(entries.size());
        for (int i = 0; i < entries.size(); i++) {
            result.add(entries.get(i).candidate());
        }
        return result;
    }

    /** Once ordered: takes off what stands behind the last that may be tried. */
    void cut(Wishes wishes, List<Target> targets) {
        for (Target target : targets) {
            if (target.isAuto()) {
                cutModels();
                break;
            }
        }
        if (wishes.fallbacks() == Choice.NO && wishes.order().isEmpty()) {
            Set<Integer> groups = new HashSet<>();
            keepIf(
                    entry -> groups.add(entry.group),
                    "provider.allow_fallbacks",
                    "not the first, and fallbacks are off");
        }
    }

    /** Of the models chosen for the caller the first few; of each other one its best endpoint stands for the model. */
    private void cutModels() {
        Set<String> kept = new HashSet<>();
        Set<String> left = new HashSet<>();
        List<Entry> all = List.copyOf(entries);
        entries.clear();
        for (Entry entry : all) {
            String model = entry.model.id();
            if (kept.contains(model) || kept.size() < MOST_AUTO_MODELS) {
                kept.add(model);
                entries.add(entry);
            } else if (left.add(model)) {
                reject(
                        entry.endpoint,
                        "routing.objective",
                        "the model ranks behind the first " + MOST_AUTO_MODELS);
            }
        }
    }
}
