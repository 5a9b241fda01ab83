package dev.junctor.lab.kit;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Junctor as a process of its own, with the launcher's flags: {@code serve} with a configuration. It runs from the
 * class path of the tests, or from the jar that the system property {@code junctor.jar} names.
 */
public final class JunctorProcess implements AutoCloseable {
    /** How long a start may take, in seconds: the machine may be busy with other tests. */
    private static final long PATIENCE_SECONDS = 60;

    private static final Pattern READY =
            Pattern.compile("Junctor is ready at (https?://[^/]+)/v1.*");
    private static final List<String> FLAGS =
            List.of(
                    "-XX:+UseCompactObjectHeaders",
                    "--enable-native-access=ALL-UNNAMED",
                    "--sun-misc-unsafe-memory-access=allow",
                    "-Dfile.encoding=UTF-8",
                    "-Dio.netty.leakDetection.samplingInterval=4096",
                    "-Xmx512m",
                    "-XX:+UseSerialGC");

    private final Process process;
    private final Path log;
    private final long begunNanos = System.nanoTime();
    private final AtomicReference<String> url = new AtomicReference<>("");
    private final CountDownLatch said = new CountDownLatch(1);

    private JunctorProcess(Process process, Path log) {
        this.process = process;
        this.log = log;
        Thread.ofPlatform().daemon().name("junctor-out").start(this::listen);
    }

    /**
     * Starts it and does not wait.
     *
     * @param config {@code junctor.yaml}
     * @param log where standard error goes, anew
     */
    public static JunctorProcess begin(Path config, Path log) {
        return begin(config, log, List.of());
    }

    /**
     * Starts it with more flags and does not wait.
     *
     * @param config {@code junctor.yaml}
     * @param log where standard error goes, anew
     * @param more flags of the JVM, behind the launcher's
     */
    public static JunctorProcess begin(Path config, Path log, List<String> more) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(FLAGS);
        command.addAll(more);
        String jar = System.getProperty("junctor.jar", "");
        if (jar.isEmpty()) {
            command.addAll(
                    List.of(
                            "-cp",
                            System.getProperty("java.class.path"),
                            "dev.junctor.server.Main"));
        } else {
            command.addAll(List.of("-jar", jar));
        }
        command.addAll(List.of("serve", "--config", config.toString()));
        ProcessBuilder builder = new ProcessBuilder(command);
        builder.redirectError(log.toFile());
        try {
            return new JunctorProcess(builder.start(), log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Starts it and waits until it listens. */
    public static JunctorProcess start(Path config, Path log) throws InterruptedException {
        JunctorProcess process = begin(config, log);
        try {
            process.awaitReady();
            return process;
        } catch (TimeoutException | RuntimeException e) {
            process.kill();
            throw new IllegalStateException(e.getMessage(), e);
        }
    }

    private void listen() {
        try (BufferedReader lines =
                new BufferedReader(
                        new InputStreamReader(process.getInputStream(), StandardCharsets.UTF_8))) {
            lines.lines()
                    .forEach(line -> {
                        Matcher ready = READY.matcher(line);
                        if (ready.matches()) {
                            url.set(ready.group(1));
                            said.countDown();
                        }
                    });
        } catch (IOException | UncheckedIOException e) {
            // It was killed: there is nothing more to read.
        } finally {
            said.countDown();
        }
    }

    /**
     * Waits until it listens.
     *
     * @return how long its start took, in nanoseconds
     * @throws TimeoutException when it ended or does not listen in time; the message has what it said
     */
    public long awaitReady() throws InterruptedException, TimeoutException {
        boolean heard = said.await(PATIENCE_SECONDS, TimeUnit.SECONDS);
        long took = System.nanoTime() - begunNanos;
        if (!heard || url().isEmpty()) {
            throw new TimeoutException("Junctor did not start; it said: " + log());
        }
        return took;
    }

    /** Where it listens, without a path; empty before it is ready. */
    public String url() {
        return url.get();
    }

    /** The port it listens on. */
    public int port() {
        return Integer.parseInt(url().substring(url().lastIndexOf(':') + 1));
    }

    /** Its number among the processes of this machine. */
    public long pid() {
        return process.pid();
    }

    /** Whether it still runs. */
    public boolean isAlive() {
        return process.isAlive();
    }

    /** A caller with this key; empty for none. */
    public WebCaller callerWith(String key) {
        return new WebCaller(url(), key);
    }

    /** The CPU time that it has used, in nanoseconds; 0 where the system does not tell. */
    public long cpuNanos() {
        return process.info().totalCpuDuration().map(Duration::toNanos).orElse(0L);
    }

    /** What it has written to its log. */
    public String log() {
        try {
            return Files.readString(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Whether it has ended, or does within a second: its connections go before itself. */
    public boolean endsSoon() {
        try {
            return process.waitFor(1, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    /** Sends it a signal, as {@code HUP}. */
    public void signal(String name) throws InterruptedException {
        try {
            int sent =
                    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                            .inheritIO()
                            .start()
                            .waitFor();
            if (sent != 0) {
                throw new IllegalStateException("the process is gone");
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Waits until it has ended; gives its exit code. */
    public int awaitEnd() throws InterruptedException {
        if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
            kill();
            throw new IllegalStateException("Junctor did not end; it said: " + log());
        }
        return process.exitValue();
    }

    /** Ends it as {@code kill -9} does: nothing in it runs any more. */
    public void kill() throws InterruptedException {
        process.destroyForcibly();
        process.waitFor();
    }

    /** Asks it to end, and waits. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(PATIENCE_SECONDS, TimeUnit.SECONDS)) {
                kill();
            }
        } catch (InterruptedException e) {
            process.destroyForcibly();
            Thread.currentThread().interrupt();
        }
    }
}
