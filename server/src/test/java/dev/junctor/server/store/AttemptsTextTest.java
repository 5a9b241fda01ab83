package dev.junctor.server.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.base.Money;
import dev.junctor.core.record.Attempt;
import java.util.List;
import org.junit.jupiter.api.Test;

final class AttemptsTextTest {
    @Test
    void whatWasWrittenIsRead() {
        for (List<Attempt> attempts :
                List.<List<Attempt>>of(
                        List.of(),
                        List.of(new Attempt("", "", "", 0, "", Money.ZERO, 0)),
                        List.of(
                                new Attempt("a:m", "a/fp8", "m", 503, "busy", new Money(7), 12),
                                new Attempt("b\t\\:m\n", "ü", "\\t", -1, "", new Money(-9), 3)))) {
            assertThat(AttemptsText.read(AttemptsText.write(attempts))).isEqualTo(attempts);
        }
    }

    @Test
    void onlyATextWithACostIsFoundByIt() {
        Attempt free = new Attempt("a:$m", "a", "m$", 200, "", Money.ZERO, 1);
        Attempt paid = new Attempt("a:m", "a", "m", 503, "busy", new Money(7), 1);
        assertThat(AttemptsText.write(List.of(free, paid))).contains(AttemptsText.COST);
        assertThat(AttemptsText.write(List.of(free))).doesNotContain("\t$");
    }

    @Test
    void textsOfTheFirstVersionAreRead() {
        assertThat(
                        AttemptsText.read(
                                "[{\"endpoint\":\"a:m\",\"provider\":\"a\",\"model\":\"m\","
                                        + "\"status\":200,\"fault\":\"\",\"latency_ms\":34}]"))
                .containsExactly(new Attempt("a:m", "a", "m", 200, "", Money.ZERO, 34));
    }
}
