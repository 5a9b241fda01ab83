package dev.junctor.server.store;

import static dev.junctor.server.store.Records.NOON;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.junctor.core.base.Money;
import dev.junctor.core.money.Posting;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

final class PostingsTest {
    @TempDir Path temp;

    private final List<RecordedPosting> made = new ArrayList<>();
    private Database database;
    private Postings postings;

    @BeforeEach
    void open() {
        database = SqliteDatabase.open(temp.resolve("junctor.db"));
        postings = new Postings(database, new IdMaker(0, 0), "alice"::equals, new Heard(made));
    }

    @AfterEach
    void close() {
        database.close();
    }

    private static NewPosting wanted(Posting.Kind kind, long nanos, String key, int hash) {
        return new NewPosting(
                kind, "alice", new Money(nanos), key, new byte[] {(byte) hash}, 0, "a note");
    }

    private Posted deposit(long nanos, String key, int hash) {
        return postings.post(wanted(Posting.Kind.DEPOSIT, nanos, key, hash), NOON);
    }

    @Test
    void theSameRequestTwiceIsOnePosting() {
        Posted first = deposit(5, "k", 1);
        assertThat(first).isEqualTo(new Posted.Done(made.getFirst()));
        assertThat(deposit(5, "k", 1)).isEqualTo(new Posted.Repeated(made.getFirst()));
        assertThat(deposit(6, "k", 2)).isEqualTo(new Posted.Conflict(made.getFirst()));
        assertThat(made).hasSize(1);
        assertThat(BookModel.found(database)).isEqualTo(BookModel.expected(List.of(), made));
    }

    @Test
    void withoutAKeyEachRequestIsAPosting() {
        deposit(5, "", 1);
        deposit(5, "", 1);
        deposit(5, "k", 1);
        deposit(5, "l", 1);
        assertThat(made).hasSize(4);
        assertThat(BookModel.found(database)).isEqualTo(BookModel.expected(List.of(), made));
    }

    @Test
    void refundsOfARequestAreNotMoreThanItsChargeInAll() {
        NewPosting about =
                new NewPosting(
                        Posting.Kind.REFUND, "alice", new Money(6), "", new byte[0], 77, "sorry");
        NewPosting another =
                new NewPosting(
                        Posting.Kind.REFUND, "alice", new Money(6), "", new byte[0], 78, "sorry");
        Money charge = new Money(10);
        assertThat(postings.post(about.atMost(charge), NOON)).isInstanceOf(Posted.Done.class);
        assertThat(postings.post(about.atMost(charge), NOON))
                .isEqualTo(new Posted.TooMuch(new Money(4)));
        assertThat(postings.post(another.atMost(charge), NOON)).isInstanceOf(Posted.Done.class);
        assertThat(made).hasSize(2);
        assertThat(BookModel.found(database)).isEqualTo(BookModel.expected(List.of(), made));
    }

    @Test
    void whatWasPostedUnderAKeyIsToldWithoutPosting() {
        deposit(5, "k", 1);
        assertThat(postings.earlier("alice", "k", new byte[] {1}))
                .contains(new Posted.Repeated(made.getFirst()));
        assertThat(postings.earlier("alice", "k", new byte[] {2}))
                .contains(new Posted.Conflict(made.getFirst()));
        assertThat(postings.earlier("alice", "l", new byte[] {1})).isEmpty();
        assertThat(postings.earlier("alice", "", new byte[] {1})).isEmpty();
    }

    @Test
    void anUnknownAccountGetsNothing() {
        NewPosting wanted =
                new NewPosting(Posting.Kind.DEPOSIT, "bob", new Money(1), "", new byte[0], 0, "");
        assertThat(postings.post(wanted, NOON)).isEqualTo(new Posted.UnknownAccount());
        assertThat(made).isEmpty();
        assertThat(BookModel.found(database)).isEqualTo(Map.of());
    }

    @Test
    void whatPeopleCannotPostIsRefused() {
        for (Posting.Kind kind :
                List.of(Posting.Kind.DEPOSIT, Posting.Kind.PROMOTION, Posting.Kind.REFUND)) {
            assertThatThrownBy(() -> wanted(kind, 0, "", 1))
                    .isInstanceOf(IllegalArgumentException.class);
            assertThatThrownBy(() -> wanted(kind, -1, "", 1))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (long nanos : new long[] {0, Long.MIN_VALUE}) {
            assertThatThrownBy(() -> wanted(Posting.Kind.CORRECTION, nanos, "", 1))
                    .isInstanceOf(IllegalArgumentException.class);
        }
        for (Posting.Kind kind :
                List.of(
                        Posting.Kind.CHARGE,
                        Posting.Kind.ABSORBED,
                        Posting.Kind.HOLD,
                        Posting.Kind.RELEASE)) {
            assertThatThrownBy(() -> wanted(kind, 1, "", 1))
                    .isInstanceOf(IllegalArgumentException.class)
                    .hasMessageContaining("made by the gateway only");
        }
    }

    @Test
    void aBalanceThatDoesNotFitIsRefusedAndNothingChanges() {
        deposit(Long.MAX_VALUE, "most", 1);
        var before = BookModel.found(database);
        assertThatThrownBy(() -> deposit(1, "more", 1))
                .isInstanceOf(ArithmeticException.class)
                .hasMessageContaining("more than can be written down");
        assertThat(BookModel.found(database)).isEqualTo(before);
        assertThat(deposit(Long.MAX_VALUE, "most", 1)).isInstanceOf(Posted.Repeated.class);
        assertThat(postings.post(wanted(Posting.Kind.CORRECTION, -7, "", 1), NOON))
                .isInstanceOf(Posted.Done.class);
    }
}
