package dev.junctor.lab.sim;

import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongFunction;
import java.util.stream.Stream;
import javax.tools.JavaCompiler;
import javax.tools.JavaFileObject;
import javax.tools.SimpleJavaFileObject;
import javax.tools.StandardJavaFileManager;
import javax.tools.StandardLocation;
import javax.tools.ToolProvider;

/** Compiles a copy of a source file with a planted bug, and runs worlds among the classes that come of it. */
final class Planting {
    private final Path root;
    private final Path folder;

    /**
     * @param root of the repository
     * @param folder for what is compiled; empty at first
     */
    Planting(Path root, Path folder) {
        this.root = root;
        this.folder = folder;
    }

    /** Seeds' worlds with the bug. */
    @SuppressWarnings("unchecked")
    LongFunction<String> plant(Mutant mutant) throws IOException, ReflectiveOperationException {
        String source = Files.readString(root.resolve(mutant.path()));
        int at = source.indexOf(mutant.from());
        if (at < 0 || source.indexOf(mutant.from(), at + 1) >= 0) {
            throw new AssertionError(
                    mutant.name() + ": its text does not stand exactly once in " + mutant.path());
        }
        compile(mutant, source.replace(mutant.from(), mutant.to()));
        return (LongFunction<String>)
                new MutantLoader(classes())
                        .loadClass(Probe.class.getName())
                        .getDeclaredConstructor()
                        .newInstance();
    }

    private void compile(Mutant mutant, String text) throws IOException {
        JavaCompiler compiler = ToolProvider.getSystemJavaCompiler();
        try (StandardJavaFileManager files =
                compiler.getStandardFileManager(null, null, StandardCharsets.UTF_8)) {
            files.setLocationFromPaths(StandardLocation.CLASS_OUTPUT, List.of(folder));
            String classPath =
                    System.getProperty(
                            "surefire.test.class.path", System.getProperty("java.class.path"));
            boolean compiled =
                    compiler.getTask(
                                    null,
                                    files,
                                    null,
                                    List.of("-proc:none", "-nowarn", "-cp", classPath),
                                    null,
                                    List.of(new Text(mutant.className(), text)))
                            .call();
            if (!compiled) {
                throw new AssertionError(mutant.name() + " does not compile");
            }
        }
    }

    private Map<String, byte[]> classes() throws IOException {
        Map<String, byte[]> classes = new HashMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(one -> one.toString().endsWith(".class")).toList()) {
                String name = folder.relativize(file).toString().replace('/', '.');
                classes.put(
                        name.substring(0, name.length() - ".class".length()),
                        Files.readAllBytes(file));
            }
        }
        return classes;
    }

    private static final class Text extends SimpleJavaFileObject {
        private final String text;

        Text(String className, String text) {
            super(
                    URI.create("string:///" + className.replace('.', '/') + ".java"),
                    JavaFileObject.Kind.SOURCE);
            this.text = text;
        }

        @Override
        public CharSequence getCharContent(boolean ignoreEncodingErrors) {
            return text;
        }
    }
}
