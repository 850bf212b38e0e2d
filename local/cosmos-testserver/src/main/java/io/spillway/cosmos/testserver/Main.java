package io.spillway.cosmos.testserver;

import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.util.Locale;
import java.util.concurrent.CountDownLatch;

/** Command line of the server. */
final class Main {
  private static final String USAGE =
      """
      Usage: java -jar cosmos-testserver.jar [--port N]

      A small server for the azure-cosmos SDK, in memory, on 127.0.0.1, over plain HTTP.
        --port N   where to listen, 0 to 65535; 0 takes a free port (default 8081)
        --help     this text

      When it is stopped it prints how many requests there were of each operation on each
      container, and their request units.
      """;

  private Main() {}

  /** Runs the server. Returns an exit code only if it does not start. */
  static int run(String[] arguments, PrintStream out, PrintStream err) {
    if (arguments.length == 1 && arguments[0].equals("--help")) {
      out.print(USAGE);
      return 0;
    }
    int port = 8081;
    if (arguments.length == 2 && arguments[0].equals("--port")) {
      port = port(arguments[1]);
    } else if (arguments.length != 0) {
      port = -1;
    }
    if (port < 0) {
      err.print("cosmos-testserver: arguments not understood\n\n" + USAGE);
      return 2;
    }
    return serve(port, out, err);
  }

  private static int serve(int port, PrintStream out, PrintStream err) {
    try (CosmosTestServer server = CosmosTestServer.builder().port(port).start()) {
      out.println("ready: " + server.connectionString());
      Runtime.getRuntime()
          .addShutdownHook(new Thread(() -> print(server.requests(), out), "requests"));
      new CountDownLatch(1).await();
      return 0;
    } catch (UncheckedIOException e) {
      err.println("cosmos-testserver: " + e.getMessage());
      return 1;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return 0;
    }
  }

  /** Prints the recorded requests at the end, one line for each operation and container. */
  static void print(Requests requests, PrintStream out) {
    requests
        .totals()
        .forEach(
            (target, total) ->
                out.printf(
                    Locale.ROOT,
                    "requests: %-16s %-16s %8d %10.1f RU%n",
                    target.operation().name().toLowerCase(Locale.ROOT),
                    target.container().isEmpty() ? "-" : target.container(),
                    total.requests(),
                    total.charge()));
    out.flush();
  }

  private static int port(String text) {
    return text.matches("\\d{1,5}") && Integer.parseInt(text) <= 65_535
        ? Integer.parseInt(text)
        : -1;
  }
}
