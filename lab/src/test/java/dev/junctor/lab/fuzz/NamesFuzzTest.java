package dev.junctor.lab.fuzz;

import static org.assertj.core.api.Assertions.assertThat;

import com.code_intelligence.jazzer.junit.FuzzTest;
import dev.junctor.core.base.Seed;
import dev.junctor.core.catalog.Catalog;
import dev.junctor.core.catalog.Model;
import dev.junctor.core.dialect.Envelope;
import dev.junctor.core.dialect.Operation;
import dev.junctor.core.dialect.RequestLine;
import dev.junctor.core.dialect.openaichat.OpenAiChat;
import dev.junctor.core.json.Quoted;
import dev.junctor.core.route.Planned;
import dev.junctor.core.route.Policy;
import dev.junctor.core.route.RoutePlan;
import dev.junctor.core.route.RouteRequest;
import dev.junctor.core.route.Router;
import dev.junctor.core.route.Snapshot;
import dev.junctor.lab.kit.RunningGateway;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.provider.ArgumentsSource;

/** A name means one model or none, the same in any case, and a plan for it is a function. */
final class NamesFuzzTest {
    private static final OpenAiChat DIALECT = new OpenAiChat();
    private static final Router ROUTER = new Router(Set.of(DIALECT.name()));
    private static final long NOON = 1_795_521_600_000L;

    private static final class World {
        /** Few, so that plans over all that is served are many. */
        static final Catalog CATALOG =
                RunningGateway.catalog()
                        .restrictedTo(one -> Set.of("openai", "groq").contains(one.slug()));

        static final Snapshot SNAPSHOT = new Snapshot(1, CATALOG, Map.of(), NOON);
    }

    @ArgumentsSource(Corpus.class)
    @FuzzTest
    void names(byte[] input) {
        law(input);
    }

    static void law(byte[] input) {
        String name = new String(input, StandardCharsets.UTF_8);
        Catalog catalog = World.CATALOG;
        Optional<Model> model = catalog.resolve(name);
        model.ifPresent(found ->
                assertThat(catalog.resolve(found.id()))
                        .as("its id means the same")
                        .contains(found));
        if (isAscii(name)) {
            assertThat(catalog.resolve(name.toUpperCase(Locale.ROOT))).isEqualTo(model);
            assertThat(catalog.resolve(name.toLowerCase(Locale.ROOT))).isEqualTo(model);
        }
        assertThat(catalog.nearest(name, 3)).hasSizeLessThanOrEqualTo(3);
        plans(name);
    }

    private static boolean isAscii(String name) {
        return name.chars().allMatch(c -> c < 0x80);
    }

    private static void plans(String name) {
        String body =
                "{\"model\":"
                        + Quoted.string(name)
                        + ",\"messages\":[{\"role\":\"user\",\"content\":\"hi\"}]}";
        byte[] bytes = body.getBytes(StandardCharsets.UTF_8);
        if (!(DIALECT.peek(RequestLine.of(Operation.CHAT), bytes, bytes.length)
                instanceof Envelope envelope)) {
            assertThat(name).as("only no name is refused").isEmpty();
            return;
        }
        assertThat(envelope.model()).isEqualTo(name);
        if (RouteRequest.read(envelope) instanceof RouteRequest request) {
            Planned planned = plan(request);
            assertThat(plan(request)).as("the same again").isEqualTo(planned);
            if (planned instanceof RoutePlan plan) {
                assertThat(plan.requested()).isEqualTo(name);
                assertThat(plan.order()).isNotEmpty();
            }
        }
    }

    private static Planned plan(RouteRequest request) {
        return ROUTER.plan(request, Policy.OPEN, World.SNAPSHOT, new Seed(1));
    }
}
