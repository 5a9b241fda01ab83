package dev.junctor.lab.soak;

import com.sun.management.UnixOperatingSystemMXBean;
import com.sun.tools.attach.AttachNotSupportedException;
import com.sun.tools.attach.VirtualMachine;
import dev.junctor.lab.kit.JunctorProcess;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.lang.management.MemoryMXBean;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import javax.management.MBeanServerConnection;
import javax.management.remote.JMXConnector;
import javax.management.remote.JMXConnectorFactory;
import javax.management.remote.JMXServiceURL;

/** Looks at a process from outside: memory, handles, threads, and what lies in its data folder. Needs Linux. */
final class Probe implements AutoCloseable {
    private static final String QUEUED = "junctor_records_queued ";

    private final JunctorProcess process;
    private final Path data;
    private final JMXConnector connector;
    private final MemoryMXBean memory;
    private final UnixOperatingSystemMXBean system;

    private Probe(JunctorProcess process, Path data, JMXConnector connector) throws IOException {
        this.process = process;
        this.data = data;
        this.connector = connector;
        MBeanServerConnection server = connector.getMBeanServerConnection();
        this.memory =
                ManagementFactory.newPlatformMXBeanProxy(
                        server, ManagementFactory.MEMORY_MXBEAN_NAME, MemoryMXBean.class);
        this.system =
                ManagementFactory.newPlatformMXBeanProxy(
                        server,
                        ManagementFactory.OPERATING_SYSTEM_MXBEAN_NAME,
                        UnixOperatingSystemMXBean.class);
    }

    /**
     * Attaches to it.
     *
     * @param data folder of the process
     */
    @SuppressWarnings("BanJNDI") // the other side is our own process on this machine
    static Probe attach(JunctorProcess process, Path data) throws IOException {
        try {
            VirtualMachine machine = VirtualMachine.attach(Long.toString(process.pid()));
            String address = machine.startLocalManagementAgent();
            machine.detach();
            return new Probe(
                    process, data, JMXConnectorFactory.connect(new JMXServiceURL(address)));
        } catch (AttachNotSupportedException e) {
            throw new IOException(e);
        }
    }

    /** Bytes of the heap that live, after a full collection, which this makes. */
    long heapBytes() {
        memory.gc();
        return memory.getHeapMemoryUsage().getUsed();
    }

    long handles() {
        return system.getOpenFileDescriptorCount();
    }

    long rssBytes() {
        return status("VmRSS:") * 1024;
    }

    long threads() {
        return status("Threads:");
    }

    /** Records that the database does not have yet. */
    long backlog() {
        return process.callerWith("")
                .get("/metrics")
                .text()
                .lines()
                .filter(line -> line.startsWith(QUEUED))
                .mapToLong(line -> (long) Double.parseDouble(line.substring(QUEUED.length())))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no gauge " + QUEUED));
    }

    long segments() {
        return files().stream().filter(file -> file.toString().endsWith(".journal")).count();
    }

    long databaseBytes() {
        return files().stream().filter(Probe::isDatabase).mapToLong(Probe::size).sum();
    }

    private static boolean isDatabase(Path file) {
        return String.valueOf(file.getFileName()).contains(".db");
    }

    private List<Path> files() {
        try (Stream<Path> files = Files.walk(data)) {
            return files.filter(Files::isRegularFile).toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Files come and go: one that went has no size. */
    private static long size(Path file) {
        try {
            return Files.size(file);
        } catch (IOException gone) {
            return 0;
        }
    }

    private long status(String name) {
        try (Stream<String> lines =
                Files.lines(Path.of("/proc", Long.toString(process.pid()), "status"))) {
            return lines.filter(line -> line.startsWith(name))
                    .map(line -> line.substring(name.length()).replace("kB", "").strip())
                    .mapToLong(Long::parseLong)
                    .findFirst()
                    .orElseThrow();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        connector.close();
    }
}
