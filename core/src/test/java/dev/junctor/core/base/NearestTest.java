package dev.junctor.core.base;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

final class NearestTest {
    @Test
    void findsWhatWasMeant() {
        List<String> keys = List.of("input", "output", "cache_read", "cache_write");
        assertThat(Nearest.to("inptu", keys)).contains("input");
        assertThat(Nearest.to("cache_raed", keys)).contains("cache_read");
        assertThat(Nearest.to("zzzzzzzz", keys)).isEmpty();
    }

    @Test
    void distanceIsAMetric() {
        Seed seed = new Seed(3);
        for (int i = 0; i < 500; i++) {
            seed = seed.next();
            String a = word(seed);
            String b = word(seed.forPurpose("b"));
            String c = word(seed.forPurpose("c"));
            int direct = Nearest.distance(a, c);
            assertThat(Nearest.distance(c, a)).as("seed " + seed).isEqualTo(direct);
            assertThat(direct)
                    .as("seed " + seed)
                    .isLessThanOrEqualTo(Nearest.distance(a, b) + Nearest.distance(b, c));
            assertThat(direct == 0).as("seed " + seed).isEqualTo(a.equals(c));
        }
    }

    private static String word(Seed from) {
        StringBuilder word = new StringBuilder();
        Seed seed = from;
        for (int i = seed.below(6); i >= 0; i--) {
            seed = seed.next();
            word.append((char) ('a' + seed.below(3)));
        }
        return word.toString();
    }
}
