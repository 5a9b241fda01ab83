package dev.junctor.server.kit;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A real PostgreSQL 18 that the tests of one JVM share; it is started with the first use and ends with the JVM. Each
 * class of tests takes a database of its own.
 */
public final class PostgresServer {
    /** The password of all databases' owner; no message may have it. */
    public static final String PASSWORD = "pa$s/w@rd:%";

    private static final String OWNER = "junctor";
    private static final PostgresServer SERVER = new PostgresServer();

    private final EmbeddedPostgres process;
    private final AtomicInteger databases = new AtomicInteger();

    private PostgresServer() {
        try {
            Path folder = Files.createTempDirectory("junctor-postgres");
            this.process =
                    EmbeddedPostgres.builder()
                            .setOverrideWorkingDirectory(folder.toFile())
                            .setPGStartupWait(Duration.ofSeconds(60))
                            .setServerConfig("max_connections", "200")
                            .setServerConfig("fsync", "off")
                            .setServerConfig("deadlock_timeout", "20ms")
                            .setLocaleConfig("encoding", "UTF8")
                            .start();
            run("CREATE ROLE " + OWNER + " LOGIN PASSWORD '" + PASSWORD + "'");
            askForPassword();
        } catch (IOException | SQLException e) {
            throw new IllegalStateException("no PostgreSQL could be started", e);
        }
    }

    /** By default all are let in as who they say they are. */
    private void askForPassword() throws IOException, SQLException {
        try (Connection connection = process.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            Path rules;
            try (ResultSet row = statement.executeQuery("SHOW hba_file")) {
                row.next();
                rules = Path.of(row.getString(1));
            }
            Files.writeString(
                    rules,
                    "host all %1$s all scram-sha-256%nhost all all all trust%n".formatted(OWNER));
            statement.execute("SELECT pg_reload_conf()");
        }
    }

    /** The server, running. */
    public static PostgresServer get() {
        return SERVER;
    }

    /** A database of the server. */
    public record TestDatabase(String name, int port) {
        /** As an operator writes it. */
        public String url() {
            return "postgres://"
                    + OWNER
                    + ":pa$s%2Fw%40rd%3A%25@localhost:"
                    + port
                    + "/"
                    + name
                    + "?sslmode=disable";
        }

        /** A connection of the server's administrator. */
        public Connection connect() throws SQLException {
            return DriverManager.getConnection(
                    "jdbc:postgresql://localhost:" + port + "/" + name, "postgres", "postgres");
        }
    }

    /** A new empty database. */
    public TestDatabase database() {
        String name = "junctor_" + databases.incrementAndGet();
        run("CREATE DATABASE " + name + " OWNER " + OWNER);
        return new TestDatabase(name, port());
    }

    /** Its port on the loopback. */
    public int port() {
        return process.getPort();
    }

    /** Ends all connections to a database, as a server does that is restarted. */
    public void cut(TestDatabase database) {
        run(
                "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = '"
                        + database.name()
                        + "'");
    }

    /** Lets nobody but administrators connect to a database, and ends all connections. */
    public void shut(TestDatabase database) {
        run("ALTER DATABASE " + database.name() + " ALLOW_CONNECTIONS false");
        cut(database);
    }

    /** The opposite of {@link #shut}. */
    public void reopen(TestDatabase database) {
        run("ALTER DATABASE " + database.name() + " ALLOW_CONNECTIONS true");
    }

    /** Runs a statement as administrator. */
    public void run(String sql) {
        try (Connection connection = process.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        } catch (SQLException e) {
            throw new AssertionError(e);
        }
    }
}
