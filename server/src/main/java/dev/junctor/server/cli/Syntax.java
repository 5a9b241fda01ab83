package dev.junctor.server.cli;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.Model.PositionalParamSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;

/** The words in which commands say what they take. */
final class Syntax {
    private Syntax() {}

    /**
     * A command with {@code --help}, which is found again by {@link CommandSpec#userObject}.
     *
     * @param summary one short sentence, for the list of commands as well
     */
    static CommandSpec command(Command command, String name, String summary) {
        return describe(CommandSpec.wrapWithoutInspection(command).name(name), summary);
    }

    /** The same, with more to say in its own help. */
    static CommandSpec command(Command command, String name, String summary, String detail) {
        CommandSpec spec = command(command, name, summary);
        spec.usageMessage().description(detail);
        return spec;
    }

    /** A command that only has others below it, shown in this order. */
    static CommandSpec group(String name, String summary, CommandSpec... commands) {
        CommandSpec spec = describe(CommandSpec.create().name(name), summary);
        for (CommandSpec below : commands) {
            spec.addSubcommand(below.name(), below);
        }
        return spec;
    }

    private static CommandSpec describe(CommandSpec spec, String summary) {
        spec.usageMessage().header(summary).abbreviateSynopsis(false).sortOptions(false);
        spec.addOption(
                OptionSpec.builder("-h", "--help")
                        .usageHelp(true)
                        .order(99)
                        .description("Show this help.")
                        .build());
        return spec;
    }

    /** Examples in the help: a command line, and what it does, in turn. */
    static void examples(CommandSpec spec, String... linesAndMeanings) {
        List<String> footer = new ArrayList<>(List.of("", "Examples:"));
        for (int i = 0; i < linesAndMeanings.length; i += 2) {
            footer.add("  @|bold ./junctor " + linesAndMeanings[i] + "|@");
            footer.add("      " + linesAndMeanings[i + 1]);
        }
        spec.usageMessage().footer(footer.toArray(String[]::new));
    }

    /** An option with a value. */
    static OptionSpec option(String name, String label, Class<?> type, String meaning) {
        return OptionSpec.builder(name).paramLabel(label).type(type).description(meaning).build();
    }

    /** An option that must be given. */
    static OptionSpec required(String name, String label, String meaning) {
        return OptionSpec.builder(name)
                .paramLabel(label)
                .type(String.class)
                .required(true)
                .description(meaning)
                .build();
    }

    /** An option with a value, used when the user gives none. */
    static OptionSpec option(
            String name, String label, Class<?> type, String usual, String meaning) {
        return OptionSpec.builder(name)
                .paramLabel(label)
                .type(type)
                .defaultValue(usual)
                .description(meaning + " (default: ${DEFAULT-VALUE})")
                .build();
    }

    /** An option with one of a few words as value. */
    static OptionSpec choice(String name, String label, List<String> words, String meaning) {
        return OptionSpec.builder(name)
                .paramLabel(label)
                .type(String.class)
                .completionCandidates(words)
                .description(meaning + ": ${COMPLETION-CANDIDATES}")
                .build();
    }

    /** An option without a value. */
    static OptionSpec flag(String name, String meaning) {
        return OptionSpec.builder(name).type(boolean.class).description(meaning).build();
    }

    /** {@code --json}. */
    static OptionSpec json() {
        return flag("--json", "Print one JSON value instead of text for people.");
    }

    /** A word that must be given. */
    static PositionalParamSpec word(String label, String meaning) {
        return PositionalParamSpec.builder()
                .paramLabel(label)
                .type(String.class)
                .arity("1")
                .required(true)
                .description(meaning)
                .build();
    }

    /** Words that may be given. */
    static PositionalParamSpec words(String label, String meaning) {
        return PositionalParamSpec.builder()
                .paramLabel(label)
                .type(List.class)
                .auxiliaryTypes(String.class)
                .arity("0..*")
                .description(meaning)
                .build();
    }

    /** Something that was typed and cannot be meant. */
    static ParameterException wrong(ParseResult given, String problem) {
        return new ParameterException(given.commandSpec().commandLine(), problem);
    }

    /** A port as typed. */
    static int port(ParseResult given) {
        int port = given.commandSpec().findOption("--port").getValue();
        if (port < 0 || port > 65_535) {
            throw wrong(given, "--port must be from 0 (any free one) to 65535, not " + port);
        }
        return port;
    }

    /** A factor of speed as typed. */
    static double speed(ParseResult given) {
        double speed = given.commandSpec().findOption("--speed").getValue();
        if (!(speed > 0) || Double.isInfinite(speed)) {
            throw wrong(given, "--speed must be above 0, as 1 or 20, not " + speed);
        }
        return speed;
    }

    /** A word out of a few. */
    static void oneOf(ParseResult given, String option, List<String> words) {
        String typed = text(given, option);
        if (!typed.isEmpty() && !words.contains(typed)) {
            throw wrong(
                    given,
                    option + " must be one of " + String.join(", ", words) + ", not " + typed);
        }
    }

    /** Whether {@code --json} was given. */
    static Output output(ParseResult given) {
        return given.hasMatchedOption("--json") ? Output.JSON : Output.TEXT;
    }

    /** The value of an option, or what is usual for it; empty when nothing is. */
    static String text(ParseResult given, String option) {
        String value = given.commandSpec().findOption(option).getValue();
        return value == null ? "" : value;
    }

    /** A path as the user meant it, absolute. */
    static Path path(Environment environment, String typed) {
        return environment.directory().resolve(typed).normalize();
    }
}
