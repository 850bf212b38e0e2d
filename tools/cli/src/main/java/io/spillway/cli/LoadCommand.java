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
    header = "Finds the saturation of a server, and what happens beyond it.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Doubles an open-loop rate until it is too much for the server, and once more; then goes back,",
      "holds 60 %% of what was found, and checks that everything that was taken is where it belongs.",
      "Times count from when a request was due. Exits with 1 when something is missing, a refusal",
      "has no Retry-After, or the server does not recover."
    })
final class LoadCommand implements Callable<Integer> {

  @Option(
      names = "--url",
      paramLabel = "URL",
      description = "A running server (default: one that is started for this).")
  private @Nullable URI url;

  @Option(
      names = "--azure-local",
      description = "Let the server that is started keep everything by the Azure adapters.")
  private boolean azureLocal;

  @Option(
      names = "--pid",
      paramLabel = "N",
      description = "With --url: its process on this machine, for its memory and processor.")
  private @Nullable Long pid;

  @Option(
      names = "--from",
      paramLabel = "N",
      defaultValue = "50",
      description = "Messages and events a second at first (default: ${DEFAULT-VALUE}).")
  private int from;

  @Option(
      names = "--most",
      paramLabel = "N",
      defaultValue = "6400",
      description = "The same at the most (default: ${DEFAULT-VALUE}).")
  private int most;

  @Option(
      names = "--step",
      paramLabel = "SECONDS",
      defaultValue = "5",
      description = "How long each rate is held (default: ${DEFAULT-VALUE}).")
  private int step;

  @Option(
      names = "--soak",
      paramLabel = "SECONDS",
      defaultValue = "0",
      description = "How long 60 %% of the saturation is held (default: ${DEFAULT-VALUE}).")
  private int soak;

  @Option(
      names = "--growing",
      description = {
        "Soak with new messages. Otherwise those of the ramp are sent again, which is answered and",
        "not stored: what is kept in memory stops growing."
      })
  private boolean growing;

  @Option(
      names = "--csv",
      paramLabel = "FILE",
      description = "Write the figures of each step to this file too.")
  private @Nullable Path csv;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    if (url != null) {
      if (azureLocal) {
        throw new ServerOptions(spec, url).bad("--azure-local is of a server that is started here");
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
