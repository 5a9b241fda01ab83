package dev.junctor.server.secret;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.Serializable;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.json.JsonMapper;

final class SecretTest {
    private static final String TEXT = "sk-very-private-0123456789";
    private static final Secret SECRET = Secret.of(TEXT);

    private record Holder(String name, Secret key) {}

    @Test
    void aSecretCannotBePrinted() {
        assertThat(SECRET.toString()).isEqualTo("***");
        assertThat(String.valueOf(new Holder("a", SECRET))).isEqualTo("Holder[name=a, key=***]");
        assertThat(String.format("%s %s", List.of(SECRET), Map.of("k", SECRET)))
                .doesNotContain("private");
        assertThat(SECRET).isNotInstanceOf(Serializable.class);
    }

    @Test
    void aLibraryThatWritesObjectsFindsNothing() {
        assertThat(new JsonMapper().writeValueAsString(new Holder("a", SECRET)))
                .contains("\"name\"")
                .doesNotContain("private");
    }

    @Test
    void secretsAreComparedByWhatTheyHide() {
        assertThat(SECRET).isEqualTo(Secret.of(TEXT)).hasSameHashCodeAs(Secret.of(TEXT));
        assertThat(SECRET).isNotEqualTo(Secret.of(TEXT + "x"));
        assertThat(SECRET.reveal()).isEqualTo(TEXT);
        assertThat(Secret.of("").isEmpty()).isTrue();
    }

    @Test
    void aNewKeyIsRandomAndKnownByItsDigest() {
        KeyMaker maker = new KeyMaker(new Random(1));
        KeyMaker.NewKey key = maker.make();
        assertThat(key.key().reveal()).matches("sk-jn-v1-[0-9a-f]{64}");
        assertThat(key.label()).matches("sk-jn-v1-[0-9a-f]{3}\\.\\.\\.[0-9a-f]{3}");
        assertThat(key.id()).isEqualTo(KeyMaker.digest(key.key()));
        assertThat(key.toString()).doesNotContain(key.key().reveal());
        assertThat(maker.make().id()).isNotEqualTo(key.id());
    }

    @Test
    void theDigestIsSha256InHex() {
        assertThat(KeyMaker.digest(Secret.of("abc")).hex())
                .isEqualTo("ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    }

    @Test
    void aLabelShowsTheEndsOfALongKeyOnly() {
        assertThat(KeyMaker.label(Secret.of("my-own-key-of-some-length"))).isEqualTo("my-...gth");
        assertThat(KeyMaker.label(Secret.of("short"))).isEqualTo("***");
    }
}
