package dev.junctor.core.dialect;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.chat.Opaque;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

final class SealedCarrierTest {
    private static final Opaque STATE = new Opaque("gemini", "acme/k.1", "a+b/c=.é");

    private static Carrier carrier(String key) {
        return new SealedCarrier(key.getBytes(StandardCharsets.UTF_8));
    }

    @Test
    void t18StateComesBackAsItWasAndSaysWhoseItIs() {
        Carrier carrier = carrier("0123456789abcdef");
        assertThat(carrier.open(carrier.seal(STATE), "anthropic-messages")).isEqualTo(STATE);
    }

    @Test
    void whatWasNeverSealedIsTheCallersOwn() {
        assertThat(carrier("0123456789abcdef").open("EvABCmc", "anthropic-messages"))
                .isEqualTo(new Opaque("anthropic-messages", "", "EvABCmc"));
    }

    @Test
    void nobodyElseCanMakeOrChangeAnEnvelope() {
        Carrier carrier = carrier("0123456789abcdef");
        String sealed = carrier.seal(STATE);
        assertThat(carrier("another-key-0000").open(sealed, "x")).isEqualTo(Opaque.NONE);
        for (int i = 4; i < sealed.length(); i++) {
            char other = sealed.charAt(i) == 'A' ? 'B' : 'A';
            String forged = sealed.substring(0, i) + other + sealed.substring(i + 1);
            assertThat(carrier.open(forged, "x")).isEqualTo(Opaque.NONE);
        }
        assertThat(carrier.open("jx1.a.b", "x")).isEqualTo(Opaque.NONE);
        assertThat(carrier.open("jx1.....", "x")).isEqualTo(Opaque.NONE);
    }
}
