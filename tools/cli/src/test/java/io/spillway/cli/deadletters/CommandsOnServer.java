package io.spillway.cli.deadletters;

import io.spillway.cli.remote.CommandsForServer;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.queue.QueueNames;
import io.spillway.wire.QueuedDeadLetters;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Commands of {@code dead-letters} against a whole server. */
abstract class CommandsOnServer extends CommandsForServer {

  private static final Duration PATIENCE = Duration.ofSeconds(30);

  /** Runs a command against the server. Returns its exit code. */
  final int run(String... arguments) {
    List<String> all = new ArrayList<>(List.of(arguments));
    all.addAll(List.of("--url", url()));
    return runBare(all.toArray(String[]::new));
  }

  /** Runs a command without an URL of its own. Returns its exit code. */
  final int runBare(String... arguments) {
    List<String> all = new ArrayList<>(List.of("dead-letters"));
    all.addAll(List.of(arguments));
    return executeBare(all.toArray(String[]::new));
  }

  /** Dead-letters an unreadable event, and returns its id. */
  final String enqueue() throws Exception {
    return enqueue("{\"type\":\"follow\",\"streamId\":\"main\"");
  }

  /** Dead-letters an event, and returns the id of the only dead letter. */
  final String enqueue(String payload) throws Exception {
    return enqueueAll(List.of(payload)).get(0);
  }

  /** Dead-letters events, and returns all ids, latest first. */
  final List<String> enqueueAll(List<String> payloads) throws Exception {
    URI queue = server().host().uri().resolve("/api/local/queues/stream-events");
    for (String payload : payloads) {
      HttpRequest request =
          HttpRequest.newBuilder(queue)
              .header("Content-Type", "application/json")
              .POST(BodyPublishers.ofString(payload))
              .build();
      HttpClient.newHttpClient().send(request, BodyHandlers.ofString());
    }
    return awaitLetters(payloads.size());
  }

  /** Enqueues a dead letter, and returns its id. */
  final String enqueue(DeadLetter letter) {
    new QueuedDeadLetters(server().composition().queue(QueueNames.DEAD_LETTERS)).enqueue(letter);
    return awaitLetters(1).get(0);
  }

  private List<String> awaitLetters(int count) {
    long end = System.nanoTime() + PATIENCE.toNanos();
    while (System.nanoTime() < end) {
      run("list", "--json", "--all");
      List<String> ids = new ArrayList<>();
      json().path("items").forEach(item -> ids.add(item.path("deadLetterId").asText()));
      if (ids.size() >= count) {
        return ids;
      }
      Thread.onSpinWait();
    }
    throw new AssertionError("the letters did not come");
  }
}
