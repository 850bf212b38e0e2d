package io.spillway.cli;

import static java.util.Objects.requireNonNull;

import io.spillway.cli.Main.Version;
import io.spillway.functions.settings.InvalidSettingsException;
import io.spillway.functions.settings.Settings;
import io.spillway.local.LocalServer;
import io.spillway.local.RunSettings;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code spillway run}. */
@Command(
    name = "run",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Runs everything on this machine until it is told to stop (Ctrl-C, SIGTERM).",
      "Then it takes nothing more, answers what it was asked, and exits with 0.",
      "",
      "Everything is kept in memory, but for what is set in the environment:",
      "  Cosmos DB  SPILLWAY_COSMOS_CONNECTION, or SPILLWAY_COSMOS_ENDPOINT by identity;",
      "             SPILLWAY_COSMOS_DATABASE, _MODE, _CREATE, _TIMEOUT_MS",
      "  queues     AzureWebJobsStorage, or AzureWebJobsStorage__queueServiceUri by identity",
      "  Gemini     GEMINI_API_KEY; SPILLWAY_GEMINI_MODEL, _THINKING, _TIMEOUT_MS, _BUDGET_MS",
      "  alerts     SPILLWAY_ALERT_DONATIONS, _RAID, _FOLLOWERS; sent to",
      "             SPILLWAY_ALERT_WEBHOOK_URL, signed with SPILLWAY_ALERT_WEBHOOK_SECRET",
      "",
      "Every caller may do everything, unless keys are set in the environment, as name:key:",
      "  SPILLWAY_FUNCTION_KEYS, SPILLWAY_MODERATOR_KEYS, SPILLWAY_OPERATOR_KEYS"
    })
final class RunCommand implements Callable<Integer> {

  @Option(
      names = "--port",
      paramLabel = "N",
      defaultValue = "" + RunSettings.DEFAULT_PORT,
      description = "Port to listen on; 0 for any free one (default: ${DEFAULT-VALUE}).")
  private int port;

  @Option(
      names = "--host",
      paramLabel = "ADDRESS",
      defaultValue = "127.0.0.1",
      description = "Loopback address to listen on (default: ${DEFAULT-VALUE}).")
  private String host = "";

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws InterruptedException {
    LocalServer server;
    try {
      RunSettings running = new RunSettings(host, port);
      server = LocalServer.start(running, Settings.from(System.getenv()), LocalServer.version());
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec().commandLine(), String.valueOf(e.getMessage()));
    } catch (InvalidSettingsException e) {
      PrintWriter err = spec().commandLine().getErr();
      err.println("spillway run: these settings cannot be used:");
      e.problems().forEach(problem -> err.println("  " + problem));
      return 2;
    } catch (UncheckedIOException e) {
      PrintWriter err = spec().commandLine().getErr();
      err.println("spillway run: cannot listen on " + host + ":" + port + "; is the port in use?");
      err.println("Choose another one with --port N, or any free one with --port 0.");
      return 1;
    }
    PrintWriter out = spec().commandLine().getOut();
    Runtime.getRuntime().addShutdownHook(new Thread(() -> stop(server, out), "shutdown"));
    Welcome.print(server, uptimeMillis(), out);
    new CountDownLatch(1).await();
    return 0;
  }

  /** Ends the process with 0, which a signal alone would not, unless something was cut off. */
  private static void stop(LocalServer server, PrintWriter out) {
    out.println("Stopping: taking nothing more, finishing what has begun.");
    out.flush();
    boolean drained = server.stop();
    out.println(
        "Stopped after "
            + server.host().answered()
            + " answered requests"
            + (drained ? "." : "; not everything ended in time."));
    out.flush();
    Runtime.getRuntime().halt(drained ? 0 : 1);
  }

  private static long uptimeMillis() {
    return ManagementFactory.getRuntimeMXBean().getUptime();
  }

  private CommandSpec spec() {
    return requireNonNull(spec);
  }
}
