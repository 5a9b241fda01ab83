package dev.junctor.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.server.secret.Secret;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class DatabaseUrlTest {
    @ParameterizedTest
    @ValueSource(strings = {"postgres://", "postgresql://", "jdbc:postgresql://", "POSTGRES://"})
    void allSchemesMeanTheSame(String scheme) {
        assertThat(
                        DatabaseUrl.parse(
                                scheme
                                        + "u%40x:p%2Fw%3A%25é@db.example:6432/my%20db?sslmode=require"))
                .isEqualTo(
                        new DatabaseUrl.Postgres(
                                "db.example",
                                6_432,
                                "my db",
                                "u@x",
                                Secret.of("p/w:%é"),
                                Map.of("sslmode", "require")));
    }

    @Test
    void whatIsLeftOutHasItsUsualValue() {
        assertThat(DatabaseUrl.parse("postgres://u@[::1]/db"))
                .isEqualTo(
                        new DatabaseUrl.Postgres("[::1]", 5_432, "db", "u", Secret.NONE, Map.of()));
        assertThat(DatabaseUrl.parse("jdbc:postgresql://h/db?user=u&password=p&schema=s"))
                .isEqualTo(
                        new DatabaseUrl.Postgres(
                                "h",
                                5_432,
                                "db",
                                "u",
                                Secret.of("p"),
                                Map.of("currentSchema", "s")));
        assertThat(DatabaseUrl.parse(" ")).isEqualTo(new DatabaseUrl.Embedded());
    }

    @Test
    void aPasswordWithUnencodedSignsIsUnderstood() {
        assertThat(DatabaseUrl.parse("postgres://u:se/c@ret@h/db"))
                .isEqualTo(
                        new DatabaseUrl.Postgres(
                                "h", 5_432, "db", "u", Secret.of("se/c@ret"), Map.of()));
    }

    @ParameterizedTest
    @CsvSource({
        "mysql://u:secret@h/db, kind that is not known",
        "secret, kind that is not known",
        "postgres://u:secret@h, names no database",
        "postgres://u:secret@h/, names no database",
        "postgres://u:secret@/db, names no host",
        "postgres://h/db?password=secret, names no user",
        "postgres://u:secret@h:0/db, port",
        "postgres://u:secret@h:99999/db, port",
        "postgres://u:secret@h:x/db, port",
        "postgres://u:secret%2@h/db, hexadecimal",
        "postgres://u:secret%zz@h/db, hexadecimal",
        "postgres://u:secret@h/db?sslmode=maybe, sslmode",
        "postgres://u:secret@h/db?connect_timeout=soon, connect_timeout",
        "postgres://u:secret@h/db?secret=1, option that is not known",
        "'postgres://u:secret@h1,h2/db', several hosts"
    })
    void whatIsNoUrlIsRefusedWithoutQuotingIt(String text, String why) {
        DatabaseUrl url = DatabaseUrl.parse(text);
        assertThat(url)
                .isInstanceOfSatisfying(
                        DatabaseUrl.Refused.class,
                        refused -> assertThat(refused.why()).contains(why));
        assertThat(url.toString()).doesNotContain("secret");
    }

    @Test
    void aPasswordIsNeverPrinted() {
        assertThat(DatabaseUrl.parse("postgres://u:secret@h/db").toString())
                .contains("db")
                .doesNotContain("secret");
    }
}
