package io.vigia.terminal;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** Reports a usage error in one sentence. The whole usage, which would hide it, is printed only on request. */
public final class UsageErrors implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println(command.getCommandSpec().root().name() + ": " + wrong.getMessage());
        // Without any argument the list of commands is printed.
        if (arguments.length == 0) {
            command.usage(err);
        } else {
            UnmatchedArgumentException.printSuggestions(wrong, err);
            err.println("'" + command.getCommandSpec().qualifiedName() + " --help' shows the usage.");
        }
        err.flush();
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }
}
