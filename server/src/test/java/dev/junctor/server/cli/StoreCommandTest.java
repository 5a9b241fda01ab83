package dev.junctor.server.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.junctor.server.secret.KeyMaker;
import dev.junctor.server.store.FirstKeys;
import dev.junctor.server.store.Store;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Random;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class StoreCommandTest {
    @TempDir private Path folder;

    private Shell shell = new Shell();

    /** A store with its first two keys in the folder {@code data}. */
    @BeforeEach
    void fill() {
        shell = new Shell().in(folder);
        try (Store store = Store.open(folder.resolve("data"))) {
            FirstKeys.in(store.keys(), new KeyMaker(new Random(1)), Shell.NOW.toEpochMilli());
        }
    }

    @Test
    void anExportMovesAStoreAndBothSidesAreCounted() {
        Shell.Result export = shell.type("store export all.gz");

        assertThat(export.code()).as(export.err()).isZero();
        assertThat(export.out()).contains("TABLE", "ROWS").containsPattern("api_key +2\n");
        assertThat(export.err()).contains("api_key: 2 rows", "trial balance $0.00 in the store");

        Shell.Result imported = shell.type("store import all.gz --data other");

        assertThat(imported.code()).as(imported.err()).isZero();
        assertThat(imported.out()).isEqualTo(export.out());
        assertThat(imported.err()).contains("trial balance $0.00 in the file and in the store");
        assertThat(keys("other")).isEqualTo(keys("data")).isEqualTo(2);
    }

    @Test
    void asDataASummaryIsOneValue() {
        Shell.Result result = shell.type("store export all.jsonl --json");

        assertThat(result.json().path("file").asString("")).endsWith("all.jsonl");
        assertThat(result.json().at("/rows/api_key").asInt(0)).isEqualTo(2);
        assertThat(result.json().path("balanced").asBoolean(false)).isTrue();
        assertThat(result.json().path("sum_usd").decimalValue()).isZero();
    }

    @Test
    void aBackupIsMadeBesideARunningGatewayAndRestored() {
        Shell.Result backup;
        try (Store running = Store.open(folder.resolve("data"))) {
            backup = shell.type("store backup monday.db");
            assertThat(running.keys().list()).hasSize(2);
        }
        assertThat(backup.code()).as(backup.err()).isZero();
        assertThat(backup.out()).contains("Wrote ", "monday.db");

        Shell.Result restored = shell.type("store restore monday.db --data new");

        assertThat(restored.code()).as(restored.err()).isZero();
        assertThat(keys("new")).isEqualTo(2);
        assertThat(shell.type("store backup tuesday.db --json").json().path("bytes").asInt(0))
                .isPositive();
    }

    @Test
    void whatIsThereIsReplacedOnlyWhenThatIsSaid() {
        shell.type("store backup monday.db");

        Shell.Result refused = shell.type("store restore monday.db");

        assertThat(refused.code()).isEqualTo(1);
        assertThat(refused.err()).contains("not empty", "nothing was changed");
        assertThat(shell.type("store restore monday.db --replace").code()).isZero();
        assertThat(keys("data")).isEqualTo(2);
        assertThat(shell.type("store backup monday.db").err()).contains("is there already");
    }

    @Test
    void aFolderThatAGatewayHasIsLeftAlone() {
        shell.type("store export all.gz");
        try (Store running = Store.open(folder.resolve("data"))) {
            for (String line :
                    new String[] {
                        "store import all.gz", "store restore all.gz --replace", "store migrate"
                    }) {
                Shell.Result result = shell.type(line);
                assertThat(result.code()).as(line).isEqualTo(1);
                assertThat(result.err())
                        .as(line)
                        .contains("in use by another Junctor", "stop that one");
            }
            assertThat(running.keys().list()).hasSize(2);
        }
    }

    @Test
    void tablesAreBroughtToThisVersion() {
        assertThat(shell.type("store migrate").out()).contains("already");
        assertThat(shell.type("store migrate --data fresh").out())
                .contains("from version 0 to version");
        assertThat(shell.type("store migrate --data later --json").json().path("before").asInt(-1))
                .isZero();
    }

    @Test
    void theStoreIsTheOneThatTheSettingsName() throws IOException {
        Files.writeString(folder.resolve("prod.yaml"), "data: data\n");

        assertThat(shell.type("store export a.gz --config prod.yaml").code()).isZero();
        assertThat(
                        new Shell()
                                .in(folder)
                                .set("JUNCTOR_DATA", folder.resolve("data").toString())
                                .type("store export b.gz")
                                .code())
                .isZero();
        Files.writeString(folder.resolve("bad.yaml"), "dta: data\n");
        Shell.Result bad = shell.type("store export c.gz --config bad.yaml");
        assertThat(bad.code()).isEqualTo(1);
        assertThat(bad.err()).contains("the configuration is not valid", "line 1", "data");
    }

    @Test
    void aDatabaseThatCannotBeReachedIsNamedWithoutItsPassword() {
        Shell.Result result =
                new Shell()
                        .in(folder)
                        .set(
                                "JUNCTOR_DATABASE_URL",
                                "postgres://junctor:hunter2@127.0.0.1:1/junctor")
                        .type("store export a.gz");

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).contains("127.0.0.1:1").doesNotContain("hunter2");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "store export a.gz --data nowhere",
                "store backup a.db --data nowhere",
                "store import nothing.gz --data other",
                "store restore nothing.db --data other"
            })
    void whatIsNotThereIsSaidSo(String line) {
        Shell.Result result = shell.type(line);

        assertThat(result.code()).isEqualTo(1);
        assertThat(result.err()).startsWith("junctor: ").hasLineCount(1);
        assertThat(result.out()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "store",
                "store export",
                "store import a b",
                "store restore",
                "store backup"
            })
    void withoutAFileNothingIsDone(String line) {
        assertThat(shell.type(line).code()).isEqualTo(2);
    }

    private int keys(String data) {
        try (Store store = Store.open(folder.resolve(data))) {
            return store.keys().list().size();
        }
    }
}
