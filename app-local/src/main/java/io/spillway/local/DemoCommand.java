package io.spillway.local;

import io.spillway.local.Main.Version;
import io.spillway.local.demo.Demo;
import io.spillway.local.demo.DemoSettings;
import java.io.IOException;
import java.io.PrintWriter;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** {@code spillway demo}. */
@Command(
    name = "demo",
    mixinStandardHelpOptions = true,
    versionProvider = Version.class,
    sortOptions = false,
    description = {
      "Plays a live stream against a running server: viewers' messages, events of every type,",
      "some of it sent twice, some malformed, some that can only be given up on. Ends with what",
      "went in and where it ended up. Exits with 1, naming the row, when that does not add up."
    })
final class DemoCommand implements Callable<Integer> {

  private static final Duration DEFAULT_LENGTH = Duration.ofSeconds(10);

  @Option(
      names = "--url",
      paramLabel = "URL",
      defaultValue = "http://127.0.0.1:7071",
      description = "The server (default: ${DEFAULT-VALUE}).")
  private URI url = URI.create("");

  @Option(
      names = "--rate",
      paramLabel = "N",
      defaultValue = "50",
      description = "Messages a second; 0 for as fast as they are answered (default: 50).")
  private int rate;

  @Option(
      names = "--seconds",
      paramLabel = "N",
      description = "How long to play (default: 10; with --input until each line was played once).")
  private @Nullable Integer seconds;

  @Option(
      names = "--input",
      paramLabel = "FILE",
      description = "Messages to play: a JSON object with a \"text\" on each line.")
  private @Nullable Path input;

  @Spec private @Nullable CommandSpec spec;

  @Override
  public Integer call() {
    PrintWriter out = spec().commandLine().getOut();
    try {
      return new Demo(settings(), out, Terminal.isPresent()).run() ? 0 : 1;
    } catch (IllegalArgumentException e) {
      throw new ParameterException(spec().commandLine(), message(e));
    } catch (IOException e) {
      throw new ParameterException(spec().commandLine(), "--input cannot be read: " + input);
    } catch (IllegalStateException e) {
      spec().commandLine().getErr().println("spillway demo: " + message(e) + " (" + url + ")");
      return 1;
    }
  }

  private DemoSettings settings() {
    Duration length = seconds == null ? null : Duration.ofSeconds(seconds);
    if (length == null && input == null) {
      length = DEFAULT_LENGTH;
    }
    String streamId = "demo-" + UUID.randomUUID().toString().substring(0, 8);
    return new DemoSettings(url, streamId, rate, length, input);
  }

  private CommandSpec spec() {
    return java.util.Objects.requireNonNull(spec);
  }

  private static String message(Exception e) {
    return String.valueOf(e.getMessage());
  }
}
