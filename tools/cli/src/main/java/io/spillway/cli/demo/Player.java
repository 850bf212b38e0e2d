package io.spillway.cli.demo;

import io.spillway.cli.demo.DemoTally.Outcome;
import io.spillway.ports.queue.QueueNames;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;

/** Plays the script at its pace, with a bounded number of concurrent requests. */
final class Player implements AutoCloseable {

  private static final int MAX_UNDER_WAY = 16;

  private final Api api;
  private final String streamPath;
  private final DemoTally tally;
  private final ExecutorService threads = Executors.newFixedThreadPool(MAX_UNDER_WAY);
  private final Semaphore room = new Semaphore(MAX_UNDER_WAY);

  Player(Api api, String streamId, DemoTally tally) {
    this.api = api;
    this.streamPath = "/api/streams/" + streamId;
    this.tally = tally;
  }

  /** Submits an action; blocks while the limit of concurrent requests is reached. */
  void play(Play play) {
    if (play instanceof Play.Say say) {
      submit(say.times(), () -> say(say));
    } else if (play instanceof Play.Happen happen) {
      submit(happen.times(), () -> happen(happen));
    } else if (play instanceof Play.Malformed malformed) {
      submit(1, () -> sendMalformed(malformed));
    } else if (play instanceof Play.Enqueue enqueue) {
      submit(1, () -> enqueue(enqueue));
    } else if (play instanceof Play.EnqueueHopeless hopeless) {
      submit(1, () -> enqueueHopeless(hopeless));
    }
  }

  /** Waits for all responses. */
  @Override
  public void close() {
    threads.shutdown();
    try {
      if (!threads.awaitTermination(2, TimeUnit.MINUTES)) {
        throw new IllegalStateException("cannot connect to the server");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void submit(int times, Runnable task) {
    for (int i = 0; i < times; i++) {
      room.acquireUninterruptibly();
      threads.execute(
          () -> {
            try {
              task.run();
            } finally {
              room.release();
            }
          });
    }
  }

  private void say(Play.Say say) {
    tally.message(say.messageId(), outcome(api.post(streamPath + "/messages", say.json())));
  }

  /** Maps a response to a message's outcome. */
  static Outcome outcome(Api.Answer answer) {
    return switch (answer.status()) {
      case 201 ->
          answer.body().path("moderation").path("status").asText().equals("unmoderated")
              ? Outcome.UNMODERATED
              : Outcome.ACCEPTED;
      case 202 -> Outcome.HELD;
      case 400, 429 -> Outcome.REFUSED;
      default -> Outcome.LOST;
    };
  }

  private void happen(Play.Happen happen) {
    if (api.post(streamPath + "/events", happen.json()).status() == 202) {
      tally.event(happen.event());
    } else {
      tally.count("events lost");
    }
  }

  private void sendMalformed(Play.Malformed malformed) {
    tally.count("malformed events");
    if (api.post(streamPath + "/events", malformed.json()).status() == 400) {
      tally.count("malformed events refused");
    }
  }

  private void enqueue(Play.Enqueue enqueue) {
    if (intoQueue(enqueue.payload()).status() == 202) {
      tally.event(enqueue.event());
      tally.count("events through the queue");
    } else {
      tally.count("events lost");
    }
  }

  private void enqueueHopeless(Play.EnqueueHopeless hopeless) {
    Api.Answer answer = intoQueue(hopeless.payload());
    if (answer.status() == 202) {
      tally.hopeless(answer.body().path("sha256").asText());
    } else {
      tally.count("events lost");
    }
  }

  private Api.Answer intoQueue(String payload) {
    return api.post("/api/local/queues/" + QueueNames.STREAM_EVENTS, payload);
  }
}
