package dev.junctor.server.store;

import dev.junctor.engine.admit.ApiKey;
import dev.junctor.engine.admit.KeyRing;
import dev.junctor.engine.admit.LimitReset;
import dev.junctor.server.secret.KeyMaker;
import dev.junctor.server.secret.OwnerOnly;
import dev.junctor.server.secret.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Properties;

/**
 * The two keys that a demonstration prints at each start.
 *
 * <p>They are the same at each start on the same data, so that a command from yesterday's shell works today. For that
 * they are kept in clear, alone among all keys, in {@code demo-keys.properties} in the data folder, which only its owner
 * can read. They are keys like others: a gateway with real providers that is started on the same data takes them too,
 * until they are revoked. A key that was deleted, disabled or is expired stays so: then a new one is made. Keys that are
 * made in other ways are not touched.
 *
 * @param inference opens models
 * @param management opens keys, records and settings
 */
public record DemoKeys(Secret inference, Secret management) {
    private static final String FILE = "demo-keys.properties";

    /**
     * The keys of the data folder, made when they are not there.
     *
     * @throws StoreException when they cannot be kept
     */
    public static DemoKeys in(Store store, KeyMaker maker, long epochMillis) {
        Path file = store.resolve(FILE);
        try {
            Properties kept = read(file);
            DemoKeys keys =
                    new DemoKeys(
                            keep(store.keys(), maker, kept, ApiKey.Kind.INFERENCE, epochMillis),
                            keep(store.keys(), maker, kept, ApiKey.Kind.MANAGEMENT, epochMillis));
            if (!kept.equals(read(file))) {
                write(kept, file);
            }
            return keys;
        } catch (IOException | IllegalArgumentException e) {
            throw new StoreException(
                    "the demo's keys cannot be kept in " + file + ": delete that file", e);
        }
    }

    private static Secret keep(
            KeyStore store, KeyMaker maker, Properties kept, ApiKey.Kind kind, long epochMillis) {
        String name = kind == ApiKey.Kind.INFERENCE ? "inference" : "management";
        Secret before = Secret.of(kept.getProperty(name, ""));
        boolean works =
                !before.isEmpty()
                        && store.find(KeyMaker.digest(before))
                                .map(KeyRing.Entry::key)
                                .filter(key -> key.kind() == kind && works(key, epochMillis))
                                .isPresent();
        if (works) {
            return before;
        }
        KeyMaker.NewKey made = maker.make();
        store.create(
                new ApiKey(
                        made.id(),
                        "demo " + name,
                        made.label(),
                        kind,
                        ApiKey.Standing.ENABLED,
                        ApiKey.Origin.STORE,
                        ApiKey.DEFAULT_ACCOUNT,
                        ApiKey.UNLIMITED,
                        LimitReset.NEVER,
                        epochMillis,
                        Long.MAX_VALUE));
        kept.setProperty(name, made.key().reveal());
        return made.key();
    }

    private static boolean works(ApiKey key, long epochMillis) {
        return key.standing() == ApiKey.Standing.ENABLED && key.expiresMillis() > epochMillis;
    }

    private static Properties read(Path file) throws IOException {
        Properties kept = new Properties();
        if (Files.exists(file)) {
            try (var text = Files.newBufferedReader(file)) {
                kept.load(text);
            }
        }
        return kept;
    }

    private static void write(Properties kept, Path file) throws IOException {
        Path fresh = file.resolveSibling(FILE + ".new");
        Files.writeString(fresh, "");
        OwnerOnly.file(fresh);
        try (var text = Files.newBufferedWriter(fresh)) {
            kept.store(
                    text,
                    "Keys that the demonstration prints; whoever has them can use this gateway.");
        }
        Files.move(
                fresh, file, StandardCopyOption.REPLACE_EXISTING, StandardCopyOption.ATOMIC_MOVE);
    }
}
