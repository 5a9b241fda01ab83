package dev.junctor.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.base.Money;
import dev.junctor.engine.admit.ApiKey;
import dev.junctor.engine.admit.KeyId;
import dev.junctor.engine.admit.KeyRing;
import dev.junctor.engine.admit.LimitReset;
import dev.junctor.engine.admit.Priority;
import dev.junctor.engine.admit.Traffic;
import dev.junctor.server.secret.KeyMaker;
import dev.junctor.server.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedClass;
import org.junit.jupiter.params.provider.EnumSource;

@ParameterizedClass
@EnumSource(House.Kind.class)
final class KeyStoreTest {
    private static final long NOW = Records.NOON;

    private final Path data;
    private final House house;
    private final KeyMaker maker = new KeyMaker(new Random(42));

    KeyStoreTest(House.Kind kind, @TempDir Path data) {
        this.data = data;
        this.house = kind.in(data);
    }

    private ApiKey key(String name, ApiKey.Origin origin, long createdMillis) {
        KeyMaker.NewKey made = maker.make();
        return new ApiKey(
                made.id(),
                name,
                made.label(),
                ApiKey.Kind.INFERENCE,
                ApiKey.Standing.ENABLED,
                origin,
                ApiKey.DEFAULT_ACCOUNT,
                new Money(5_000_000_000L),
                LimitReset.NEVER,
                createdMillis,
                NOW + 1_000,
                new Traffic(8, 600, Priority.LOW));
    }

    private static ApiKey disabled(ApiKey key) {
        return new ApiKey(
                key.id(),
                key.name(),
                key.label(),
                key.kind(),
                ApiKey.Standing.DISABLED,
                key.origin(),
                ApiKey.DEFAULT_ACCOUNT,
                key.limit(),
                LimitReset.NEVER,
                key.createdMillis(),
                key.expiresMillis(),
                key.traffic());
    }

    private static ApiKey found(Store store, KeyId id) {
        return store.keys().find(id).map(KeyRing.Entry::key).orElseThrow();
    }

    @Test
    void aKeyOutlivesARestartWithAllThatIsKnownOfIt() {
        ApiKey key = key("mine", ApiKey.Origin.STORE, NOW);
        try (Store store = house.open()) {
            store.keys().create(key);
            assertThat(found(store, key.id())).isEqualTo(key);
        }
        try (Store store = house.open()) {
            assertThat(found(store, key.id())).isEqualTo(key);
            assertThat(store.keys().find(maker.make().id())).isEmpty();
        }
    }

    @Test
    void theKeyItselfIsNowhereInTheData() throws IOException {
        KeyMaker.NewKey made = maker.make();
        try (Store store = house.open()) {
            store.keys()
                    .create(
                            new ApiKey(
                                    made.id(),
                                    "k",
                                    made.label(),
                                    ApiKey.Kind.INFERENCE,
                                    ApiKey.Standing.ENABLED,
                                    ApiKey.Origin.STORE,
                                    ApiKey.DEFAULT_ACCOUNT,
                                    ApiKey.UNLIMITED,
                                    LimitReset.NEVER,
                                    NOW,
                                    Long.MAX_VALUE));
        }
        if (house instanceof House.File) {
            byte[] file = Files.readAllBytes(data.resolve("junctor.db"));
            String text = new String(file, java.nio.charset.StandardCharsets.ISO_8859_1);
            assertThat(text).contains(made.label()).doesNotContain(made.key().reveal());
        } else {
            assertThat(
                            house.number(
                                    "SELECT count(*) FROM api_key k WHERE k::text LIKE '%"
                                            + made.label()
                                            + "%'"))
                    .isOne();
            assertThat(
                            house.number(
                                    "SELECT count(*) FROM api_key k WHERE k::text LIKE '%"
                                            + made.key().reveal()
                                            + "%'"))
                    .isZero();
        }
    }

    @Test
    void aChangeIsSeenAtOnceAndKept() {
        ApiKey key = key("mine", ApiKey.Origin.STORE, NOW);
        try (Store store = house.open()) {
            store.keys().create(key);
            assertThat(store.keys().change(key.id(), KeyStoreTest::disabled))
                    .isEqualTo(KeyStore.Change.DONE);
            assertThat(found(store, key.id()).standing()).isEqualTo(ApiKey.Standing.DISABLED);
            assertThat(store.keys().change(maker.make().id(), KeyStoreTest::disabled))
                    .isEqualTo(KeyStore.Change.UNKNOWN);
        }
        try (Store store = house.open()) {
            assertThat(found(store, key.id()).standing()).isEqualTo(ApiKey.Standing.DISABLED);
            assertThat(store.keys().delete(key.id())).isEqualTo(KeyStore.Change.DONE);
            assertThat(store.keys().delete(key.id())).isEqualTo(KeyStore.Change.UNKNOWN);
            assertThat(store.keys().find(key.id())).isEmpty();
        }
        try (Store store = house.open()) {
            assertThat(store.keys().find(key.id())).isEmpty();
        }
    }

