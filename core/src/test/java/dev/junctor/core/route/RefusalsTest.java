package dev.junctor.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.catalog.Status;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.fault.FaultKind;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A refusal says what the caller or the operator can do. */
final class RefusalsTest {
    private final World world = new World();

    @Test
    void aPromptTooLongForAllIsTheCallersToShorten() {
        world.serve("acme/a", "alpha", "1", "2").limits(8_000, 0, 0);
        world.serve("acme/a", "beta", "1", "2").limits(32_000, 0, 0);
        world.serve("acme/a", "gamma", "1", "2").limits(999_000, 0, 0).unpriced();
        Planned.Refused refused =
                Ask.of("acme/a").promptBytes(240_000).maxTokens(1_000).refused(world);
        Fault fault = refused.fault();
        assertThat(fault.kind()).isEqualTo(FaultKind.CONTEXT_LENGTH_EXCEEDED);
        assertThat(fault.kind().status()).isEqualTo(400);
        assertThat(fault.message())
                .isEqualTo(
                        "This request is too long: the largest context available is 32000 tokens"
                                + " (acme/a at beta), the prompt has 40000 or more and max_tokens asks"
                                + " for 1000. Shorten the prompt, lower max_tokens, or choose a larger"
                                + " model");
        assertThat(refused.rejected()).hasSize(3);
    }

    @Test
    void aLimitOfThePromptAloneIsNamedWhereItIsTheOneExceeded() {
        world.serve("acme/a", "alpha", "1", "2").limits(100_000, 10_000, 0);
        Fault fault = Ask.of("acme/a").promptBytes(240_000).refused(world).fault();
        assertThat(fault.kind()).isEqualTo(FaultKind.CONTEXT_LENGTH_EXCEEDED);
        assertThat(fault.message()).contains("the largest context available is 10000 tokens");
    }

    @Test
    void whoIsTakenOutByNameIsToldBesideTheLength() {
        world.serve("acme/a", "alpha", "1", "2").limits(8_000, 0, 0);
        world.serve("acme/a", "beta", "1", "2").limits(999_000, 0, 0);
        world.serve("acme/a", "gamma", "1", "2").limits(999_000, 0, 0);
        Fault only = tooLong(Ask.of("acme/a").provider("{\"only\": [\"alpha\"]}"), Policy.OPEN);
        assertThat(only.message())
                .isEqualTo(
                        "This request is too long for those who may answer it: the largest context"
                                + " available is 8000 tokens (acme/a at alpha), the prompt has 40000"
                                + " or more; besides, 2 taken out by provider.only. Shorten the"
                                + " prompt, lower max_tokens, choose a larger model, or let others"
                                + " answer");
        Fault both =
                tooLong(
                        Ask.of("acme/a")
                                .provider(
                                        "{\"only\": [\"alpha\", \"beta\"], \"ignore\": [\"beta\"]}"),
                        Policy.OPEN);
        assertThat(both.message())
                .contains("besides, 1 taken out by provider.ignore, 1 by provider.only.");
    }

    @Test
    void whomTheOperatorTookOutNoCallerCanLetIn() {
        world.serve("acme/a", "alpha", "1", "2").limits(8_000, 0, 0);
        world.serve("acme/a", "beta", "1", "2").limits(999_000, 0, 0);
        Fault fault =
                tooLong(Ask.of("acme/a"), (Policy) Policy.read("{\"only\": [\"alpha\"]}", ""));
        assertThat(fault.message())
                .contains("besides, 1 taken out by policy.provider.only.")
                .endsWith("or choose a larger model");
    }

    @Test
    void whereARuleTookOutOthersNobodyIsFoundAndBothRemediesAreTold() {
        world.serve("acme/a", "alpha", "1", "2").limits(8_000, 0, 0);
        world.serve("acme/a", "beta", "9", "9").limits(999_000, 0, 0);
        world.serve("acme/a", "gamma", "9", "9").limits(999_000, 0, 0);
        Fault fault =
                Ask.of("acme/a")
                        .promptBytes(240_000)
                        .provider("{\"max_price\": {\"prompt\": 2}}")
                        .refused(world)
                        .fault();
        assertThat(fault.kind()).isEqualTo(FaultKind.NOT_FOUND);
        assertThat(fault.message())
                .contains("taken out of 3: 2 by provider.max_price, 1 by context")
                .endsWith(
                        "Raise provider.max_price or choose a cheaper model. For who is too small,"
                                + " shorten the prompt or lower max_tokens");
    }

    private Fault tooLong(Ask ask, Policy policy) {
        Fault fault = ask.promptBytes(240_000).refused(world, policy).fault();
        assertThat(fault.kind()).isEqualTo(FaultKind.CONTEXT_LENGTH_EXCEEDED);
        return fault;
    }

    @Test
    void theSuccessorThatIsNamedTakesThePlaceOfAModelOutOfService() {
        world.model("acme/a-1").lifecycle(Status.RETIRED, "").replacedBy("a-2");
        world.serve("acme/a-1", "alpha", "1", "2");
        world.serve("acme/a-2", "alpha", "1", "2");
        assertThat(message("acme/a-1"))
                .endsWith("Choose acme/a-2, which is named as its successor");
    }

    @Test
    void otherwiseTheNewestOfItsFamilyDoes() {
        for (String version : List.of("1", "2", "3")) {
            world.model("acme/a-" + version).family("a", "202" + version + "-01-01");
            world.serve("acme/a-" + version, "alpha", "1", "2");
        }
        world.model("acme/a-1").lifecycle(Status.RETIRED, "").replacedBy("acme/gone");
        assertThat(message("acme/a-1"))
                .endsWith("Choose acme/a-3, the newest of its family in service");
    }

    @Test
    void otherwiseTheMostAlikeDoes() {
        world.serve("acme/parrot", "alpha", "1", "2").lifecycle(Status.DEPRECATED, "2026-11-23");
        world.serve("acme/parrot-next", "alpha", "1", "2");
        world.serve("other/thing", "alpha", "1", "2");
        assertThat(message("acme/parrot"))
                .contains("alpha: shut down on 2026-11-23")
                .endsWith("Choose a model that is in service; the most alike is acme/parrot-next");
    }

    @Test
    void theOperatorCanVouchForWhatNobodyConfirms() {
        world.serve("acme/rumour", "alpha/turbo", "1", "2").lifecycle(Status.UNVERIFIED, "");
        assertThat(message("acme/rumour"))
                .endsWith(
                        "Choose a model that is in service. The operator can vouch for this one in"
                                + " providers.alpha.models");
    }

    private String message(String model) {
        Fault fault = Ask.of(model).refused(world).fault();
        assertThat(fault.kind()).isEqualTo(FaultKind.NOT_FOUND);
        return fault.message();
    }
}
