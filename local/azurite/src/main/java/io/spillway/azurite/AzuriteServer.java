package io.spillway.azurite;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Azurite's queue service as a process of its own, on a free port of the loopback address, keeping
 * everything in memory, with a clock that can be moved. It ends with this JVM at the latest. It
 * needs Node.js and what {@code npm ci} installs in {@value #FOLDER}, which {@code ./spillway test}
 * sees to; without them a start fails and says so, and nothing is skipped.
 */
public final class AzuriteServer implements AutoCloseable {

  /** Where Azurite is installed, from the top of the repository. */
  public static final String FOLDER = "local/azurite";

  /** How long a start, or a move of the clock, may take. */
  public static final Duration LIMIT = Duration.ofSeconds(60);

  private static final String MAIN = "node_modules/azurite/dist/src/queue/main.js";
  private static final String CLOCK = "settable-clock.cjs";
  private static final String ACCOUNT = "spillway";
  private static final String END = "";
  private static final Pattern LISTENS =
      Pattern.compile("successfully listens on http://127\\.0\\.0\\.1:(\\d+)");
  private static final Pattern ADVANCED = Pattern.compile("^advanced \\d+$");

  private static @Nullable AzuriteServer shared;

  private final Process process;
  private final BufferedWriter input;
  private final BlockingQueue<String> output = new LinkedBlockingQueue<>();
  private final String connectionString;

  private AzuriteServer(Process process, String key) {
    this.process = process;
    input = process.outputWriter(UTF_8);
    Thread reader = new Thread(this::read, "azurite-output");
    reader.setDaemon(true);
    reader.start();
    connectionString =
        "DefaultEndpointsProtocol=http;AccountName=%s;AccountKey=%s;QueueEndpoint=http://127.0.0.1:%s/%s;"
            .formatted(ACCOUNT, key, await(LISTENS).group(1), ACCOUNT);
  }

  /**
   * {@return one server for the whole JVM, started when it is first asked for} Nobody moves its
   * clock.
   */
  public static synchronized AzuriteServer shared() {
    if (shared == null) {
      shared = start();
    }
    return shared;
  }

  /**
   * Starts a server of one's own, installed at or above the working directory, and returns when it
   * answers.
   *
   * @return the server, to be closed by its owner
   * @throws IllegalStateException when Azurite is not installed or does not start in time
   */
  public static AzuriteServer start() {
    return start(Path.of("").toAbsolutePath());
  }

  /**
   * Starts a server of one's own and returns when it answers.
   *
   * @param from a folder at or below the repository's root
   * @return the server, to be closed by its owner
   * @throws IllegalStateException when Azurite is not installed or does not start in time
   */
  public static AzuriteServer start(Path from) {
    Path folder = installed(from);
    List<String> command =
        List.of(
            "node",
            "--require",
            folder.resolve(CLOCK).toString(),
            folder.resolve(MAIN).toString(),
            "--inMemoryPersistence",
            "--disableTelemetry",
            "--silent",
            "--queueHost",
            "127.0.0.1",
            "--queuePort",
            "0");
    String key = newKey();
    ProcessBuilder builder = new ProcessBuilder(command).redirectErrorStream(true);
    builder.environment().put("AZURITE_ACCOUNTS", ACCOUNT + ":" + key);
    try {
      return new AzuriteServer(builder.start(), key);
    } catch (IOException e) {
      throw new IllegalStateException("cannot run node, which Azurite needs: " + e.getMessage(), e);
    }
  }

  /** {@return what a client of this server is given; the key is this start's own} */
  public String connectionString() {
    return connectionString;
  }

  /**
   * Moves this server's clock on, and returns when it has moved.
   *
   * @param time how far
   */
  public synchronized void advance(Duration time) {
    try {
      input.write("advance " + time.toMillis() + "\n");
      input.flush();
    } catch (IOException e) {
      throw new IllegalStateException("Azurite is gone", e);
    }
    await(ADVANCED);
  }

  /** Ends the process; what the queues held is gone. */
  @Override
  public void close() {
    process.destroyForcibly();
  }

  static Path installed(Path from) {
    for (Path above = from; above != null; above = above.getParent()) {
      Path folder = above.resolve(FOLDER);
      if (Files.isRegularFile(folder.resolve(MAIN))) {
        return folder;
      }
      if (Files.isDirectory(folder)) {
        throw new IllegalStateException(
            "Azurite is not installed: run ./spillway test, or npm ci in " + FOLDER);
      }
    }
    throw new IllegalStateException("no folder " + FOLDER + " at or above " + from);
  }

  private static String newKey() {
    byte[] key = new byte[64];
    new SecureRandom().nextBytes(key);
    return Base64.getEncoder().encodeToString(key);
  }

  /** Reads all that Azurite prints, to its end: a full pipe would stop it. */
  private void read() {
    try (BufferedReader lines = process.inputReader(UTF_8)) {
      lines.lines().filter(line -> !line.isEmpty()).forEach(output::add);
    } catch (IOException e) {
      output.add("output lost: " + e);
    }
    output.add(END);
  }

  private Matcher await(Pattern pattern) {
    StringBuilder said = new StringBuilder();
    long deadline = System.nanoTime() + LIMIT.toNanos();
    try {
      while (true) {
        String line = output.poll(deadline - System.nanoTime(), TimeUnit.NANOSECONDS);
        if (line == null || line.equals(END)) {
          close();
          throw new IllegalStateException("Azurite ended or gave no answer: " + said);
        }
        Matcher matcher = pattern.matcher(line);
        if (matcher.find()) {
          return matcher;
        }
        said.append(line).append('\n');
      }
    } catch (InterruptedException e) {
      close();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while waiting for Azurite", e);
    }
  }
}
