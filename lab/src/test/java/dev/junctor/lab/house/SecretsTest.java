package dev.junctor.lab.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.fields;
import static org.assertj.core.api.Assertions.assertThat;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.core.importer.Location;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import dev.junctor.lab.kit.RunningGateway;
import dev.junctor.server.config.Config;
import dev.junctor.server.config.ConfigReader;
import dev.junctor.server.config.ConfigResult;
import dev.junctor.server.config.OperatorCatalog;
import dev.junctor.server.config.ProviderAccess;
import dev.junctor.server.secret.KeyMaker;
import dev.junctor.server.secret.Secret;
import dev.junctor.server.store.DatabaseUrl;
import dev.junctor.server.store.DemoKeys;
import dev.junctor.server.store.FirstKeys;
import dev.junctor.wire.Origin;
import dev.junctor.wire.Proxy;
import dev.junctor.wire.RequestHead;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Whatever holds a secret can be printed, by mistake or in an error, without showing it. */
@AnalyzeClasses(
        packages = {
            "dev.junctor.core",
            "dev.junctor.engine",
            "dev.junctor.wire",
            "dev.junctor.simulator",
            "dev.junctor.server"
        },
        importOptions = {ImportOption.DoNotIncludeTests.class, SecretsTest.NoKit.class})
final class SecretsTest {
    @ArchTest
    static final ArchRule A_SECRET_IS_NO_PLAIN_TEXT =
            fields().that()
                    .haveNameMatching("(?i).*(password|passwd|secret|apikey|privatekey|credential)")
                    .and()
                    .areDeclaredInClassesThat()
                    .areNotAssignableTo(Proxy.Login.class)
                    .should()
                    .notHaveRawType(String.class)
                    .because("a text is printed by every record that holds it; Secret is not");

    /** What the server lends to tests comes in a jar of its own. */
    static final class NoKit implements ImportOption {
        @Override
        public boolean includes(Location location) {
            return !location.contains("/kit/") && !location.contains("test-classes");
        }
    }

    private static final String TEXT = "hush-7Qm2vXw9Zr4TbNc8";
    private static final Secret SECRET = Secret.of(TEXT);
    private static final Map<String, String> ENVIRONMENT = Map.of("SECRET", TEXT);

    private static Config config() {
        String yaml =
                """
                keys: [{name: dev, key: "${SECRET}"}]
                database: "postgres://me:${SECRET}@db.example/junctor"
                proxy: "http://me:${SECRET}@proxy.example:3128"
                providers:
                  openai: {api_key: "${SECRET}", headers: {X-Team: "${SECRET}"}}
                """;
        return switch (ConfigReader.parse(yaml, Path.of("/etc/junctor"), ENVIRONMENT)) {
            case ConfigResult.Valid(Config config) -> config;
            case ConfigResult.Invalid invalid -> throw new AssertionError(invalid.problems());
        };
    }

    @Test
    void nothingThatHoldsASecretPrintsIt() {
        Config config = config();
        ProviderAccess access =
                ProviderAccess.of(
                        OperatorCatalog.lay(RunningGateway.catalog(), config).catalog(),
                        config,
                        ENVIRONMENT);
        Stream<Object> holders =
                Stream.of(
                        config,
                        config.keys(),
                        config.providers(),
                        config.proxy(),
                        config.database(),
                        access,
                        new ProviderAccess.Access(SECRET, Map.of("X-Team", SECRET), "SECRET"),
                        DatabaseUrl.parse("postgres://me:" + TEXT + "@db.example/junctor"),
                        DatabaseUrl.parse("mysql://me:" + TEXT + "@db.example/junctor"),
                        new Proxy.Login("me", TEXT),
                        Proxy.tunnel("proxy.example", 3128, List.of())
                                .withLogin(new Proxy.Login("me", TEXT)),
                        RequestHead.of(
                                "POST",
                                "/v1",
                                new Origin(Origin.Scheme.HTTPS, "api.example", 443),
                                "Authorization",
                                "Bearer " + TEXT),
                        KeyMaker.of(SECRET),
                        new FirstKeys(SECRET, SECRET),
                        new DemoKeys(SECRET, SECRET));
        assertThat(holders)
                .allSatisfy(holder ->
                        assertThat(holder.toString())
                                .as(holder.getClass().getName())
                                .doesNotContain(TEXT));
    }
}
