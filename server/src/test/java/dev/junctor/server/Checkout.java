package dev.junctor.server;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** A checkout with the real launcher, in which Maven and Java are scripts that do as if. */
final class Checkout {
    private static final Path ROOT = Path.of("..").toAbsolutePath().normalize();
    private static final String TOOLS =
            "sh dirname readlink sed find head tail tee grep awk ln mv rm mkdir touch cksum tr"
                    + " nice stty cat kill ls";

    private static final String MAVEN =
            """
            #!/bin/sh
            if [ "$1" = -v ]; then echo "Apache Maven ${FAKE_MAVEN_VERSION:-3.9.9} (abc)"; exit 0; fi
            echo built >>"$FAKE_LOG"
            slumber "${FAKE_BUILD_SECONDS:-0}"
            echo '[INFO] Building Junctor core: the nouns and the laws [2/6]'
            if [ -n "${FAKE_BUILD_ERROR:-}" ]; then echo "[ERROR] $FAKE_BUILD_ERROR"; exit 1; fi
            mkdir -p server/target/app
            echo jar >server/target/app/junctor.jar
            """;

    private static final String JAVA =
            """
            #!/bin/sh
            cache= config= mode=
            for a in "$@"; do
                case $a in
                -XX:AOTMode=*) mode=${a#*=} ;;
                -XX:AOTConfiguration=*) config=${a#*=} ;;
                -XX:AOTCache=*) cache=${a#*=} ;;
                esac
            done
            case $mode in
            record) echo rehearsed >>"$FAKE_LOG"; echo "$$" >"$FAKE_LOG.rehearsal"
                [ -z "${FAKE_REHEARSAL_SECONDS:-}" ] || exec slumber "$FAKE_REHEARSAL_SECONDS"
                [ -z "${FAKE_REHEARSAL_FAILS:-}" ] || exit 1; echo c >"$config"; exit 0 ;;
            create) echo a >"$cache"; exit 0 ;;
            esac
            echo "pid $$"
            echo "in $(pwd)"
            for a in "$@"; do echo "argument $a"; done
            slumber "${FAKE_RUN_SECONDS:-0}"
            exit "${FAKE_EXIT:-0}"
            """;

    /** The launcher's seconds are tenths. */
    private static final String SLEEP =
            """
            #!/bin/sh
            exec slumber "0.$1"
            """;

    private final Path around;
    private final Path folder;
    private final Path bin;
    private final Path log;
    private final Map<String, String> variables = new HashMap<>();

    /**
     * Makes one, in a folder with a blank in its name.
     *
     * @param around empty; gets the tools and a home as well
     */
    Checkout(Path around) {
        this.around = around;
        this.folder = around.resolve("a checkout");
        this.bin = around.resolve("bin");
        this.log = around.resolve("log");
        try {
            Files.createDirectories(folder.resolve(".mvn"));
            Files.createDirectories(bin);
            Files.writeString(log, "");
            copy("junctor");
            copy(".mvn/jdk.sh");
            for (String file :
                    "pom.xml core/pom.xml server/pom.xml core/src/main/A.java catalog/providers/acme.json"
                            .split(" ", -1)) {
                write(file, "x");
            }
            link(TOOLS.split(" ", -1));
            Files.createSymbolicLink(bin.resolve("slumber"), tool("sleep"));
            executable(bin.resolve("sleep"), SLEEP);
            executable(bin.resolve("mvn"), MAVEN);
            jdk(around.resolve("jdk"), "25.0.3");
            age();
        } catch (IOException broken) {
            throw new UncheckedIOException(broken);
        }
        variables.put("JAVA_HOME", around.resolve("jdk").toString());
        variables.put("HOME", around.resolve("home").toString());
        variables.put("PATH", bin.toString());
        variables.put("FAKE_LOG", log.toString());
    }

    /** What a start left behind. */
    record Result(int code, long pid, String out, String err) {}

    Path folder() {
        return folder;
    }

