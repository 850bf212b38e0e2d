package io.spillway.cli;

import io.spillway.wire.Json;
import java.io.PrintWriter;
import java.util.List;
import picocli.CommandLine;
import picocli.CommandLine.IParameterExceptionHandler;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.UnmatchedArgumentException;

/**
 * Errors in arguments, in a few lines: the error, similar names and the way to the help. With
 * {@code --json} as problem details, without a status, which no server gave.
 */
final class UsageErrors implements IParameterExceptionHandler {

  private static final String JSON = "--json";

  @Override
  public int handleParseException(ParameterException e, String[] arguments) {
    CommandLine command = e.getCommandLine();
    PrintWriter err = command.getErr();
    if (command.getCommandSpec().findOption(JSON) != null && List.of(arguments).contains(JSON)) {
      err.println(json(e));
    } else if (isCommandMissing(e)) {
      err.println(e.getMessage());
      command.usage(err);
    } else {
      err.println(command.getColorScheme().errorText(e.getMessage()));
      UnmatchedArgumentException.printSuggestions(e, err);
      err.println("See: " + command.getCommandSpec().qualifiedName() + " --help");
    }
    err.flush();
    return command.getCommandSpec().exitCodeOnInvalidInput();
  }

  private static boolean isCommandMissing(ParameterException e) {
    return !e.getCommandLine().getSubcommands().isEmpty()
        && !(e instanceof UnmatchedArgumentException);
  }

  private static String json(ParameterException e) {
    return Json.text(
        Json.object()
            .put("type", "about:blank")
            .put("title", "Invalid arguments")
            .put("detail", e.getMessage()));
  }
}
