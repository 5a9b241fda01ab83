package dev.junctor.lab.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/**
 * What the process has of everything at one moment, after a collection of its garbage.
 *
 * @param heapBytes that live
 * @param residentBytes of its memory in the machine's; -1 where the system does not say
 * @param files open, sockets among them; -1 where the system does not say
 * @param sockets open; -1 where the system does not say
 * @param bufferBytes of network buffers in use
 * @param callers connected
 * @param holds of money
 */
record Vitals(
        long heapBytes,
        long residentBytes,
        long files,
        long sockets,
        long bufferBytes,
        long callers,
        long holds) {
    private static final Path PROC = Path.of("/proc");
    private static final int MB = 1024 * 1024;

    /** Collects garbage and looks. */
    static Vitals of(House house) throws InterruptedException {
        collect(house.process().pid());
        return glance(house);
    }

    /** Looks without collecting: the heap is what it happens to be. */
    static Vitals glance(House house) {
        long pid = house.process().pid();
        Gauges gauges = Gauges.of(house.text("/metrics"));
        List<String> handles = handles(pid);
        return new Vitals(
                (long) gauges.sum("jvm_memory_used_bytes", "area=\"heap\""),
                resident(pid),
                handles.isEmpty() ? -1 : handles.size(),
                handles.isEmpty()
                        ? -1
                        : handles.stream().filter(name -> name.startsWith("socket:")).count(),
                (long) gauges.sum("junctor_buffers_bytes"),
                (long) gauges.sum("junctor_connections"),
                house.data("/api/v1/ledger/holds").size());
    }

    private static void collect(long pid) throws InterruptedException {
        try {
            Process jcmd =
                    new ProcessBuilder(
                                    Path.of(System.getProperty("java.home"), "bin", "jcmd")
                                            .toString(),
                                    Long.toString(pid),
                                    "GC.run")
                            .redirectErrorStream(true)
                            .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                            .start();
            if (!jcmd.waitFor(30, TimeUnit.SECONDS)) {
                jcmd.destroyForcibly();
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static List<String> handles(long pid) {
        Path folder = PROC.resolve(Long.toString(pid)).resolve("fd");
        if (!Files.isDirectory(folder)) {
            return List.of();
        }
        try (Stream<Path> links = Files.list(folder)) {
            return links.map(Vitals::target).filter(name -> !name.isEmpty()).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Empty for a handle that was closed meanwhile. */
    private static String target(Path link) {
        try {
            return Files.readSymbolicLink(link).toString();
        } catch (IOException closed) {
            return "";
        }
    }

    private static long resident(long pid) {
        Path status = PROC.resolve(Long.toString(pid)).resolve("status");
        if (!Files.isReadable(status)) {
            return -1;
        }
        try (Stream<String> lines = Files.lines(status)) {
            return lines.filter(line -> line.startsWith("VmRSS:"))
                    .mapToLong(line -> 1024 * Long.parseLong(line.replaceAll("\\D", "")))
                    .findFirst()
                    .orElse(-1);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public String toString() {
        return "heap %d MB, resident %s, files %s, sockets %s, buffers %d KB, callers %d, holds %d"
                .formatted(
                        heapBytes / MB,
                        residentBytes < 0 ? "unknown here" : residentBytes / MB + " MB",
                        files < 0 ? "unknown here" : files,
                        sockets < 0 ? "unknown here" : sockets,
                        bufferBytes / 1024,
                        callers,
                        holds);
    }
}
