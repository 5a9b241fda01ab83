package dev.junctor.lab.house;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.source.tree.CompilationUnitTree;
import com.sun.source.tree.LineMap;
import com.sun.source.tree.LiteralTree;
import com.sun.source.tree.MethodTree;
import com.sun.source.tree.ModifiersTree;
import com.sun.source.tree.SynchronizedTree;
import com.sun.source.util.JavacTask;
import com.sun.source.util.SourcePositions;
import com.sun.source.util.TreeScanner;
import com.sun.source.util.Trees;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.lang.model.element.Modifier;
import javax.tools.ToolProvider;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** What a reader may count on in every main source file. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
final class SourcesTest {
    private static final int MAX_FILE_LINES = 600;
    private static final int MAX_METHOD_LINES = 70;
    private static final Set<String> DRAWERS =
            Set.of("util", "utils", "helper", "helpers", "manager", "common", "misc");

    /** Slugs that are ordinary words and mean no provider where they stand in code. */
    private static final Set<String> WORDS = Set.of("inference", "above", "echo");

    private final List<String> longMethods = new ArrayList<>();
    private final List<String> locks = new ArrayList<>();
    private final List<String> literals = new ArrayList<>();
    private List<Path> sources = List.of();

    @BeforeAll
    void parse() throws IOException {
        try (Stream<Path> files = Files.walk(Repository.root())) {
            sources =
                    files.filter(file -> file.toString().endsWith(".java"))
                            .filter(file -> file.toString().contains("/src/main/java/"))
                            .toList();
        }
        var compiler = ToolProvider.getSystemJavaCompiler();
        try (var manager = compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            JavacTask task =
                    (JavacTask)
                            compiler.getTask(
                                    null,
                                    manager,
                                    null,
                                    List.of("-proc:none"),
                                    null,
                                    manager.getJavaFileObjectsFromPaths(sources));
            SourcePositions positions = Trees.instance(task).getSourcePositions();
            for (CompilationUnitTree unit : task.parse()) {
                new Reader(unit, positions).scan(unit, unit);
            }
        }
    }

    @Test
    void fileIsShortEnoughToReadInOneSitting() throws IOException {
        List<String> tooLong = new ArrayList<>();
        for (Path source : sources) {
            long lines = Files.readAllLines(source).size();
            if (lines > MAX_FILE_LINES) {
                tooLong.add(source.getFileName() + " has " + lines + " lines");
            }
        }
        assertThat(tooLong).isEmpty();
    }

    @Test
    void methodFitsOnAScreen() {
        assertThat(longMethods).isEmpty();
    }

    @Test
    void nobodyLocks() {
        assertThat(locks).isEmpty();
    }

    @Test
    void everyPackageSaysWhatItIs() {
        Set<Path> folders = sources.stream().map(Path::getParent).collect(Collectors.toSet());
        for (Path folder : folders) {
            assertThat(folder.resolve("package-info.java"))
                    .as("each package has a sentence and @NullMarked")
                    .content()
                    .contains("@NullMarked")
                    .startsWith("/**");
        }
    }

    @Test
    void noFileIsADrawer() {
        for (Path source : sources) {
            String name = source.getFileName().toString().replace(".java", "");
            for (String drawer : DRAWERS) {
                assertThat(name.toLowerCase(Locale.ROOT)).doesNotEndWith(drawer);
            }
        }
    }

    @Test
    void noProviderIsNamedInCode() throws IOException {
        Set<String> slugs;
        try (Stream<Path> files = Files.list(Repository.root().resolve("catalog/providers"))) {
            slugs =
                    files.map(file -> file.getFileName().toString().replace(".json", ""))
                            .collect(Collectors.toSet());
        }
        assertThat(slugs).hasSizeGreaterThan(50);
        assertThat(literals)
                .as("providers are data: no literal is a provider's slug")
                .filteredOn(literal -> slugs.contains(literal.substring(literal.indexOf(' ') + 1)))
                .filteredOn(literal -> !WORDS.contains(literal.substring(literal.indexOf(' ') + 1)))
                .isEmpty();
    }

    private final class Reader extends TreeScanner<Object, Object> {
        private final CompilationUnitTree unit;
        private final SourcePositions positions;
        private final String file;

        Reader(CompilationUnitTree unit, SourcePositions positions) {
            this.unit = unit;
            this.positions = positions;
            this.file = Path.of(unit.getSourceFile().getName()).getFileName().toString();
        }

        @Override
        public Object visitMethod(MethodTree method, Object context) {
            LineMap lines = unit.getLineMap();
            long from = positions.getStartPosition(unit, method);
            long to = positions.getEndPosition(unit, method);
            if (from >= 0 && to >= 0) {
                long length = lines.getLineNumber(to) - lines.getLineNumber(from) + 1;
                if (length > MAX_METHOD_LINES) {
                    longMethods.add(file + ": " + method.getName() + " has " + length + " lines");
                }
            }
            return super.visitMethod(method, context);
        }

        @Override
        public Object visitModifiers(ModifiersTree modifiers, Object context) {
            if (modifiers.getFlags().contains(Modifier.SYNCHRONIZED)) {
                locks.add(file);
            }
            return super.visitModifiers(modifiers, context);
        }

        @Override
        public Object visitSynchronized(SynchronizedTree block, Object context) {
            locks.add(file);
            return super.visitSynchronized(block, context);
        }

        @Override
        public Object visitLiteral(LiteralTree literal, Object context) {
            if (literal.getValue() instanceof String text) {
                literals.add(file + " " + text);
            }
            return super.visitLiteral(literal, context);
        }
    }
}
