package dev.junctor.server.api;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.core.base.Money;
import dev.junctor.engine.admit.ApiKey;
import dev.junctor.server.http.Target;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every door against every kind of key. */
final class AccessTest {
    private static final int WELCOME = 0;

    @TempDir private Path folder;
    private ApiHouse house;
    private Map<String, String> keys;

    @BeforeEach
    void open() {
        house = new ApiHouse(folder);
        keys =
                Map.of(
                        "none", "",
                        "unknown", "sk-jn-v1-nobody-has-this-key",
                        "inference", house.inference(),
                        "management", house.management(),
                        "disabled", key("off", ApiKey.Standing.DISABLED, Long.MAX_VALUE, 1),
                        "expired", key("old", ApiKey.Standing.ENABLED, ApiHouse.NOON, 1),
                        "spent", key("poor", ApiKey.Standing.ENABLED, Long.MAX_VALUE, 0));
    }

    private String key(String text, ApiKey.Standing standing, long expires, long nanos) {
        return house.key(
                text + "-key-of-the-tests",
                ApiKey.Kind.INFERENCE,
                standing,
                new Money(nanos),
                expires);
    }

    @AfterEach
    void close() {
        house.close();
    }

    /** The status of a refusal at the door; {@link #WELCOME} behind it. */
    private static int expected(Access access, String key) {
        return switch (access) {
            case ANYBODY, ANYBODY_KNOWN, LOCAL -> WELCOME;
            case ANY_KEY ->
                    switch (key) {
                        case "inference", "management", "spent" -> WELCOME;
                        default -> 401;
                    };
            case INFERENCE ->
                    switch (key) {
                        case "inference", "spent" -> WELCOME;
                        case "management" -> 403;
                        default -> 401;
                    };
            case MANAGEMENT ->
                    switch (key) {
                        case "management" -> WELCOME;
                        case "inference", "spent" -> 403;
                        default -> 401;
                    };
        };
    }

    @Test
    void eachDoorOpensToThoseItIsForAndToNobodyElse() {
        for (Route route : house.table) {
            if (route.door().target() instanceof Target.Api) {
                String path =
                        route.door().prefixes().getFirst()
                                + route.door().pattern().replaceAll("\\{\\w+}", "acme");
                keys.forEach((name, key) -> {
                    ApiHouse.Reply reply =
                            house.call(route.door().method(), path, key, "", ApiHouse.From.HERE);
                    int wanted = expected(route.access(), name);
                    if (wanted == WELCOME) {
                        assertThat(reply.status())
                                .as("%s %s with %s key", route.door().method(), path, name)
                                .isNotIn(401, 402, 403);
                    } else {
                        assertThat(reply.status())
                                .as("%s %s with %s key", route.door().method(), path, name)
                                .isEqualTo(wanted);
                        assertThat(reply.message()).isNotEmpty().doesNotContain("sk-jn-v1");
                    }
                });
            }
        }
    }

    @Test
    void whatChangesOrReadsOthersNeedsAManagementKey() {
        assertThat(house.table.stream().filter(route -> !route.door().method().equals("GET")))
                .allSatisfy(route ->
                        assertThat(route.access()).isIn(Access.MANAGEMENT, Access.INFERENCE));
        assertThat(house.table.stream().filter(route -> route.door().pattern().startsWith("/keys")))
                .hasSize(5)
                .allSatisfy(route -> assertThat(route.access()).isEqualTo(Access.MANAGEMENT));
    }

    @Test
    void metricsAreForThisMachineOrManagers() {
        for (ApiHouse.From from : List.of(ApiHouse.From.ELSEWHERE, ApiHouse.From.PROXY)) {
            assertThat(house.call("GET", "/metrics", "", "", from).status()).isEqualTo(401);
            assertThat(house.call("GET", "/metrics", house.inference(), "", from).status())
                    .isEqualTo(403);
            assertThat(house.call("GET", "/metrics", house.management(), "", from).status())
                    .isEqualTo(200);
        }
        assertThat(house.get("/metrics").status()).isEqualTo(200);
    }

    @Test
    void aKeyMayComeInTheHeaderOfOtherClients() {
        Map<String, String> headers = Map.of("x-api-key", house.inference());
        assertThat(house.call("GET", "/v1/key", headers, "", ApiHouse.From.HERE).status())
                .isEqualTo(200);
    }
}
