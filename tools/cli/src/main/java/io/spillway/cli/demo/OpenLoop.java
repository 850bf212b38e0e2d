package io.spillway.cli.demo;

import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * Open-loop load generator: sends at a rate, independent of responses, as independent viewers do.
 */
final class OpenLoop implements AutoCloseable {

  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  /**
   * More than a local server runs and queues, and no more connections than one machine can keep
   * open. Excess requests wait here, and their wait counts as latency.
   */
  private static final int MAX_UNDER_WAY = 512;

  private final LoadSettings settings;
  private final DemoScript script;
  private final DemoTally tally;
  private final ExecutorService threads = Executors.newFixedThreadPool(2);
  private final HttpClient client =
      HttpClient.newBuilder().executor(threads).connectTimeout(TIMEOUT).build();
  private final Semaphore room = new Semaphore(MAX_UNDER_WAY);
  private final Queue<Play> uncertain = new ConcurrentLinkedQueue<>();
  private int next;

  /** Number of distinct messages before they repeat. */
  private int distinct = Integer.MAX_VALUE;

  OpenLoop(LoadSettings settings, DemoScript script, DemoTally tally) {
    this.settings = settings;
    this.script = script;
    this.tally = tally;
  }

  /** Repeats earlier messages from now on. */
  void repeat() {
    distinct = Math.max(1, next);
  }

  private int number() {
    return next++ % distinct;
  }

  /** Sends at a rate for a duration, then waits for the responses. */
  LoadStep run(int rate, Duration length) {
    LoadStep step = new LoadStep(rate);
    long start = System.nanoTime();
    long total = Math.max(1, rate * length.toMillis() / 1_000);
    long interval = TimeUnit.SECONDS.toNanos(1) / rate;
    for (long sent = 0; sent < total; ) {
      for (Play play : script.at(number())) {
        if (sent < total && isSent(play)) {
          long due = start + sent++ * interval;
          awaitTurn(due);
          send(play, step, due);
        }
      }
    }
    awaitAnswers();
    step.end((System.nanoTime() - start) / 1e9);
    return step;
  }

  /**
   * Resends, one by one, rejected and unanswered requests with an unknown outcome; all are
   * idempotent.
   *
   * @return the number of resent requests
   */
  int settle() {
    int settled = 0;
    LoadStep step = new LoadStep(1);
    for (int tries = 0; tries < 10 && !uncertain.isEmpty(); tries++) {
      for (int left = uncertain.size(); left > 0; left--) {
        Play play = uncertain.remove();
        settled += tries == 0 ? 1 : 0;
        send(play, step, System.nanoTime());
        awaitAnswers();
      }
    }
    return settled;
  }

  private static boolean isSent(Play play) {
    return play instanceof Play.Say || play instanceof Play.Happen;
  }

  private static void awaitTurn(long due) {
    for (long wait = due - System.nanoTime(); wait > 0; wait = due - System.nanoTime()) {
      LockSupport.parkNanos(wait);
    }
  }

  private void send(Play play, LoadStep step, long due) {
    room.acquireUninterruptibly();
    step.recordOffered();
    var unused =
        client
            .sendAsync(request(play), BodyHandlers.ofString())
            .whenComplete(
                (response, thrown) -> {
                  try {
                    if (response == null) {
                      step.recordUnanswered();
                      uncertain.add(play);
                    } else {
                      note(play, step, response, System.nanoTime() - due);
                    }
                  } finally {
                    room.release();
                  }
                });
  }

  private void awaitAnswers() {
    room.acquireUninterruptibly(MAX_UNDER_WAY);
    room.release(MAX_UNDER_WAY);
  }

  private HttpRequest request(Play play) {
    String path = "/api/streams/" + settings.streamId();
    return play instanceof Play.Say say
        ? post(path + "/messages", say.json())
        : post(path + "/events", ((Play.Happen) play).json());
  }

  private HttpRequest post(String path, String body) {
    return HttpRequest.newBuilder(settings.url().resolve(path))
        .timeout(TIMEOUT)
        .header("Content-Type", "application/json")
        .POST(HttpRequest.BodyPublishers.ofString(body))
        .build();
  }

  private void note(Play play, LoadStep step, HttpResponse<String> response, long nanos) {
    int status = response.statusCode();
    step.recordAnswer(status, response.headers().firstValue("Retry-After").isPresent(), nanos);
    if (status < 300 && play instanceof Play.Say say) {
      tally.message(say.messageId(), Player.outcome(Api.answer(response)));
    } else if (status < 300 && play instanceof Play.Happen happen) {
      tally.event(happen.event());
    } else if (status == 503 && !response.body().contains("/problems/overloaded")) {
      // The request ran and may have been partly applied; an overload response never is.
      uncertain.add(play);
    }
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
