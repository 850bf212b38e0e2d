package io.spillway.cli;

import io.spillway.cli.Main.Version;
import io.spillway.cli.demo.Demo;
import io.spillway.cli.demo.DemoSettings;
import io.spillway.cli.remote.KeyTransport;
import io.spillway.cli.terminal.Terminal;
import io.spillway.local.RunSettings;
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

/** {@code spillway demo}. */
@Command(
    name = "demo",
    header = "Plays a live stream against a running server and checks the result.",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description =
        "Plays a live stream against a running server: viewers' messages, events of every type, "
            + "with duplicates, malformed events and events that must be dead-lettered. Ends with a "
            + "report of sent and stored data. Exits with 1, naming the row, if they differ.")
final class DemoCommand implements Callable<Integer> {

  private static final Duration DEFAULT_LENGTH = Duration.ofSeconds(10);

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:" + RunSettings.DEFAULT_PORT,
      description = {"URL of the server.", "Default: ${DEFAULT-VALUE}"})
  private URI url = URI.create("");

  @Option(
      names = "--key",
      paramLabel = "KEY",
      defaultValue = "${env:SPILLWAY_KEY}",
      description =
          "A key with the roles app, moderator and operator (prefer SPILLWAY_KEY; arguments show "
              + "in `ps`).")
  private @Nullable String key;

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "50",
      description = "Messages per second; 0 for as fast as they are answered (default: 50).")
  private int rate;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description =
          "Duration in seconds (default: 10; with --input until each line was played once).")
  private @Nullable Integer seconds;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      description = "File of messages: a JSON object with a \"text\" on each line.")
  private @Nullable Path input;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    ServerOptions server = new ServerOptions(spec, url);
    if (givenKey() != null && !KeyTransport.isSafe(url)) {
      throw server.bad(
          "a key is not sent over http:// to another machine, unencrypted; use https://");
    }
    try {
      return server.play(out -> new Demo(settings(server), out, Terminal.isPresent()).run());
    } catch (IOException e) {
      throw server.bad("--input cannot be read: " + input);
    }
  }

  private @Nullable String givenKey() {
    return key == null || key.isBlank() ? null : key;
  }

  private DemoSettings settings(ServerOptions server) {
    Duration length = seconds == null ? null : Duration.ofSeconds(seconds);
    if (length == null && input == null) {
      length = DEFAULT_LENGTH;
    }
    return new DemoSettings(url, givenKey(), server.newStream(), rate, length, input);
  }
}
