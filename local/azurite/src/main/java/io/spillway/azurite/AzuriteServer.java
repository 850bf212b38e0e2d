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
 * Azurite's queue service in its own process, on a free port of the loopback address, with
 * in-memory storage and an adjustable clock. Ends with this JVM at the latest. Requires Node.js and
 * the packages that {@code npm ci} installs in {@value #FOLDER}, which {@code ./spillway test}
 * runs; without them a start fails with an explanation, and no test is skipped.
 */
public final class AzuriteServer implements AutoCloseable {

  /** Folder with the Azurite installation, relative to the repository's root. */
  public static final String FOLDER = "local/azurite";

  /** Timeout of a start or a clock change. */
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

  /** {@return one server for the whole JVM, started on first use} Its clock must not be moved. */
  public static synchronized AzuriteServer shared() {
    if (shared == null) {
      shared = start();
    }
    return shared;
  }

  /**
   * Starts a separate server, installed at or above the working directory, and returns once it
   * answers.
   *
   * @return the server, to be closed by its owner
   * @throws IllegalStateException if Azurite is not installed or does not start in time
   */
  public static AzuriteServer start() {
    return start(Path.of("").toAbsolutePath());
  }

  /**
   * Starts a separate server and returns once it answers.
   *
   * @param from a folder at or below the repository's root
   * @return the server, to be closed by its owner
   * @throws IllegalStateException if Azurite is not installed or does not start in time
   */
  public static AzuriteServer start(Path from) {
    Path folder = findInstallation(from);
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

  /** {@return the connection string for clients; its key is unique to this start} */
  public String connectionString() {
    return connectionString;
  }

  /**
   * Advances this server's clock, and returns once it has moved.
   *
   * @param time the duration
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

  /** Ends the process and discards its queues. */
  @Override
  public void close() {
    process.destroyForcibly();
  }

  static Path findInstallation(Path from) {
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

  /** Reads Azurite's output to its end, because a full pipe would block it. */
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
