package dev.junctor.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@EnabledOnOs({OS.LINUX, OS.MAC})
final class LauncherTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir private Path folder;
    private Checkout checkout;

    @BeforeEach
    void checkOut() {
        checkout = new Checkout(folder);
    }

    @Test
    void theFirstStartBuildsWithProgressAndBecomesTheProgram() throws Exception {
        Checkout.Result result = checkout.run("models", "two words", "--json");

        assertThat(result.code()).isZero();
        assertThat(result.err())
                .contains("junctor: building", "junctor:   Junctor core: the nouns and the laws");
        assertThat(result.out())
                .as("nothing but the program writes to standard output")
                .startsWith("pid " + result.pid() + "\nin " + folder.toRealPath() + "\n")
                .contains("argument models\nargument two words\nargument --json\n");
    }

    @Test
    void theExitCodeIsTheProgramsOwn() throws Exception {
        assertThat(checkout.set("FAKE_EXIT", "2").run("models").code()).isEqualTo(2);
    }

    @Test
    void nothingIsBuiltAgainUntilSomethingThatGoesIntoItIsNewer() throws Exception {
        checkout.run("version");
        assertThat(checkout.run("version").err()).isEmpty();
        assertThat(checkout.times("built")).isEqualTo(1);

        int builds = 1;
        for (String file :
                List.of("catalog/providers/acme.json", "core/src/main/A.java", "server/pom.xml")) {
            checkout.write(file, "newer");
            assertThat(checkout.run("version").err())
                    .as(file)
                    .contains("building what has changed");
            assertThat(checkout.times("built")).isEqualTo(++builds);
            assertThat(checkout.run("version").err()).as(file).isEmpty();
        }
    }

    @Test
    void aMissingMavenIsOneSentence() throws Exception {
        Checkout.Result result = checkout.without("mvn").run("demo");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.err())
                .contains("Maven is needed", "3.8.7", "apt install maven", "brew install maven");
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.6.3", "3.8.6", "2.2.1"})
    void aMavenThatIsTooOldIsOneSentence(String version) throws Exception {
        Checkout.Result result = checkout.set("FAKE_MAVEN_VERSION", version).run("demo");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.err()).contains("Maven " + version + " is too old", "3.8.7");
        assertThat(checkout.times("built")).isZero();
    }

    @ParameterizedTest
    @ValueSource(strings = {"3.8.7", "3.9.0", "3.10.1", "4.0.0"})
    void aMavenThatIsNewEnoughBuilds(String version) throws Exception {
        assertThat(checkout.set("FAKE_MAVEN_VERSION", version).run("version").code()).isZero();
    }

    @Test
    void aMissingJdkIsOneSentence() throws Exception {
        Checkout.Result result = checkout.wanting(99).run("demo");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err())
                .contains("no JDK 99 or newer", "JAVA_HOME", "apt install", "brew install");
        assertThat(result.err()).containsPattern("the newest one there is [0-9]+");
        assertThat(checkout.times("built")).isZero();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                ".sdkman/candidates/java/99-tem",
                ".asdf/installs/java/temurin-99",
                ".local/share/mise/installs/java/99",
                ".local/share/mise/installs/java/zulu-99/Contents/Home",
                "Library/Java/JavaVirtualMachines/99.jdk/Contents/Home",
                ".jdks/openjdk-99"
            })
    void aJdkIsFoundWhereToolsPutIt(String place) throws Exception {
        Checkout.jdk(folder.resolve("home").resolve(place), "99.0.1");

        assertThat(checkout.wanting(99).run("version").code()).as(place).isZero();
    }

    @Test
    void aJdkOnThePathIsFoundThroughItsLink() throws Exception {
        Checkout.jdk(folder.resolve("somewhere"), "99");
        Files.createSymbolicLink(folder.resolve("bin/java"), folder.resolve("somewhere/bin/java"));

        assertThat(checkout.wanting(99).run("version").code()).isZero();
    }

    @Test
    void aFolderThatCannotBeWrittenIsOneSentence() throws Exception {
        // Tests may run as root, who can write everywhere; a file in its place nobody can use.
        Files.writeString(checkout.folder().resolve("target"), "");

        Checkout.Result result = checkout.run("demo");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err().lines()).hasSize(1);
        assertThat(result.err()).contains("cannot write to", "chown", "clone");
    }

    @Test
    void aBuildThatFailsSaysWhyAndWhereTheLogIs() throws Exception {
        Checkout.Result result = checkout.set("FAKE_BUILD_ERROR", "A.java:[1,1] no").run("demo");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.out()).isEmpty();
        assertThat(result.err())
                .contains("A.java:[1,1] no", "the build failed", "junctor-build.log");
        assertThat(checkout.run("version").err()).contains("building");
    }

    @Test
    void aBuildWithoutANetworkSaysSo() throws Exception {
        Checkout.Result result =
                checkout.set("FAKE_BUILD_ERROR", "Could not transfer artifact a:b:1").run("demo");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("could not be fetched", "settings.xml");
    }

    @Test
    void twoStartsAtOnceBuildOnce() throws Exception {
        checkout.set("FAKE_BUILD_SECONDS", "2");
        Path launcher = checkout.folder().resolve("junctor");
        Process first = checkout.start(launcher, folder, "version");
        Process second = checkout.start(launcher, folder, "version");

        Checkout.Result one = Checkout.finish(first);
        Checkout.Result two = Checkout.finish(second);

        assertThat(one.code()).isZero();
        assertThat(two.code()).isZero();
        assertThat(one.err() + two.err()).containsOnlyOnce("waiting for it");
        assertThat(checkout.times("built")).isEqualTo(1);
        assertThat(Files.isSymbolicLink(checkout.folder().resolve("target/.building"))).isFalse();
    }

    @Test
    void theLockOfADeadStartIsTaken() throws Exception {
        Process dead = new ProcessBuilder("true").start();
        dead.waitFor();
        Files.createDirectories(checkout.folder().resolve("target"));
        Files.createSymbolicLink(
                checkout.folder().resolve("target/.building"), Path.of("" + dead.pid()));

        assertThat(checkout.run("version").code()).isZero();
    }

    @Test
    void itMayBeStartedThroughALinkFromElsewhere() throws Exception {
        Path link = folder.resolve("j");
        Files.createSymbolicLink(link, checkout.folder().resolve("junctor"));
        Path elsewhere = Files.createDirectory(folder.resolve("elsewhere"));

        Checkout.Result result = Checkout.finish(checkout.start(link, elsewhere, "version"));

        assertThat(result.code()).isZero();
        assertThat(result.out()).contains("in " + elsewhere.toRealPath());
    }

    @Test
    void anInstallationWithoutSourcesNeedsNoMaven() throws Exception {
        Files.delete(checkout.folder().resolve("pom.xml"));
        checkout.write("app/junctor.jar", "jar");

        Checkout.Result result = checkout.without("mvn").run("version");

        assertThat(result.code()).isZero();
        assertThat(result.err()).isEmpty();
        assertThat(result.out()).contains("app/junctor.jar");
    }

    @Test
    void theCacheIsPreparedBesideTheFirstStartAndUsedByTheNext() throws Exception {
        Checkout.Result first = checkout.set("FAKE_RUN_SECONDS", "2").run("demo");
        checkout.set("FAKE_RUN_SECONDS", "0");

        assertThat(first.out()).doesNotContain("AOT");
        await("a cache", () -> cache().size() == 1);
        assertThat(checkout.run("demo").out())
                .contains("argument -XX:AOTCache=" + cache().getFirst());
        assertThat(checkout.run("models").out()).contains("argument -XX:AOTCache=");
        assertThat(checkout.set("JUNCTOR_AOT", "off").run("demo").out()).doesNotContain("AOTCache");
        assertThat(checkout.times("rehearsed")).isEqualTo(1);
        assertThat(leftovers()).isEmpty();
    }

    @Test
    void aNewBuildMakesTheCacheStale() throws Exception {
        checkout.set("FAKE_RUN_SECONDS", "2").run("demo");
        await("a cache", () -> cache().size() == 1);
        checkout.set("FAKE_RUN_SECONDS", "0").write("core/src/main/A.java", "newer");

        Files.setLastModifiedTime(cache().getFirst(), FileTime.fromMillis(1));

        assertThat(checkout.run("models").out()).doesNotContain("AOTCache");
    }

    @Test
    void shortCommandsPrepareNothing() throws Exception {
        checkout.set("FAKE_RUN_SECONDS", "1");

        checkout.run("models");
        checkout.run("demo", "--help");

        assertThat(checkout.times("rehearsed")).isZero();
    }

    @Test
    void theRehearsalEndsWithTheProgramAndLeavesNothing() throws Exception {
        checkout.set("FAKE_REHEARSAL_SECONDS", "60").set("FAKE_RUN_SECONDS", "1");

        checkout.run("demo");

        await("an end", () -> leftovers().isEmpty() && !checkout.isRehearsing());
        assertThat(checkout.times("rehearsed")).isEqualTo(1);
        assertThat(cache()).isEmpty();
    }

    @Test
    void aRehearsalThatFailsIsNotSeenAndNotTriedAgain() throws Exception {
        checkout.set("FAKE_REHEARSAL_FAILS", "yes").set("FAKE_RUN_SECONDS", "2");

        Checkout.Result first = checkout.run("demo");
        await("an end", () -> leftovers().isEmpty());
        checkout.set("FAKE_RUN_SECONDS", "0");
        Checkout.Result second = checkout.run("demo");

        assertThat(first.code()).isZero();
        assertThat(second.code()).isZero();
        assertThat(second.err()).isEmpty();
        assertThat(checkout.times("rehearsed")).isEqualTo(1);
    }

    private List<Path> cache() throws IOException {
        return inApp("*.aot");
    }

    private List<Path> leftovers() throws IOException {
        return inApp("*.aot.{lock,[0-9]*}");
    }

    private List<Path> inApp(String glob) throws IOException {
        try (var found = Files.newDirectoryStream(checkout.app(), glob)) {
            List<Path> paths = new ArrayList<>();
            found.forEach(paths::add);
            return paths;
        }
    }

    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(String what, Condition condition) throws Exception {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).as("waited too long for " + what).isLessThan(end);
            Thread.sleep(50);
        }
    }
}
