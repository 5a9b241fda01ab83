package dev.junctor.server.cli;

import dev.junctor.core.base.Nearest;
import java.io.PrintWriter;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import picocli.CommandLine;
import picocli.CommandLine.Help.Ansi;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Model.OptionSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.ParseResult;
import picocli.CommandLine.UnmatchedArgumentException;

/** The command line, from the arguments to the exit code. */
public final class Cli {
    private static final int WIDEST_HELP = 100;

    private Cli() {}

    /**
     * Understands and does what was typed.
     *
     * @return the exit code: 0 done, 1 failed, 2 not understood
     */
    public static int run(
            String[] args, Processes processes, Environment environment, Console console) {
        PrintWriter out = new PrintWriter(console.out(), true, StandardCharsets.UTF_8);
        PrintWriter err = new PrintWriter(console.err(), true, StandardCharsets.UTF_8);
        CommandLine line =
                new CommandLine(root(processes, environment, console))
                        .setOut(out)
                        .setErr(err)
                        .setColorScheme(
                                CommandLine.Help.defaultColorScheme(
                                        environment.allowsColour() ? Ansi.ON : Ansi.OFF))
                        .setUsageHelpWidth(Math.clamp(environment.width(), 60, WIDEST_HELP))
                        .setExecutionStrategy(parsed -> execute(parsed, err))
                        .setParameterExceptionHandler((wrong, typed) -> misunderstood(wrong, err));
        int code = line.execute(args);
        out.flush();
        err.flush();
        return code;
    }

    /** Which version this is; {@code development} when classes are not run from a jar. */
    public static String version() {
        return VersionCommand.number();
    }

    private static CommandSpec root(Processes processes, Environment environment, Console console) {
        Gateway gateway = new Gateway(environment);
        Printer printer = new Printer(environment, console);
        CommandSpec root =
                Syntax.group(
                        "./junctor",
                        "Junctor: one API in front of many AI models.",
                        new DemoCommand(processes, environment, console).spec(),
                        new ServeCommand(processes, environment, console).spec(),
                        new SimulatorCommand(processes, console).spec(),
                        new ChatCommand(gateway, environment, printer).spec(),
                        new ModelsCommand(gateway, printer).spec(),
                        new ProvidersCommand(gateway, printer).spec(),
                        new RouteCommand(gateway, printer).spec(),
                        keys(gateway, environment, printer),
                        new UsageCommand(gateway, environment.clock(), printer).spec(),
                        credits(gateway, printer),
                        accounts(gateway, printer),
                        ledger(gateway, environment, console, printer),
                        store(new StoreWork(environment, printer), printer),
                        Syntax.group(
                                "config",
                                "Check a configuration, reload it, print its schema.",
                                new ConfigCheckCommand(environment, printer).spec(),
                                new ConfigReloadCommand(gateway, printer).spec(),
                                new ConfigSchemaCommand(printer).spec()),
                        new DoctorCommand(processes, environment, printer).spec(),
                        new CompletionCommand(printer).spec(),
                        new VersionCommand(printer).spec());
        root.addOption(
                OptionSpec.builder("-V", "--version")
                        .versionHelp(true)
                        .description("Show the version.")
                        .build());
        root.version(VersionCommand.text());
        root.usageMessage()
                .footer(
                        "",
                        "Commands that talk to a gateway find it by these variables:",
                        "  JUNCTOR_URL             where it is (default: "
                                + Gateway.USUAL_URL
                                + ")",
                        "  JUNCTOR_API_KEY         key for models (default: the local demo's)",
                        "  JUNCTOR_MANAGEMENT_KEY  key for keys and money (default: the local demo's)",
                        "",
                        "In a source tree, ./junctor lab runs the engine in simulated worlds (docs/lab.md).",
                        "",
                        "Begin with:",
                        "  @|bold ./junctor demo|@",
                        "  @|bold ./junctor chat \"Why is the sky blue?\"|@");
        documentExitCodes(root);
        return root;
    }

