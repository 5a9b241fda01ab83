package dev.junctor.lab.fuzz;

import dev.junctor.lab.kit.RunningGateway;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URISyntaxException;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.ArgumentsProvider;
import org.junit.jupiter.params.support.ParameterDeclarations;

/** The small inputs that lie in the tree for each target: where the fuzzer begins, and what {@code verify} runs. */
final class Corpus implements ArgumentsProvider {
    private static final String SUFFIX = "FuzzTest";

    /** The folder of a target. */
    static Path folder(String target) {
        URL found = RunningGateway.class.getResource("/fuzz/" + target);
        if (found == null) {
            throw new IllegalStateException("there is no corpus for " + target);
        }
        try {
            return Path.of(found.toURI());
        } catch (URISyntaxException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Its files in order of their names. */
    static List<Path> files(String target) {
        try (Stream<Path> files = Files.list(folder(target))) {
            return files.sorted().toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    static byte[] read(Path file) {
        try {
            return Files.readAllBytes(file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** A number for an input, where chance decides what is done with it. */
    static long number(byte[] input) {
        long number = 1;
        for (byte one : input) {
            number = number * 31 + one;
        }
        return number;
    }

    /** {@code PeekFuzzTest} is the target {@code peek}. */
    private static String target(Class<?> test) {
        String name = test.getSimpleName();
        return name.substring(0, name.length() - SUFFIX.length()).toLowerCase(Locale.ROOT);
    }

    @Override
    public Stream<? extends Arguments> provideArguments(
            ParameterDeclarations parameters, ExtensionContext context) {
        return files(target(context.getRequiredTestClass())).stream()
                .map(file -> Arguments.of((Object) read(file)));
    }

    /** The input without its first bytes. */
    static byte[] behind(byte[] input, int count) {
        return Arrays.copyOfRange(input, Math.min(count, input.length), input.length);
    }
}
