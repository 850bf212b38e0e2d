package io.spillway.cli;

import static java.util.Objects.requireNonNull;

import io.spillway.cli.Main.Version;
import io.spillway.functions.settings.InvalidSettingsException;
import io.spillway.functions.settings.Settings;
import io.spillway.local.LocalServer;
import io.spillway.local.RunSettings;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintWriter;
import java.io.UncheckedIOException;
import java.lang.management.ManagementFactory;
import java.util.Map;
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
    header = "Runs the server on this machine, in memory or with --azure-local.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Runs the server on this machine until it is stopped (Ctrl-C, SIGTERM).",
      "On SIGTERM it drains in-flight requests and exits 0.",
      "",
      "Data is kept in memory, except for what is set in the environment, or with",
      "--azure-local in the Azure adapters:",
      "  Cosmos DB  SPILLWAY_COSMOS_CONNECTION, or SPILLWAY_COSMOS_ENDPOINT by identity;",
      "             SPILLWAY_COSMOS_DATABASE, _MODE, _CREATE, _TIMEOUT_MS",
      "  queues     AzureWebJobsStorage, or AzureWebJobsStorage__queueServiceUri by identity",
      "  Gemini     GEMINI_API_KEY; SPILLWAY_GEMINI_MODEL, _THINKING, _TIMEOUT_MS, _BUDGET_MS",
      "  alerts     SPILLWAY_ALERT_DONATIONS, _RAID, _FOLLOWERS, _GIFTS, _CHEERS,",
      "             _CUSTOM; sent to SPILLWAY_ALERT_WEBHOOK_URL, signed with",
      "             SPILLWAY_ALERT_WEBHOOK_SECRET",
      "  sources    SPILLWAY_TWITCH_SECRETS and SPILLWAY_TWITCH_CHANNELS; SPILLWAY_KOFI_STREAMS",
      "",
      "Every caller has all roles, unless keys are set in the environment, as name:key:",
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

  @Option(
      names = "--azure-local",
      description =
          "Use the Azure adapters with Azurite's queues and a Cosmos DB test server; "
              + "both start and end with this command. Requires Node.js 20 or newer.")
  private boolean azureLocal;

  @SuppressWarnings("UnusedVariable") // for help only: the start script evaluates it
  @Option(names = "--no-build", description = "Start the last build, even if sources have changed.")
  private boolean noBuild;

  /** Ties the server to a parent process: it ends with the parent, however that ends. */
  @Option(names = "--until-input-ends", hidden = true)
  private boolean untilInputEnds;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() throws IOException, InterruptedException {
    RunSettings running;
    try {
      running = new RunSettings(host, port);
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec().commandLine(), String.valueOf(e.getMessage()));
    }
    try (AzureLocalServers azure = azureLocal ? AzureLocalServers.start() : null) {
      Map<String, String> environment = System.getenv();
      return serve(running, azure == null ? environment : azure.settings(environment));
    } catch (IllegalStateException e) {
      spec().commandLine().getErr().println("spillway run: " + e.getMessage());
      return 1;
    }
  }

  private int serve(RunSettings running, Map<String, String> environment)
      throws IOException, InterruptedException {
    LocalServer server;
    try {
      server = LocalServer.start(running, Settings.from(environment), LocalServer.version());
    } catch (InvalidSettingsException e) {
      PrintWriter err = spec().commandLine().getErr();
      err.println("spillway run: invalid settings:");
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
    StartBanner.print(server, uptimeMillis(), out);
    if (untilInputEnds) {
      System.in.transferTo(OutputStream.nullOutputStream());
      stop(server, out);
    }
    new CountDownLatch(1).await();
    return 0;
  }

  /** Ends the process with 0, which a signal alone would not, unless running work was cut. */
  private static void stop(LocalServer server, PrintWriter out) {
    out.println("Shutting down, draining.");
    out.flush();
    boolean drained = server.stop();
    out.println(
        "Stopped after "
            + server.host().answered()
            + " answered requests"
            + (drained ? "." : "; not all work ended in time."));
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
