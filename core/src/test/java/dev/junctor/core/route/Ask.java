package dev.junctor.core.route;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.base.Seed;
import dev.junctor.core.catalog.Capability;
import dev.junctor.core.catalog.Modality;
import dev.junctor.core.dialect.Delivery;
import dev.junctor.core.dialect.Envelope;
import dev.junctor.core.dialect.Operation;
import dev.junctor.core.fault.Fault;
import dev.junctor.core.json.Field;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** A request as a caller writes it, told line by line. */
final class Ask {
    static final Router ROUTER = new Router(Set.of("openai-chat"));

    private final String model;
    private final List<String> models = new ArrayList<>();
    private final Map<String, String> controls = new HashMap<>();
    private final List<Field> fields = new ArrayList<>();
    private Operation operation = Operation.CHAT;
    private Delivery delivery = Delivery.UNARY;
    private Set<Modality> in = Set.of(Modality.TEXT);
    private Set<Modality> out = Set.of(Modality.TEXT);
    private Set<Capability> capabilities = Set.of();
    private long maxTokens;
    private int choices = 1;
    private long promptBytes = 4_000;

    private Ask(String model) {
        this.model = model;
    }

    static Ask of(String model) {
        return new Ask(model);
    }

    Ask orElse(String... names) {
        models.addAll(List.of(names));
        return this;
    }

    Ask provider(String json) {
        controls.put("provider", json);
        return this;
    }

    Ask routing(String json) {
        controls.put("routing", json);
        return this;
    }

    Ask control(String name, String json) {
        controls.put(name, json);
        return this;
    }

    Ask fields(String... names) {
        for (String name : names) {
            fields.add(new Field(name, 0, 0, 0));
        }
        return this;
    }

    Ask completion() {
        operation = Operation.COMPLETION;
        return this;
    }

    Ask stream() {
        delivery = Delivery.STREAM;
        return this;
    }

    Ask shows(Modality... modalities) {
        in = Set.of(modalities);
        return this;
    }

    Ask wants(Modality... modalities) {
        out = Set.of(modalities);
        return this;
    }

    Ask needs(Capability... needed) {
        capabilities = Set.of(needed);
        return this;
    }

    Ask maxTokens(long tokens) {
        maxTokens = tokens;
        return this;
    }

    Ask choices(int count) {
        choices = count;
        return this;
    }

    Ask promptBytes(long bytes) {
        promptBytes = bytes;
        return this;
    }

    /** What reading makes of it. */
    Asked read() {
        return RouteRequest.read(
                new Envelope(
                        operation,
                        model,
                        models,
                        delivery,
                        in,
                        out,
                        capabilities,
                        maxTokens,
                        choices,
                        promptBytes,
                        fields,
                        controls));
    }

    /** The request, which is well formed. */
    RouteRequest request() {
        Asked asked = read();
        assertThat(asked).isInstanceOf(RouteRequest.class);
        return (RouteRequest) asked;
    }

    /** What is wrong with it. */
    Fault fault() {
        Asked asked = read();
        assertThat(asked).isInstanceOf(Asked.Refused.class);
        return ((Asked.Refused) asked).fault();
    }

    /** The plan for it. */
    RoutePlan plan(Snapshot snapshot, Policy policy, long seed) {
        Planned planned = ROUTER.plan(request(), policy, snapshot, new Seed(seed));
        assertThat(planned).isInstanceOf(RoutePlan.class);
        return (RoutePlan) planned;
    }

    RoutePlan plan(World world) {
        return plan(world.snapshot(), Policy.OPEN, 1);
    }

    RoutePlan plan(World world, Policy policy) {
        return plan(world.snapshot(), policy, 1);
    }

    /** Why there is no plan for it. */
    Planned.Refused refused(World world) {
        return refused(world, Policy.OPEN);
    }

    Planned.Refused refused(World world, Policy policy) {
        Planned planned = ROUTER.plan(request(), policy, world.snapshot(), new Seed(1));
        assertThat(planned).isInstanceOf(Planned.Refused.class);
        return (Planned.Refused) planned;
    }

    /** Tags in the order of the plan. */
    List<String> order(World world) {
        return tags(plan(world));
    }

    static List<String> tags(RoutePlan plan) {
        return plan.order().stream().map(candidate -> candidate.endpoint().tag()).toList();
    }
}
