package dev.junctor.server.store;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;

/** The scripts that make the tables: the same steps for each database, in its own words. */
final class Migrations {
    /** In their order. */
    private static final List<String> SCRIPTS =
            List.of(
                    "V1__first_store.sql",
                    "V2__exact_money.sql",
                    "V3__traffic_of_keys.sql",
                    "V4__lighter_tables.sql");

    /** How many steps there are: the version of tables that this Junctor works with. */
    static final int VERSION = SCRIPTS.size();

    private Migrations() {}

    /** Whose words a script is in. */
    enum Dialect {
        SQLITE,
        POSTGRES;

        private String folder() {
            return "migration/" + name().toLowerCase(Locale.ROOT) + "/";
        }
    }

    /** The texts of the steps that follow a version; 0 for all. */
    static List<String> after(int version, Dialect dialect) {
        return SCRIPTS.subList(version, VERSION).stream()
                .map(script -> text(dialect.folder() + script))
                .toList();
    }

    private static String text(String path) {
        try (InputStream file = Migrations.class.getResourceAsStream(path)) {
            if (file == null) {
                throw new IllegalStateException(path + " is missing from this build");
            }
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(path + " cannot be read", unreadable);
        }
    }
}
