package io.spillway.cli;

import io.spillway.cli.Main.Version;
import io.spillway.cli.demo.Load;
import io.spillway.cli.demo.LoadSettings;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.Spec;

/** {@code spillway load}. */
@Command(
    name = "load",
    header = "Load test: finds a server's saturation, and tests overload and recovery.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description =
        "Doubles an open-loop rate until the server is saturated, and once more; then goes back, "
            + "holds 60 %% of the saturation rate, and checks that all accepted data is stored. "
            + "Latency counts from the time a request was due. Exits with 1 if data is missing, a rejection "
            + "has no Retry-After, or the server does not recover.")
final class LoadCommand implements Callable<Integer> {

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "URL of a running server (default: start one).")
  private @Nullable URI url;

  @Option(names = "--azure-local", description = "Start the server with the Azure adapters.")
  private boolean azureLocal;

  @Option(
      names = "--pid",
      paramLabel = "N",
      description = "With --url: the server's process id, to measure memory and processor.")
  private @Nullable Long pid;

  @Option(
      names = "--from",
      paramLabel = "N",
      defaultValue = "50",
      description = "Initial rate: messages and events per second (default: ${DEFAULT-VALUE}).")
  private int from;

  @Option(
      names = "--most",
      paramLabel = "N",
      defaultValue = "6400",
      description = "Maximum rate (default: ${DEFAULT-VALUE}).")
  private int most;

  @Option(
      names = "--step",
      paramLabel = "SECONDS",
      defaultValue = "5",
      description = "Duration of each rate, in seconds (default: ${DEFAULT-VALUE}).")
  private int step;

  @Option(
      names = "--soak",
      paramLabel = "SECONDS",
      defaultValue = "0",
      description =
          "Duration of 60 %% of the saturation rate, in seconds (default: ${DEFAULT-VALUE}).")
  private int soak;

  @Option(
      names = "--growing",
      description =
          "Soak with new messages. By default those of the ramp are repeated, which are answered but "
              + "not stored again, so that memory stops growing.")
  private boolean growing;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "Also write the figures of each step to this file.")
  private @Nullable Path csv;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    if (url != null) {
      if (azureLocal) {
        throw new ServerOptions(spec, url).bad("--azure-local excludes --url");
      }
      return load(url, pid);
    }
    try (ServerChild child = ServerChild.start(azureLocal)) {
      return load(child.uri(), child.pid());
    } catch (IllegalStateException | IOException e) {
      new ServerOptions(spec, URI.create("")).tell(String.valueOf(e.getMessage()));
      return 1;
    }
  }

  private int load(URI loaded, @Nullable Long process) {
    ServerOptions server = new ServerOptions(spec, loaded);
    try {
      return server.play(out -> new Load(settings(server, process), out).run());
    } catch (IOException e) {
      server.tell("cannot write to " + csv);
      return 1;
    }
  }

  private LoadSettings settings(ServerOptions server, @Nullable Long process) {
    return new LoadSettings(
        server.url(),
        server.newStream(),
        process,
        from,
        most,
        Duration.ofSeconds(step),
        Duration.ofSeconds(soak),
        growing,
        csv);
  }
}
