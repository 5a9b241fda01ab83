package dev.junctor.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.catalog.Capability;
import dev.junctor.core.catalog.DataPolicy.Stance;
import dev.junctor.core.catalog.Modality;
import dev.junctor.core.catalog.Status;
import dev.junctor.core.fault.FaultKind;
import java.util.List;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each hard rule: a request, two endpoints of which one may not answer, and the field that says so. */
final class FiltersTest {
    /**
     * One rule.
     *
     * @param out what makes the endpoint {@code out} unfit
     * @param in what makes the endpoint {@code in} fit
     */
    record Rule(
            String name,
            Ask ask,
            Consumer<World.EndpointOf> out,
            Consumer<World.EndpointOf> in,
            String field,
            String reason) {
        @Override
        public String toString() {
            return name;
        }
    }

    private static Rule rule(
            String name, Ask ask, Consumer<World.EndpointOf> out, String field, String reason) {
        return new Rule(name, ask, out, plain -> {}, field, reason);
    }

    private static Ask one() {
        return Ask.of("acme/one");
    }

    static List<Rule> who() {
        return List.of(
                rule(
                        "only, by slug",
                        one().provider("{\"only\": [\"in\"]}"),
                        plain -> {},
                        "provider.only",
                        "not listed in provider.only"),
                rule(
                        "only, by display name",
                        one().provider("{\"only\": [\"In Inc\"]}"),
                        plain -> {},
                        "provider.only",
                        "not listed in provider.only"),
                rule(
                        "ignore",
                        one().provider("{\"ignore\": [\"OUT\"]}"),
                        plain -> {},
                        "provider.ignore",
                        "listed in provider.ignore"),
                rule(
                        "unknown price",
                        one(),
                        World.EndpointOf::unpriced,
                        "price",
                        "its price is not known"),
                rule(
                        "retired",
                        one(),
                        out -> out.lifecycle(Status.RETIRED, ""),
                        "lifecycle",
                        "retired"),
                rule(
                        "past its last day",
                        one(),
                        out -> out.lifecycle(Status.DEPRECATED, "2026-11-23"),
                        "lifecycle",
                        "shut down on 2026-11-23"),
                rule(
                        "one source only",
                        one(),
                        out -> out.lifecycle(Status.UNVERIFIED, ""),
                        "lifecycle",
                        "listed by one source only, not verified"),
                rule(
                        "foreign dialect",
                        one(),
                        out -> out.dialect("martian"),
                        "dialect",
                        "speaks martian, which is not spoken here"),
                rule(
                        "another kind of endpoint",
                        one(),
                        out -> out.type("embedding"),
                        "operation",
                        "serves embedding only"),
                new Rule(
                        "data collection",
                        one().provider("{\"data_collection\": \"deny\"}"),
                        out -> out.data(Stance.NO, Stance.UNKNOWN, Stance.UNKNOWN),
                        in -> in.data(Stance.NO, Stance.NO, Stance.UNKNOWN),
                        "provider.data_collection",
                        "whether it trains on prompts is not known"),
                new Rule(
                        "zero data retention",
                        one().provider("{\"zdr\": true}"),
                        out -> out.data(Stance.NO, Stance.NO, Stance.NO),
                        in -> in.data(Stance.UNKNOWN, Stance.UNKNOWN, Stance.YES),
                        "provider.zdr",
                        "offers no zero data retention"));
    }