    @Test
    void aKeysEndIsKept() {
        ApiKey key = key("mine", ApiKey.Origin.STORE, NOW);
        try (Store store = house.open()) {
            store.keys().create(key);
        }
        try (Store store = house.open()) {
            assertThat(found(store, key.id()).expiresMillis()).isEqualTo(NOW + 1_000);
        }
    }

    @Test
    void whatTheConfigurationDeclaresCannotBeChangedHere() {
        ApiKey declared = key("fixed", ApiKey.Origin.CONFIG, NOW);
        ApiKey older = key("older", ApiKey.Origin.STORE, NOW - 2);
        ApiKey newer = key("newer", ApiKey.Origin.STORE, NOW - 1);
        try (Store store = house.open()) {
            store.keys().create(older);
            store.keys().create(newer);
            store.keys().declare(List.of(declared));
            assertThat(found(store, declared.id())).isEqualTo(declared);
            assertThat(store.keys().change(declared.id(), KeyStoreTest::disabled))
                    .isEqualTo(KeyStore.Change.DECLARED);
            assertThat(store.keys().delete(declared.id())).isEqualTo(KeyStore.Change.DECLARED);
            assertThat(store.keys().list().stream().map(entry -> entry.key().name()))
                    .containsExactly("fixed", "newer", "older");
            store.keys().declare(List.of());
            assertThat(store.keys().find(declared.id())).isEmpty();
        }
    }

    @Test
    void whatIsSpentIsKnownAtOnceAndAfterARestart() {
        ApiKey key = key("mine", ApiKey.Origin.STORE, NOW);
        KeyId spender = Records.key(1);
        Money spent;
        try (Store store = house.open()) {
            store.keys().create(key);
            IdMaker ids = store.ids();
            for (int i = 0; i < 100; i++) {
                store.records()
                        .append(
                                Records.record(i, ids.next(NOW), store.publicIds(), NOW),
                                Records.LOOP,
                                () -> {});
            }
            spent = store.keys().spent(spender);
            assertThat(spent).isGreaterThan(Money.ZERO);
            assertThat(store.keys().find(key.id()).map(KeyRing.Entry::spent)).contains(Money.ZERO);
        }
        try (Store store = house.open()) {
            assertThat(store.keys().spent(spender)).isEqualTo(spent);
        }
    }

    @Test
    void aDemonstrationHasTheSameKeysAtEachStart() throws IOException {
        DemoKeys first;
        try (Store store = house.open()) {
            first = DemoKeys.in(store, maker, NOW);
            assertThat(found(store, KeyMaker.digest(first.inference())).kind())
                    .isEqualTo(ApiKey.Kind.INFERENCE);
            assertThat(found(store, KeyMaker.digest(first.management())).kind())
                    .isEqualTo(ApiKey.Kind.MANAGEMENT);
            assertThat(first.toString()).doesNotContain(first.inference().reveal());
        }
        Path file = data.resolve("demo-keys.properties");
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
                .isEqualTo("rw-------");
        try (Store store = house.open()) {
            assertThat(DemoKeys.in(store, maker, NOW + 1)).isEqualTo(first);
        }
        Files.delete(file);
        try (Store store = house.open()) {
            DemoKeys later = DemoKeys.in(store, maker, NOW + 2);
            assertThat(later.inference()).isNotEqualTo(first.inference());
            assertThat(store.keys().find(KeyMaker.digest(first.inference()))).isPresent();
        }
    }

    @Test
    void aDemonstrationDoesNotReviveAKeyThatWasRevoked() {
        try (Store store = house.open()) {
            DemoKeys first = DemoKeys.in(store, maker, NOW);
            Secret revoked = first.inference();
            store.keys().change(KeyMaker.digest(revoked), KeyStoreTest::disabled);
            DemoKeys second = DemoKeys.in(store, maker, NOW);
            assertThat(second.inference()).isNotEqualTo(revoked);
            assertThat(second.management()).isEqualTo(first.management());
            assertThat(found(store, KeyMaker.digest(revoked)).standing())
                    .isEqualTo(ApiKey.Standing.DISABLED);
        }
    }

    @Test
    void aGatewayWithoutKeysMakesItsFirstOnesAndNeverAgain() {
        FirstKeys first;
        try (Store store = house.open()) {
            first = FirstKeys.in(store.keys(), maker, NOW).orElseThrow();
        }
        try (Store store = house.open()) {
            assertThat(FirstKeys.in(store.keys(), maker, NOW)).isEmpty();
            assertThat(found(store, KeyMaker.digest(first.inference())).kind())
                    .isEqualTo(ApiKey.Kind.INFERENCE);
            assertThat(found(store, KeyMaker.digest(first.management())).kind())
                    .isEqualTo(ApiKey.Kind.MANAGEMENT);
        }
    }
}
