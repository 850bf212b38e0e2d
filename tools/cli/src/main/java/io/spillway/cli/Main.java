package io.spillway.cli;

import static java.util.Locale.ROOT;
import static java.util.Objects.requireNonNull;

import io.spillway.cli.Main.Version;
import io.spillway.cli.audit.AuditCommand;
import io.spillway.cli.authors.AuthorsCommand;
import io.spillway.cli.deadletters.DeadLettersCommand;
import io.spillway.cli.erasures.ErasuresCommand;
import io.spillway.cli.notifications.NotificationsCommand;
import io.spillway.cli.policies.PoliciesCommand;
import io.spillway.cli.recounts.RecountsCommand;
import io.spillway.cli.remote.HealthCommand;
import io.spillway.cli.streams.StreamsCommand;
import io.spillway.cli.terminal.Terminal;
import io.spillway.cli.violations.ViolationsCommand;
import io.spillway.local.LocalServer;
import java.util.List;
import java.util.logging.Level;
import java.util.logging.Logger;
import picocli.CommandLine;
import picocli.CommandLine.Command;
import picocli.CommandLine.Help;
import picocli.CommandLine.HelpCommand;
import picocli.CommandLine.IVersionProvider;

/** Command line for Spillway on one machine. */
@Command(
    name = "spillway",
    description = "Runs, tests and operates Spillway, an event-driven backend for live streams.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    synopsisSubcommandLabel = "COMMAND",
    commandListHeading = "%nCommands (see COMMAND --help):%n",
    exitCodeListHeading = "%nExit codes:%n",
    exitCodeList = {
      "0:Success.",
      "1:Something failed, or a check found a difference.",
      "2:Invalid arguments or settings."
    },
    footerHeading = "%nEnvironment:%n",
    footer = {
      "  JAVA_HOME           the JDK to use, 17 or newer, else the one on PATH",
      "  SPILLWAY_JAVA_OPTS  options for the JVM, in place of its own"
    },
    subcommands = {
      RunCommand.class,
      TestCommand.class,
      DemoCommand.class,
      HealthCommand.class,
      DeadLettersCommand.class,
      NotificationsCommand.class,
      ViolationsCommand.class,
      AuthorsCommand.class,
      ErasuresCommand.class,
      PoliciesCommand.class,
      StreamsCommand.class,
      RecountsCommand.class,
      AuditCommand.class,
      EvaluateCommand.class,
      SimulateCommand.class,
      LoadCommand.class,
      CostCommand.class,
      PackageCommand.class,
      CompletionCommand.class,
      VersionCommand.class,
      HelpCommand.class
    })
public final class Main {

  /** Strong reference, because a garbage-collected logger forgets its level. */
  private static final Logger FUNCTIONS = Logger.getLogger("function");

  private static final int NARROWEST_HELP = 80;
  private static final int WIDEST_HELP = 100;

  private Main() {}

  /** Exits with 0 on success, 1 on a failure, 2 on invalid arguments. */
  public static void main(String[] args) {
    logOnOneLine();
    System.exit(commandLine().execute(args));
  }

  /**
   * Formats java.util.logging on one line, as all other logs. Shows warnings only, because one line
   * per message is too much for a terminal, unless {@code -Dspillway.log=info} is set.
   */
  private static void logOnOneLine() {
    FUNCTIONS.setLevel(
        Level.parse(System.getProperty("spillway.log", "warning").toUpperCase(ROOT)));
    String format = "java.util.logging.SimpleFormatter.format";
    if (System.getProperty(format) == null) {
      System.setProperty(format, "%1$tFT%1$tT.%1$tL%1$tz %4$s %3$s - %5$s%6$s%n");
    }
  }

  /** Returns the command line with all commands. Uses colours on a terminal only. */
  public static CommandLine commandLine() {
    CommandLine commandLine = new CommandLine(new Main());
    commandLine.setColorScheme(
        Help.defaultColorScheme(Terminal.isPresent() ? Help.Ansi.AUTO : Help.Ansi.OFF));
    commandLine.setUsageHelpWidth(
        Math.min(WIDEST_HELP, Math.max(NARROWEST_HELP, Terminal.columns())));
    commandLine.setParameterExceptionHandler(new UsageErrors());
    // These commands pass options on: to the simulation and to Maven.
    for (String name : List.of("simulate", "test")) {
      requireNonNull(commandLine.getSubcommands().get(name))
          .setUnmatchedOptionsArePositionalParams(true);
    }
    return commandLine;
  }

  /** The build's version. */
  static final class Version implements IVersionProvider {

    @Override
    public String[] getVersion() {
      return new String[] {"spillway " + LocalServer.version()};
    }
  }
}
