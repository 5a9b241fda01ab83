package dev.junctor.server;

import dev.junctor.core.base.Money;
import dev.junctor.core.money.Posting;
import dev.junctor.server.api.LedgerReader;
import dev.junctor.server.api.LedgerWriter;
import dev.junctor.server.store.AccountStatement;
import dev.junctor.server.store.Books;
import dev.junctor.server.store.Finding;
import dev.junctor.server.store.Movement;
import dev.junctor.server.store.NewPosting;
import dev.junctor.server.store.Postings;
import dev.junctor.server.store.RecordedPosting;
import java.time.LocalDate;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** The store's books in the words of the API. */
record StoreBooks(Books books, Postings postings) implements LedgerReader, LedgerWriter {
    private static final long DAY_MILLIS = 86_400_000;

    @Override
    public List<Posting.Entry> trialBalance() {
        return books.trialBalance().balances().stream()
                .map(balance -> new Posting.Entry(balance.account(), balance.amount()))
                .toList();
    }

    @Override
    public Credits credits(String account) {
        Books.Credits credits = books.credits(account);
        return new Credits(credits.total(), credits.usage());
    }

    @Override
    public Statement statement(
            String account, LocalDate from, LocalDate to, String cursor, int limit) {
        AccountStatement statement =
                books.statement(account, first(from), first(to.plusDays(1)), limit, cursor);
        return new Statement(
                statement.lines().stream().map(StoreBooks::line).toList(), statement.next());
    }

    private static Line line(AccountStatement.Line line) {
        Movement movement = line.movement();
        return new Line(
                name(movement),
                movement.timeMillis(),
                movement.posting().kind(),
                movement.amount(),
                line.balance(),
                movement.generation(),
                movement.note());
    }

    @Override
    public List<String> check() {
        return books.check().stream().map(Finding::sentence).toList();
    }

    @Override
    public void export(LocalDate from, LocalDate to, Consumer<Side> each) {
        books.export(
                first(from),
                first(to.plusDays(1)),
                movement -> {
                    for (Posting.Entry entry : movement.posting().entries()) {
                        each.accept(
                                new Side(
                                        name(movement),
                                        movement.timeMillis(),
                                        movement.posting().kind(),
                                        movement.generation(),
                                        movement.account(),
                                        entry.account(),
                                        entry.amount(),
                                        movement.note()));
                    }
                    return true;
                });
    }

    @Override
    public Posted post(Order order, long nowMillis) {
        NewPosting wanted =
                new NewPosting(
                        order.kind(),
                        order.account(),
                        order.amount(),
                        order.idempotencyKey(),
                        HexFormat.of().parseHex(order.requestHash()),
                        order.generationId(),
                        order.note());
        if (order.kind() == Posting.Kind.REFUND && order.generationId() != 0) {
            wanted = wanted.atMost(order.refundable());
        }
        return posted(postings.post(wanted, nowMillis));
    }

    @Override
    public Optional<Posted> earlier(String account, String idempotencyKey, String requestHash) {
        return postings.earlier(account, idempotencyKey, HexFormat.of().parseHex(requestHash))
                .map(StoreBooks::posted);
    }

    private static Posted posted(dev.junctor.server.store.Posted posted) {
        return switch (posted) {
            case dev.junctor.server.store.Posted.Done(RecordedPosting posting) ->
                    new Posted.Done(made(posting));
            case dev.junctor.server.store.Posted.Repeated(RecordedPosting posting) ->
                    new Posted.Repeated(made(posting));
            case dev.junctor.server.store.Posted.Conflict conflict -> new Posted.Conflict();
            case dev.junctor.server.store.Posted.TooMuch(Money left) -> new Posted.TooMuch(left);
            case dev.junctor.server.store.Posted.UnknownAccount gone -> new Posted.UnknownAccount();
        };
    }

    private static Made made(RecordedPosting posting) {
        return new Made(
                name(posting.id()),
                posting.kind(),
                posting.createdMillis(),
                posting.account(),
                posting.amount(),
                posting.generationId(),
                posting.note());
    }

    /** A request's own movements are known by its name. */
    private static String name(Movement movement) {
        return switch (movement.posting().kind()) {
            case CHARGE, ABSORBED -> movement.generation();
            case DEPOSIT, PROMOTION, REFUND, CORRECTION, HOLD, RELEASE -> name(movement.id());
        };
    }

    private static String name(long posting) {
        return "pst-" + posting;
    }

    private static long first(LocalDate day) {
        return Math.multiplyExact(day.toEpochDay(), DAY_MILLIS);
    }
}
