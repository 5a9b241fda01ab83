package dev.junctor.server.store;

import java.io.IOException;
import java.nio.file.Path;

/** Another Junctor: opens a store, writes records, says so, and goes on writing until it is killed. */
final class OtherProcess {
    static final int SURE = 5_000;

    private OtherProcess() {}

    /** Runs in a JVM of its own. */
    public static void main(String[] arguments) {
        Store store = Store.open(Path.of(arguments[0]));
        IdMaker ids = store.ids();
        for (long i = 0; ; i++) {
            long now = Records.NOON + i;
            store.records()
                    .append(
                            Records.record(i, ids.next(now), store.publicIds(), now),
                            Records.LOOP,
                            () -> {});
            if (i == SURE - 1) {
                store.records().flush(30_000_000_000L);
                System.out.println("ready");
            }
        }
    }

    /** Starts it and waits until the first {@link #SURE} records are written. */
    static Process start(Path data) throws IOException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                                "--enable-native-access=ALL-UNNAMED",
                                "-Xmx256m",
                                "-cp",
                                System.getProperty("java.class.path"),
                                OtherProcess.class.getName(),
                                data.toString())
                        .redirectError(ProcessBuilder.Redirect.DISCARD)
                        .start();
        try (var output = process.inputReader()) {
            if (!"ready".equals(output.readLine())) {
                throw new IOException("the other process did not start");
            }
        }
        return process;
    }
}
