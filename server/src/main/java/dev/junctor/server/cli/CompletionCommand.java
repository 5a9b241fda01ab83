package dev.junctor.server.cli;

import java.util.List;
import picocli.AutoComplete;
import picocli.CommandLine;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParseResult;

/** {@code completion}: what lets a shell complete commands and options. */
final class CompletionCommand implements Command {
    private static final List<String> SHELLS = List.of("bash", "zsh");

    private final Printer printer;

    CompletionCommand(Printer printer) {
        this.printer = printer;
    }

    @Override
    public CommandSpec spec() {
        CommandSpec spec =
                Syntax.command(
                        this,
                        "completion",
                        "Print a script with which your shell completes commands.");
        spec.addPositional(Syntax.word("SHELL", "bash or zsh."));
        Syntax.examples(
                spec,
                "completion bash > ~/.local/share/bash-completion/completions/junctor",
                "For every new bash, where bash-completion is installed.",
                "completion zsh > ~/.junctor-completion",
                "For zsh: then put \"source ~/.junctor-completion\" into ~/.zshrc.");
        return spec;
    }

    @Override
    public int run(ParseResult given) {
        String shell = given.matchedPositionalValue(0, "");
        if (!SHELLS.contains(shell)) {
            throw Syntax.wrong(given, "the shell must be bash or zsh, not " + shell);
        }
        CommandLine root = given.commandSpec().root().commandLine();
        // The script finds out itself which of the two shells runs it.
        printer.line(AutoComplete.bash("junctor", root));
        return ExitCode.OK;
    }
}
