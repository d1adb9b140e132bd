package io.vigia.cli;

import java.io.PrintWriter;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/** What is wrong with a command's words, in a sentence; the whole usage, in which it would be lost, only on request. */
final class UsageErrors implements IParameterExceptionHandler {
    @Override
    public int handleParseException(ParameterException wrong, String[] arguments) {
        CommandLine command = wrong.getCommandLine();
        PrintWriter err = command.getErr();
        err.println("vigia: " + wrong.getMessage());
        // Whoever says 'vigia' alone wants to know what there is.
        if (arguments.length == 0) {
            command.usage(err);
        } else {
            UnmatchedArgumentException.printSuggestions(wrong, err);
            err.println("'" + command.getCommandSpec().qualifiedName() + " --help' tells how it is used.");
        }
        err.flush();
        return command.getCommandSpec().exitCodeOnInvalidInput();
    }
}
