package dev.junctor.lab.money;

import dev.junctor.core.base.Money;
import dev.junctor.lab.money.Findings.Kind;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Holds the books against what the outside world knows, while nobody asks anything. */
final class Audit {
    private final Expected expected;
    private final Findings findings;
    private int strangers;

    Audit(Expected expected, Findings findings) {
        this.expected = expected;
        this.findings = findings;
    }

    /**
     * Looks at everything that moved since a time, and at all sums.
     *
     * @param from as 2027-01-31T12:00:00Z
     * @param keys of all callers
     */
    void of(Desk desk, String from, List<String> keys) {
        List<Heard.Complete> fresh = expected.takeFresh();
        for (Heard.Complete answer : fresh) {
            generation(desk, answer);
        }
        statement(desk.statement(from));
        for (Heard.Complete answer : fresh) {
            boolean free = answer.cost().equals(Money.ZERO);
            findings.expect(
                    free || expected.charged().containsKey(answer.id()),
                    Kind.LOST,
                    answer.id() + ", received whole, is not in the statement");
        }
        sums(desk, keys);
    }

    private void generation(Desk desk, Heard.Complete answer) {
        Optional<Desk.Generation> record = desk.generation(answer.id(), answer.key());
        findings.expect(
                record.isPresent(), Kind.LOST, answer.id() + ", received whole, has no record");
        record.ifPresent(found ->
                findings.expect(
                        found.cost().equals(answer.cost()),
                        Kind.WRONG,
                        "%s said it costs $%s, its record says $%s"
                                .formatted(
                                        answer.id(), answer.cost().toUsd(), found.cost().toUsd())));
    }

    private void statement(List<Desk.Movement> movements) {
        Set<String> seen = new HashSet<>();
        for (Desk.Movement movement : movements) {
            String id = movement.id();
            findings.expect(
                    seen.add(id + movement.kind()),
                    Kind.DOUBLE,
                    id + " stands twice in the statement");
            if (movement.kind().equals("charge")) {
                charge(id, Money.ZERO.minus(movement.amount()));
            }
        }
    }

    private void charge(String id, Money amount) {
        Money before = expected.charged().putIfAbsent(id, amount);
        if (before == null && !expected.known().contains(id)) {
            strangers++;
            findings.expect(
                    strangers <= expected.nameless(),
                    Kind.WRONG,
                    id + " is charged $" + amount.toUsd() + ", and nobody asked for it");
        }
        findings.expect(
                before == null || before.equals(amount),
                Kind.WRONG,
                id + " was charged another amount before");
        Money cost = expected.costs().get(id);
        findings.expect(
                cost == null || cost.equals(amount),
                Kind.WRONG,
                "%s is charged $%s, its answer said $%s"
                        .formatted(id, amount.toUsd(), cost == null ? "" : cost.toUsd()));
        findings.expect(
                !expected.refusals().contains(id) || amount.equals(Money.ZERO),
                Kind.WRONG,
                id + " was refused and is charged $" + amount.toUsd());
    }

    private void sums(Desk desk, List<String> keys) {
        Desk.Standing standing = desk.standing();
        Money given = Expected.sum(expected.deposits().values());
        Money used = Expected.sum(expected.charged().values());
        same("what was paid in", standing.given(), given);
        same("what was used", standing.used(), used);
        same("the balance", standing.balance(), given.minus(used));
        same("what is held while nobody asks", standing.held(), Money.ZERO);
        same("what is available", standing.available(), given.minus(used));
        findings.expect(
                desk.credits().equals(List.of(given, used)),
                Kind.BOOKS,
                "GET /credits says " + desk.credits() + ", not " + List.of(given, used));
        same("what the keys used", Expected.sum(keys.stream().map(desk::usage).toList()), used);
        same("the trial balance", desk.trialBalance(), Money.ZERO);
        desk.problems().forEach(problem -> findings.add(Kind.BOOKS, "ledger check: " + problem));
        desk.holds().forEach(hold -> findings.add(Kind.BOOKS, "held while nobody asks: " + hold));
    }

    private void same(String what, Money is, Money must) {
        findings.expect(
                is.equals(must),
                Kind.BOOKS,
                "%s is $%s and must be $%s".formatted(what, is.toUsd(), must.toUsd()));
    }
}
