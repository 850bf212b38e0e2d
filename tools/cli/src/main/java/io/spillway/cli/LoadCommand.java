package io.spillway.cli;

import io.spillway.cli.Main.Version;
import io.spillway.cli.demo.Load;
import io.spillway.cli.demo.LoadSettings;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** {@code spillway load}. */
@Command(
    name = "load",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Finds out what a running server can bear: doubles an open-loop rate until it is too much,",
      "and once more; then goes back, holds 60 % of what was found, and checks that everything",
      "that was taken is where it belongs. Times count from when a request was due. Exits with 1",
      "when something is missing, a refusal has no Retry-After, or the server does not recover."
    })
final class LoadCommand implements Callable<Integer> {

  @Mixin private PlayedServer server = new PlayedServer();

  @Option(
      names = "--pid",
      paramLabel = "N",
      description = "Its process on this machine, for its memory and processor.")
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
      names = "--pictures",
      paramLabel = "FOLDER",
      description = "Where to draw load-ramp.svg and load-soak.svg.")
  private @Nullable Path pictures;

  @Override
  public Integer call() {
    try {
      return server.play(out -> new Load(settings(), out).run());
    } catch (IOException e) {
      server.tell("cannot write to " + pictures);
      return 1;
    }
  }

  private LoadSettings settings() {
    return new LoadSettings(
        server.url(),
        server.newStream(),
        pid,
        from,
        most,
        Duration.ofSeconds(step),
        Duration.ofSeconds(soak),
        growing,
        pictures);
  }
}