    static List<Rule> what() {
        return List.of(
                new Rule(
                        "image in",
                        one().shows(Modality.TEXT, Modality.IMAGE),
                        plain -> {},
                        in -> in.takes(Modality.TEXT, Modality.IMAGE),
                        "modalities",
                        "takes no image"),
                new Rule(
                        "audio out",
                        one().wants(Modality.TEXT, Modality.AUDIO),
                        plain -> {},
                        in -> in.gives(Modality.TEXT, Modality.AUDIO),
                        "modalities",
                        "gives no audio"),
                rule(
                        "context",
                        one().promptBytes(60_000),
                        out -> out.limits(8_000, 0, 0),
                        "context",
                        "holds 8000 tokens, this needs 10000 or more"),
                rule(
                        "context with the answer",
                        one().promptBytes(6_000).maxTokens(7_500),
                        out -> out.limits(8_000, 0, 0),
                        "context",
                        "holds 8000 tokens, this needs 8500 or more"),
                rule(
                        "prompt",
                        one().promptBytes(60_000),
                        out -> out.limits(0, 9_999, 0),
                        "context",
                        "takes 9999 prompt tokens, this has 10000 or more"),
                rule(
                        "max_tokens",
                        one().maxTokens(5_000),
                        out -> out.limits(0, 0, 4_096),
                        "max_tokens",
                        "gives 4096 tokens, asked are 5000"),
                rule(
                        "tools refused",
                        one().needs(Capability.TOOLS),
                        out -> out.refuses("tools"),
                        "tools",
                        "documented as without tool use"),
                new Rule(
                        "tools not known",
                        one().needs(Capability.TOOLS),
                        plain -> {},
                        in -> in.can(Capability.TOOLS),
                        "tools",
                        "not known to support tool use"),
                new Rule(
                        "structured output",
                        one().needs(Capability.STRUCTURED_OUTPUT),
                        plain -> {},
                        in -> in.can(Capability.STRUCTURED_OUTPUT),
                        "response_format",
                        "not known to support structured output"),
                rule(
                        "streaming",
                        one().stream(),
                        out -> out.refuses("streaming"),
                        "stream",
                        "documented as without streaming"),
                new Rule(
                        "quantizations",
                        one().provider("{\"quantizations\": [\"fp8\"]}"),
                        out -> out.quantization("fp4"),
                        in -> in.quantization("mxfp8"),
                        "provider.quantizations",
                        "quantization is fp4"),
                new Rule(
                        "unknown quantization",
                        one().provider("{\"quantizations\": [\"bf16\", \"fp4\"]}"),
                        plain -> {},
                        in -> in.quantization("nvfp4"),
                        "provider.quantizations",
                        "quantization is unknown"),
                rule(
                        "required parameter",
                        one().fields("model", "top_k").provider("{\"require_parameters\": true}"),
                        out -> out.drops("top_k"),
                        "provider.require_parameters",
                        "does not support top_k"),
                new Rule(
                        "required capability",
                        one().needs(Capability.PARALLEL_TOOLS)
                                .provider("{\"require_parameters\": true}"),
                        plain -> {},
                        in -> in.can(Capability.PARALLEL_TOOLS),
                        "provider.require_parameters",
                        "does not support parallel_tool_calls"));
    }

    static List<Rule> howMuch() {
        return List.of(
                rule(
                        "prompt price",
                        one().provider("{\"max_price\": {\"prompt\": 0.99}}"),
                        plain -> {},
                        "provider.max_price",
                        "prompt price is $1/M"),
                rule(
                        "completion price as a string",
                        one().provider("{\"max_price\": {\"completion\": \"1.5\"}}"),
                        plain -> {},
                        "provider.max_price",
                        "completion price is $2/M"),
                rule(
                        "request price",
                        one().provider("{\"max_price\": {\"request\": 0.001}}"),
                        out -> out.unit("request", "0.002"),
                        "provider.max_price",
                        "price of a request is $0.002"),
                // 4,000 bytes are at most 4,000 tokens: 4,000 × $1/M + 1,000 × $2/M
                rule(
                        "worst case",
                        one().maxTokens(1_000).routing("{\"max_usd\": 0.005999}"),
                        plain -> {},
                        "routing.max_usd",
                        "the request can cost up to $0.006"),
                rule(
                        "worst case without a bound",
                        one().routing("{\"max_usd\": 1}"),
                        plain -> {},
                        "routing.max_usd",
                        "what the request can cost at most is not known"));
    }

    @ParameterizedTest
    @MethodSource({"who", "what"})
    void takesOutWhoMayNotAnswer(Rule rule) {
        World world = new World();
        rule.out().accept(world.serve("acme/one", "out", "1", "2"));
        rule.in().accept(world.serve("acme/one", "in", "1", "2"));

        RoutePlan plan = rule.ask().plan(world);

        assertThat(Ask.tags(plan)).containsExactly("in");
        assertThat(plan.rejected())
                .containsExactly(new Rejected("out", "acme/one", rule.field(), rule.reason()));
    }

    @ParameterizedTest
    @MethodSource("howMuch")
    void takesOutWhoIsTooDear(Rule rule) {
        World world = new World();
        rule.out().accept(world.serve("acme/one", "out", "1", "2"));
        world.serve("acme/one", "in", "0.5", "1").limits(32_000, 0, 2_000);

        RoutePlan plan = rule.ask().plan(world);

        assertThat(Ask.tags(plan)).containsExactly("in");
        assertThat(plan.rejected())
                .containsExactly(new Rejected("out", "acme/one", rule.field(), rule.reason()));
    }

    /** Not those that a named model is tried in spite of, and not length, which {@link RefusalsTest} tells of. */
    static List<Rule> absolute() {
        return Stream.concat(who().stream(), what().stream())
                .filter(rule -> !rule.reason().startsWith("not known to"))
                .filter(rule -> !rule.field().equals("context"))
                .toList();
    }

    @ParameterizedTest
    @MethodSource("absolute")
    void whenNobodyIsLeftTheErrorNamesTheField(Rule rule) {
        World world = new World();
        rule.out().accept(world.serve("acme/one", "out", "1", "2"));

        Planned.Refused refused = rule.ask().refused(world);

        assertThat(refused.fault().kind()).isEqualTo(FaultKind.NOT_FOUND);
        assertThat(refused.fault().field()).isEqualTo(rule.field());
        assertThat(refused.fault().message())
                .startsWith("No endpoints found for acme/one")
                .contains("1 by " + rule.field(), rule.reason());
        assertThat(refused.rejected()).hasSize(1);
    }
}
