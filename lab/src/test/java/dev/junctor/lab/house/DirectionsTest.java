package dev.junctor.lab.house;

import static com.tngtech.archunit.lang.syntax.ArchRuleDefinition.noClasses;

import com.tngtech.archunit.core.importer.ImportOption;
import com.tngtech.archunit.junit.AnalyzeClasses;
import com.tngtech.archunit.junit.ArchTest;
import com.tngtech.archunit.lang.ArchRule;
import com.tngtech.archunit.lang.CompositeArchRule;
import java.util.ArrayList;
import java.util.List;

/** Imports go one way: between modules, and between the packages of a module. */
@AnalyzeClasses(packages = "dev.junctor", importOptions = ImportOption.DoNotIncludeTests.class)
final class DirectionsTest {
    /** Each line may import only what stands on the lines above it; names on one line do not see each other. */
    private static final List<List<String>> CORE =
            List.of(
                    List.of("base"),
                    List.of("json"),
                    List.of("fault"),
                    List.of("usage"),
                    List.of("catalog", "chat"),
                    List.of("dialect", "health", "money"),
                    List.of("route"),
                    List.of("record"));

    private static final List<List<String>> ENGINE =
            List.of(
                    List.of("port"),
                    List.of("admit"),
                    List.of("money", "relay"),
                    List.of("journal"),
                    List.of("dispatch"),
                    List.of("snapshot"));

    private static final List<List<String>> SIMULATOR =
            List.of(
                    List.of("ask", "habit"),
                    List.of("fault", "say"),
                    List.of("tell"),
                    List.of("protocol"),
                    List.of("anthropic", "gemini", "responses"));

    private static final List<List<String>> SERVER =
            List.of(
                    List.of("secret"),
                    List.of("journal", "tokens"),
                    List.of("budget"),
                    List.of("config", "store", "telemetry"),
                    List.of("http"),
                    List.of("upstream"),
                    List.of("api"),
                    List.of("cli"));

    @ArchTest
    static final ArchRule CORE_STANDS_ALONE =
            nothingOf("core", "engine", "wire", "simulator", "server")
                    .because("core is the laws; what can fail stands behind a port of engine");

    @ArchTest
    static final ArchRule ENGINE_KNOWS_CORE_ONLY =
            nothingOf("engine", "wire", "simulator", "server")
                    .because("the same engine runs in production and in simulation");

    @ArchTest
    static final ArchRule WIRE_KNOWS_NOTHING_OF_OURS =
            nothingOf("wire", "core", "engine", "simulator", "server")
                    .because("wire moves bytes; it knows nothing of models or money");

    @ArchTest
    static final ArchRule SIMULATOR_KNOWS_CORE_AND_WIRE =
            nothingOf("simulator", "engine", "server")
                    .because("a provider does not know who calls it");

    @ArchTest
    static final ArchRule CORE_AND_ENGINE_KNOW_NO_NETWORK =
            noClasses()
                    .that()
                    .resideInAnyPackage("dev.junctor.core..", "dev.junctor.engine..")
                    .should()
                    .dependOnClassesThat()
                    .resideInAnyPackage("io.netty..", "java.net..", "java.nio.file..", "java.sql..")
                    .because("network and disk come in through the ports");

    @ArchTest static final ArchRule CORE_PACKAGES = oneWay("core", CORE);

    @ArchTest static final ArchRule ENGINE_PACKAGES = oneWay("engine", ENGINE);

    @ArchTest static final ArchRule SIMULATOR_PACKAGES = oneWay("simulator", SIMULATOR);

    @ArchTest static final ArchRule SERVER_PACKAGES = oneWay("server", SERVER);

    private static ArchRule nothingOf(String module, String... others) {
        List<String> banned = new ArrayList<>();
        for (String other : others) {
            banned.add("dev.junctor." + other + "..");
        }
        return noClasses()
                .that()
                .resideInAPackage("dev.junctor." + module + "..")
                .should()
                .dependOnClassesThat()
                .resideInAnyPackage(banned.toArray(String[]::new));
    }

    private static ArchRule oneWay(String module, List<List<String>> levels) {
        List<ArchRule> rules = new ArrayList<>();
        for (int level = 0; level < levels.size(); level++) {
            for (String name : levels.get(level)) {
                List<String> banned = new ArrayList<>();
                for (int above = level; above < levels.size(); above++) {
                    for (String other : levels.get(above)) {
                        if (!other.equals(name)) {
                            banned.add("dev.junctor." + module + "." + other + "..");
                        }
                    }
                }
                if (!banned.isEmpty()) {
                    rules.add(
                            noClasses()
                                    .that()
                                    .resideInAPackage("dev.junctor." + module + "." + name + "..")
                                    .should()
                                    .dependOnClassesThat()
                                    .resideInAnyPackage(banned.toArray(String[]::new))
                                    .because("packages of " + module + " import one way only"));
                }
            }
        }
        return CompositeArchRule.of(rules);
    }
}
