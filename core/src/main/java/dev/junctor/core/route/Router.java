package dev.junctor.core.route;

import dev.junctor.core.base.Seed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Decides who answers, as a function: the same request, policy, world and seed give the same plan.
 *
 * <p>Names become models, models endpoints; filters take out who may not answer, each with its reason; a ranking orders
 * the rest. Nobody is taken out for being ill: who is broken comes last.
 */
public final class Router {
    private final Set<String> dialects;

    /**
     * A router for a gateway.
     *
     * @param dialects wire protocols in which the gateway can speak to providers, as {@code openai-chat}
     */
    public Router(Set<String> dialects) {
        this.dialects = Set.copyOf(dialects);
    }

    /**
     * Plans a request.
     *
     * @param seed where chance comes from, see {@link RouteRequest#seedOr}
     */
    public Planned plan(RouteRequest request, Policy policy, Snapshot snapshot, Seed seed) {
        Refusals refusals = new Refusals(request, snapshot.catalog());
        Optional<Planned.Refused> wrong = refusals.unknownDomain(policy);
        if (wrong.isPresent()) {
            return wrong.get();
        }
        ModelNames names = new ModelNames(snapshot.market());
        List<Target> targets = new ArrayList<>(request.names().size());
        for (String name : request.names()) {
            Optional<Target> target = names.find(name);
            if (target.isEmpty()) {
                return refusals.unknownModel(name);
            }
            targets.add(target.get());
        }
        Question question = Question.of(request, policy, snapshot, seed, dialects);
        Wishes wishes = Wishes.of(request, policy);
        Shortlist shortlist = gather(targets, question, wishes);
        if (shortlist.entries().isEmpty()) {
            return refusals.nobody(shortlist.rejected());
        }
        Placing.place(shortlist.entries(), question, wishes);
        rank(shortlist.entries(), targets, question, wishes);
        shortlist.cutModels(targets);
        shortlist.entries().sort(Entry.ORDER);
        shortlist.cutFallbacks(wishes);
        explain(shortlist.entries(), targets, question, wishes);
        return new RoutePlan(
                request.names().getFirst(),
                targets.size() > 1 ? "fallback" : targets.getFirst().kind().strategy(),
                shortlist.candidates(),
                shortlist.rejected());
    }

    private static Shortlist gather(List<Target> targets, Question question, Wishes wishes) {
        Gathering gathering = new Gathering(question, wishes);
        for (int i = 0; i < targets.size(); i++) {
            gathering.add(targets.get(i), wishes.together() ? 0 : i);
        }
        Shortlist shortlist = gathering.shortlist();
        Bands.narrow(shortlist, question, wishes);
        return shortlist;
    }

    /** Each group by itself; the entries of a group stand together. */
    private static void rank(
            List<Entry> entries, List<Target> targets, Question question, Wishes wishes) {
        int from = 0;
        for (int to = 1; to <= entries.size(); to++) {
            if (to == entries.size() || entries.get(to).group != entries.get(from).group) {
                Target target = targets.get(entries.get(from).group);
                wishes.rankingFor(target, question.tier())
                        .rank(entries.subList(from, to), question);
                from = to;
            }
        }
        if (!wishes.order().isEmpty()) {
            for (Entry entry : entries) {
                entry.score = 1.0 / (1 + entry.place);
            }
        }
    }

    /** Only who stays in the plan is explained: of what {@code auto} looks at that is one in ten. */
    private static void explain(
            List<Entry> entries, List<Target> targets, Question question, Wishes wishes) {
        for (int i = 0; i < entries.size(); i++) {
            Entry entry = entries.get(i);
            explainDropped(entry, question.request());
            Placing.explain(entry, wishes);
            wishes.rankingFor(targets.get(entry.group), question.tier()).explain(entry, question);
        }
    }

    private static void explainDropped(Entry entry, RouteRequest request) {
        List<String> dropped = Parameters.refused(request, entry.endpoint);
        if (!dropped.isEmpty()) {
            entry.because(new Reason.Drops(dropped));
        }
    }
}