    private static CommandSpec keys(Gateway gateway, Environment environment, Printer printer) {
        return Syntax.group(
                "keys",
                "Make, list and revoke keys.",
                new KeysCreateCommand(gateway, environment.clock(), printer).spec(),
                new KeysListCommand(gateway, environment.clock(), printer).spec(),
                new KeysRevokeCommand(gateway, printer).spec());
    }

    private static CommandSpec credits(Gateway gateway, Printer printer) {
        return Syntax.group(
                "credits",
                "Show what an account has left, give it more.",
                new CreditsShowCommand(gateway, printer).spec(),
                new CreditsAddCommand(gateway, printer).spec());
    }

    private static CommandSpec accounts(Gateway gateway, Printer printer) {
        return Syntax.group(
                "accounts",
                "Make and list accounts, which pay for the keys that belong to them.",
                new AccountsCreateCommand(gateway, printer).spec(),
                new AccountsListCommand(gateway, printer).spec());
    }

    private static CommandSpec ledger(
            Gateway gateway, Environment environment, Console console, Printer printer) {
        return Syntax.group(
                "ledger",
                "Read and check the books.",
                new LedgerStatementCommand(gateway, printer).spec(),
                new LedgerTrialBalanceCommand(gateway, printer).spec(),
                new LedgerHoldsCommand(gateway, printer).spec(),
                new LedgerCheckCommand(gateway, printer).spec(),
                new LedgerExportCommand(gateway, environment, console, printer).spec(),
                new LedgerExplainCommand(gateway, printer).spec());
    }

    private static CommandSpec store(StoreWork work, Printer printer) {
        return Syntax.group(
                "store",
                "Back up and move what is kept, without a gateway.",
                new StoreBackupCommand(work, printer).spec(),
                new StoreRestoreCommand(work, printer).spec(),
                new StoreExportCommand(work, printer).spec(),
                new StoreImportCommand(work, printer).spec(),
                new StoreMigrateCommand(work, printer).spec());
    }

    private static void documentExitCodes(CommandSpec spec) {
        Map<String, String> codes = new LinkedHashMap<>();
        codes.put(" " + ExitCode.OK, "done");
        codes.put(" " + ExitCode.FAILED, "tried and failed; standard error says why");
        codes.put(" " + ExitCode.USAGE, "not understood: a wrong option or argument");
        spec.usageMessage().exitCodeListHeading("%nExit codes:%n").exitCodeList(codes);
        spec.subcommands().values().forEach(below -> documentExitCodes(below.getCommandSpec()));
    }

    private static int execute(ParseResult parsed, PrintWriter err) {
        Integer afterHelp = CommandLine.executeHelpRequest(parsed);
        if (afterHelp != null) {
            return afterHelp;
        }
        List<CommandLine> typed = parsed.asCommandLineList();
        CommandLine last = typed.getLast();
        if (last.getCommandSpec().userObject() instanceof Command command) {
            return run(command, last.getParseResult(), err);
        }
        last.usage(last.getErr());
        return ExitCode.USAGE;
    }

    private static int misunderstood(ParameterException wrong, PrintWriter err) {
        CommandLine at = wrong.getCommandLine();
        err.println("junctor: " + wrong.getMessage());
        if (wrong instanceof UnmatchedArgumentException unmatched && unmatched.isUnknownOption()) {
            Nearest.to(
                            unmatched.getUnmatched().getFirst(),
                            at.getCommandSpec().optionsMap().keySet())
                    .ifPresent(nearest -> err.println("Did you mean: " + nearest + "?"));
        } else {
            UnmatchedArgumentException.printSuggestions(wrong, err);
        }
        err.println("See " + at.getCommandSpec().qualifiedName() + " --help");
        return ExitCode.USAGE;
    }

    private static int run(Command command, ParseResult given, PrintWriter err) {
        try {
            return command.run(given);
        } catch (Failure failure) {
            err.println("junctor: " + failure.problem());
            if (!failure.remedy().isEmpty()) {
                err.println("  " + failure.remedy());
            }
            return ExitCode.FAILED;
        }
    }
}
