package io.spillway.cli;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.Writer;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Server in a child process, for separate memory and processor figures. Uses this process' JVM
 * options, and ends with it through a pipe to its standard input.
 */
final class ServerChild implements AutoCloseable {

  private static final Pattern READY = Pattern.compile("is ready on (\\S+) ");
  private static final long MAX_STOP_SECONDS = 60;

  private final Process process;
  private final URI uri;

  private ServerChild(Process process, URI uri) {
    this.process = process;
    this.uri = uri;
  }

  /**
   * Starts the server on a free port and returns once it answers.
   *
   * @throws IllegalStateException if it ends instead; its error stream has the reason
   */
  static ServerChild start(boolean azureLocal) throws IOException {
    Process process =
        new ProcessBuilder(command(azureLocal))
            .redirectError(ProcessBuilder.Redirect.INHERIT)
            .start();
    BufferedReader output = process.inputReader(UTF_8);
    for (String line = output.readLine(); line != null; line = output.readLine()) {
      Matcher ready = READY.matcher(line);
      if (ready.find()) {
        readOn(output);
        return new ServerChild(process, URI.create(ready.group(1)));
      }
    }
    throw new IllegalStateException("the server did not start");
  }

  private static List<String> command(boolean azureLocal) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
    command.addAll(ManagementFactory.getRuntimeMXBean().getInputArguments());
    command.addAll(
        List.of("-cp", System.getProperty("java.class.path"), Main.class.getName(), "run"));
    command.addAll(List.of("--port", "0", "--until-input-ends"));
    if (azureLocal) {
      command.add("--azure-local");
    }
    return command;
  }

  /** Drains the output, because a full pipe would block the server. */
  private static void readOn(BufferedReader output) {
    Thread reader =
        new Thread(
            () -> {
              try (output) {
                output.transferTo(Writer.nullWriter());
              } catch (IOException ended) {
                // expected
              }
            },
            "server-output");
    reader.setDaemon(true);
    reader.start();
  }

  URI uri() {
    return uri;
  }

  long pid() {
    return process.pid();
  }

  @Override
  public void close() throws IOException {
    process.getOutputStream().close();
    try {
      if (!process.waitFor(MAX_STOP_SECONDS, TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
