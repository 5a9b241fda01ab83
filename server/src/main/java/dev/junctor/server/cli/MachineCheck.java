package dev.junctor.server.cli;

import dev.junctor.server.config.ListenAddress;
import java.io.IOException;
import java.net.BindException;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.JsonNode;

/** Looks at what a start needs of the machine: Java, a folder to write to, a free port. */
final class MachineCheck {
    private static final long SCARCE_BYTES = 1L << 30;

    private final Environment environment;

    MachineCheck(Environment environment) {
        this.environment = environment;
    }

    List<Diagnosis> look(ListenAddress listen, Path data) {
        List<Diagnosis> found = new ArrayList<>();
        found.add(
                Diagnosis.ok(
                        "java", "Java " + Runtime.version(), System.getProperty("java.home", "")));
        found.add(folder(data));
        found.add(port(listen));
        return found;
    }

    private static Diagnosis folder(Path data) {
        String subject = data.toString();
        if (Files.exists(data) && !Files.isDirectory(data)) {
            return Diagnosis.problem(
                    "data",
                    subject,
                    "is a file, not a folder",
                    "Name another one with --data DIR.");
        }
        Path there = nearestExisting(data);
        if (!Files.isWritable(there)) {
            return Diagnosis.problem(
                    "data",
                    subject,
                    "cannot be written by this user",
                    "Make " + there + " yours, or name another folder with --data DIR.");
        }
        Optional<Long> free = freeBytes(there);
        if (free.isPresent() && free.get() < SCARCE_BYTES) {
            return Diagnosis.warning(
                    "data",
                    subject,
                    "has only " + free.get() / (1L << 20) + " MB left",
                    "Free some space: when the disk is full, requests are refused.");
        }
        return Diagnosis.ok(
                "data",
                subject,
                Files.exists(data) ? "can be written" : "will be made at the first start");
    }

    private static Path nearestExisting(Path folder) {
        Path there = folder;
        while (!Files.exists(there) && there.getParent() != null) {
            there = there.getParent();
        }
        return there;
    }

    private static Optional<Long> freeBytes(Path folder) {
        try {
            return Optional.of(Files.getFileStore(folder).getUsableSpace());
        } catch (IOException unknown) {
            return Optional.empty();
        }
    }

    private Diagnosis port(ListenAddress listen) {
        String subject = listen.toString();
        if (listen.port() == 0) {
            return Diagnosis.ok("listen", subject, "any free port will be taken");
        }
        try (ServerSocket socket = new ServerSocket()) {
            socket.bind(new InetSocketAddress(listen.host(), listen.port()));
            return Diagnosis.ok("listen", subject, "is free");
        } catch (BindException taken) {
            return taken(listen);
        } catch (IOException notHere) {
            return Diagnosis.problem(
                    "listen",
                    subject,
                    "is not an address of this machine",
                    "Listen on 127.0.0.1, or on an address that this machine has.");
        }
    }

    private Diagnosis taken(ListenAddress listen) {
        String subject = listen.toString();
        try {
            JsonNode health = Gateway.at("http://" + listen, environment).open("/healthz");
            if (health.has("version")) {
                return Diagnosis.ok("listen", subject, "a Junctor listens there");
            }
        } catch (Failure somethingElse) {
            // Said below.
        }
        return Diagnosis.problem(
                "listen",
                subject,
                "cannot be taken: another program has it, or this user may not",
                "Stop that program, or choose another port (demo: --port, serve: --listen).");
    }
}