    Path app() {
        return folder.resolve("server/target/app");
    }

    Checkout set(String variable, String value) {
        variables.put(variable, value);
        return this;
    }

    Checkout without(String tool) throws IOException {
        Files.delete(bin.resolve(tool));
        return this;
    }

    /** The launcher looks for this version of Java, so that the machine's own are none. */
    Checkout wanting(int version) throws IOException {
        Path script = folder.resolve(".mvn/jdk.sh");
        Files.writeString(
                script, Files.readString(script).replace("wanted=25", "wanted=" + version));
        return this;
    }

    /** Writes a file that is newer than everything before it. */
    void write(String file, String text) throws IOException {
        Path path = folder.resolve(file);
        Files.createDirectories(path.getParent());
        Files.writeString(path, text);
        Files.setLastModifiedTime(path, FileTime.from(Instant.now()));
    }

    /** Everything is as old as can be, so that only what is written later is newer. */
    void age() throws IOException {
        try (Stream<Path> all = Files.walk(folder)) {
            for (Path path : all.filter(each -> !Files.isSymbolicLink(each)).toList()) {
                Files.setLastModifiedTime(path, FileTime.fromMillis(1_000_000_000_000L));
            }
        }
    }

    static void jdk(Path home, String version) throws IOException {
        Files.createDirectories(home.resolve("bin"));
        executable(home.resolve("bin/java"), JAVA);
        executable(home.resolve("bin/javac"), "#!/bin/sh\n");
        Files.writeString(
                home.resolve("release"),
                "JAVA_VERSION=\"%s\"\nJAVA_RUNTIME_VERSION=\"%s+9\"\n".formatted(version, version));
    }

    /** How often something happened: {@code built}, {@code rehearsed}. */
    long times(String what) throws IOException {
        try (Stream<String> lines = Files.lines(log)) {
            return lines.filter(what::equals).count();
        }
    }

    /** The process of the last rehearsal is alive. */
    boolean isRehearsing() throws IOException {
        Path rehearsal = log.resolveSibling("log.rehearsal");
        return ProcessHandle.of(Long.parseLong(Files.readString(rehearsal).strip()))
                .filter(ProcessHandle::isAlive)
                .isPresent();
    }

    Result run(String... arguments) throws IOException, InterruptedException {
        return finish(start(folder.resolve("junctor"), around, arguments));
    }

    Process start(Path launcher, Path directory, String... arguments) throws IOException {
        List<String> command = new ArrayList<>(List.of(launcher.toString()));
        command.addAll(List.of(arguments));
        ProcessBuilder builder = new ProcessBuilder(command).directory(directory.toFile());
        builder.environment().clear();
        builder.environment().putAll(variables);
        Process process = builder.start();
        process.getOutputStream().close();
        return process;
    }

    static Result finish(Process process) throws IOException, InterruptedException {
        String out = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        String err = new String(process.getErrorStream().readAllBytes(), StandardCharsets.UTF_8);
        if (!process.waitFor(30, TimeUnit.SECONDS)) {
            process.destroyForcibly();
            throw new IllegalStateException("the launcher hangs: " + out + err);
        }
        return new Result(process.exitValue(), process.pid(), out, err);
    }

    private void copy(String file) throws IOException {
        Files.copy(ROOT.resolve(file), folder.resolve(file));
        Files.setPosixFilePermissions(
                folder.resolve(file), PosixFilePermissions.fromString("rwxr-xr-x"));
    }

    private void link(String... tools) throws IOException {
        for (String tool : tools) {
            Files.createSymbolicLink(bin.resolve(tool), tool(tool));
        }
    }

    private static Path tool(String name) {
        return Stream.of(System.getenv("PATH").split(":", -1))
                .map(place -> Path.of(place, name))
                .filter(Files::isExecutable)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("this machine has no " + name));
    }

    private static void executable(Path file, String script) throws IOException {
        Files.writeString(file, script);
        Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwxr-xr-x"));
    }
}
