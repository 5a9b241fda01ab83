package dev.junctor.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.base.Seed;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

final class PublicIdsTest {
    private static final byte[] KEY = key(1);
    private final PublicIds ids = new PublicIds(KEY);

    private static byte[] key(int first) {
        byte[] key = new byte[PublicIds.KEY_BYTES];
        key[0] = (byte) first;
        return key;
    }

    @Test
    void theHashIsThatOfItsPaper() {
        // The key is 00 … 0f; the answer to 00 … 0f is worked out in the reference's list of
        // vectors.
        SipHash hash = new SipHash(0x0706050403020100L, 0x0f0e0d0c0b0a0908L);
        assertThat(hash.of(0x0706050403020100L, 0x0f0e0d0c0b0a0908L))
                .isEqualTo(0x3f2acc7f57c29bdbL);
    }

    @Test
    void aNameGivesItsIdBack() {
        for (long seed = 0; seed < 20_000; seed++) {
            long id = new Seed(seed).bits() >>> 1;
            String name = ids.of(id);
            assertThat(name).as("seed %d", seed).matches("gen-\\d{10}-[0-9A-Za-z]{20}");
            assertThat(ids.decode(name)).as("seed %d", seed).hasValue(id);
        }
    }

    @Test
    void aNameHasTheSecondsOfItsId() {
        long id = new IdMaker(3, 0).next(Records.NOON + 999);
        assertThat(ids.of(id)).startsWith("gen-" + Records.NOON / 1_000 + "-");
    }

    @Test
    void idsThatFollowOneAnotherHaveNamesThatTellNothing() {
        IdMaker maker = new IdMaker(0, 0);
        Set<String> beginnings = new HashSet<>();
        for (int i = 0; i < 10_000; i++) {
            String name = ids.of(maker.next(Records.NOON));
            beginnings.add(name.substring(name.length() - 20, name.length() - 14));
        }
        assertThat(beginnings.size()).isGreaterThan(9_990);
    }

    @Test
    void aChangedOrForeignNameIsFalse() {
        PublicIds others = new PublicIds(key(2));
        for (long seed = 0; seed < 5_000; seed++) {
            Seed dice = new Seed(seed);
            String name = ids.of(dice.bits() >>> 1);
            assertThat(others.decode(name)).as("seed %d", seed).isEmpty();
            int at = dice.forPurpose("at").below(name.length());
            char other = name.charAt(at) == '7' ? '3' : '7';
            String changed = name.substring(0, at) + other + name.substring(at + 1);
            assertThat(ids.decode(changed)).as("seed %d: %s", seed, changed).isEmpty();
        }
    }

    @Test
    void anythingElseIsNoName() {
        for (String text :
                new String[] {
                    "",
                    "gen-",
                    "gen--",
                    "chatcmpl-123",
                    "gen-1795521600-",
                    "gen-1795521600-aaaaaaaaaaaaaaaaaaa",
                    "gen-1795521600-zzzzzzzzzzzzzzzzzzzz",
                    "gen-1795521600-éaaaaaaaaaaaaaaaaaaa",
                    "gen-99999999999999999999-aaaaaaaaaaaaaaaaaaaa",
                    "gen-17955216x0-aaaaaaaaaaaaaaaaaaaa"
                }) {
            assertThat(ids.decode(text)).as(text).isEmpty();
        }
    }
}
