package io.spillway.testkit.azurite;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Azurite's queue service as a process of its own, on a free port of the loopback address, keeping
 * everything in memory. It needs Node.js and what {@code npm ci} installs in {@value #FOLDER},
 * which {@code ./spillway test} sees to; without them a start fails and says so, and nothing is
 * skipped.
 */
public final class AzuriteServer implements AutoCloseable {

  /** Where Azurite is installed, from the top of the repository. */
  public static final String FOLDER = "tools/azurite";

  /** How long a start may take. */
  public static final Duration START_LIMIT = Duration.ofSeconds(60);

  private static final String MAIN = "node_modules/azurite/dist/src/queue/main.js";
  private static final Pattern LISTENS =
      Pattern.compile("successfully listens on http://127\\.0\\.0\\.1:(\\d+)");

  private static final String ACCOUNT = "spillway";

  private static @Nullable AzuriteServer shared;

  private final Process process;
  private final String key;
  private final int port;

  private AzuriteServer(Process process, String key, int port) {
    this.process = process;
    this.key = key;
    this.port = port;
  }

  /** One server for the whole JVM, started when it is first asked for and ended with the JVM. */
  public static synchronized AzuriteServer shared() {
    if (shared == null) {
      AzuriteServer started = start();
      Runtime.getRuntime().addShutdownHook(new Thread(started::close));
      shared = started;
    }
    return shared;
  }

  /**
   * Starts a server of one's own and returns when it answers.
   *
   * @throws IllegalStateException when Azurite is not installed or does not start in time
   */
  public static AzuriteServer start() {
    Path main = installed(Path.of("").toAbsolutePath());
    ProcessBuilder command =
        new ProcessBuilder(
            List.of(
                "node",
                main.toString(),
                "--inMemoryPersistence",
                "--disableTelemetry",
                "--silent",
                "--queueHost",
                "127.0.0.1",
                "--queuePort",
                "0"));
    String key = newKey();
    command.environment().put("AZURITE_ACCOUNTS", ACCOUNT + ":" + key);
    try {
      return ready(command.redirectErrorStream(true).start(), key);
    } catch (IOException e) {
      throw new IllegalStateException("cannot run node, which Azurite needs: " + e.getMessage(), e);
    }
  }

  /** What a client of this server is given; the key is this start's own. */
  public String connectionString() {
    return "DefaultEndpointsProtocol=http;AccountName=%s;AccountKey=%s;QueueEndpoint=%s"
        .formatted(ACCOUNT, key, "http://127.0.0.1:%d/%s;".formatted(port, ACCOUNT));
  }

  /** Ends the process; what the queues held is gone. */
  @Override
  public void close() {
    process.destroyForcibly();
  }

  static Path installed(Path from) {
    for (Path folder = from; folder != null; folder = folder.getParent()) {
      if (Files.isRegularFile(folder.resolve(FOLDER).resolve("package.json"))) {
        Path main = folder.resolve(FOLDER).resolve(MAIN);
        if (Files.isRegularFile(main)) {
          return main;
        }
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

  private static AzuriteServer ready(Process process, String key) {
    CompletableFuture<Integer> port = new CompletableFuture<>();
    Thread output = new Thread(() -> watch(process, port), "azurite-output");
    output.setDaemon(true);
    output.start();
    try {
      return new AzuriteServer(process, key, port.get(START_LIMIT.toSeconds(), TimeUnit.SECONDS));
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted while Azurite started", e);
    } catch (ExecutionException | TimeoutException e) {
      process.destroyForcibly();
      throw new IllegalStateException("Azurite did not start", e);
    }
  }

  /** Reads all that Azurite prints, to its end: a full pipe would stop it. */
  private static void watch(Process process, CompletableFuture<Integer> port) {
    StringBuilder said = new StringBuilder();
    try (BufferedReader output = process.inputReader(UTF_8)) {
      for (String line = output.readLine(); line != null; line = output.readLine()) {
        Matcher listens = LISTENS.matcher(line);
        if (listens.find()) {
          port.complete(Integer.valueOf(listens.group(1)));
        } else if (!port.isDone()) {
          said.append(line).append('\n');
        }
      }
      port.completeExceptionally(new IllegalStateException("Azurite ended: " + said));
    } catch (IOException e) {
      port.completeExceptionally(new UncheckedIOException(e));
    }
  }
}
