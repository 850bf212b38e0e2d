package io.spillway.local;

import static java.net.http.HttpRequest.BodyPublishers.ofString;

import com.fasterxml.jackson.databind.JsonNode;
import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.Money;
import io.spillway.wire.Json;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.Currency;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.function.IntFunction;
import org.jspecify.annotations.Nullable;

/** Clients of one busy stream, who send at the times of a schedule whether answered or not. */
final class HotStream {

  static final int MESSAGES_PER_SECOND = 200;
  static final int EVENTS_PER_SECOND = 50;

  /** Dashboards, widgets and moderators. */
  private static final int POLLS_PER_SECOND = 10;

  private final HttpClient client = HttpClient.newHttpClient();
  private final URI server;
  private final String name;
  private final List<String> polled;
  private final double slower;
  private final Random random = new Random(1);

  /**
   * Creates clients.
   *
   * @param slower the number of real seconds that a second of the schedule takes
   */
  HotStream(URI server, String name, double slower) {
    this.slower = slower;
    this.server = server;
    this.name = name;
    String path = "/api/streams/" + name;
    polled =
        List.of(
            path + "/stats",
            path + "/feed",
            path + "/messages?limit=50",
            "/api/violations?streamId=" + name + "&limit=50");
  }

  String name() {
    return name;
  }

  /** Kind of a request. */
  enum Kind {
    MESSAGE,
    EVENT,
    POLL
  }

  /**
   * Request and its response.
   *
   * @param detail the event; null for another request
   * @param problem the body of a response that refuses the request; empty for others
   */
  record Answer(
      Kind kind,
      String path,
      String body,
      @Nullable EventDetail detail,
      int status,
      boolean hasRetryAfter,
      String problem,
      double millis) {}

  private record Planned(
      Kind kind, String path, String body, @Nullable EventDetail detail, double second) {}

  static String friendly(int number) {
    return "hello from viewer " + Integer.toHexString(number * 0x9E3779B9);
  }

  /**
   * Sends messages, events and polls for some seconds, messages in the order of their numbers and
   * all at random times.
   */
  List<Answer> play(int seconds, IntFunction<String> texts) {
    List<Planned> plan = new ArrayList<>();
    double[] times =
        random.doubles((long) seconds * MESSAGES_PER_SECOND, 0, seconds).sorted().toArray();
    for (int i = 0; i < times.length; i++) {
      plan.add(message(i, texts.apply(i), times[i]));
    }
    for (int i = 0; i < seconds * EVENTS_PER_SECOND; i++) {
      plan.add(event(i, at(seconds)));
    }
    for (int i = 0; i < seconds * POLLS_PER_SECOND; i++) {
      plan.add(new Planned(Kind.POLL, polled.get(i % polled.size()), "", null, at(seconds)));
    }
    return send(plan);
  }

  /** Sends requests again, as callers do after a 503. */
  List<Answer> sendAgain(List<Answer> refused) {
    List<Planned> again = new ArrayList<>();
    for (int i = 0; i < refused.size(); i++) {
      Answer one = refused.get(i);
      again.add(
          new Planned(
              one.kind(), one.path(), one.body(), one.detail(), i / (double) MESSAGES_PER_SECOND));
    }
    return send(again);
  }

  /** Waits until the workflow of each accepted event has ended. */
  void untilAllEventsAreDone(List<Answer> answers) {
    for (Answer answer : answers) {
      if (answer.kind() == Kind.EVENT && answer.status() == 202) {
        String id = Json.readObject(answer.body()).path("eventId").asText();
        URI status = server.resolve(answer.path() + "/" + id);
        while (!isDone(status)) {
          Thread.onSpinWait();
        }
      }
    }
  }

  private boolean isDone(URI status) {
    HttpResponse<String> response =
        client.sendAsync(HttpRequest.newBuilder(status).build(), BodyHandlers.ofString()).join();
    JsonNode body = Json.readObject(response.body());
    return body.at("/workflow/state").asText().equals("done");
  }

  private double at(int seconds) {
    return random.nextDouble() * seconds;
  }

  private Planned message(int number, String text, double second) {
    String body =
        Json.object()
            .put("messageId", "m-" + number)
            .put("author", Integer.toHexString((number + 1) * 0x85EBCA6B))
            .put("text", text)
            .toString();
    return new Planned(Kind.MESSAGE, "/api/streams/" + name + "/messages", body, null, second);
  }

  private Planned event(int number, double second) {
    var body = Json.object().put("eventId", "e-" + number).put("actor", "actor-" + number);
    EventDetail detail =
        switch (number % 4) {
          case 0 -> new EventDetail.Donation(new Money(500 + number, Currency.getInstance("EUR")));
          case 1 -> new EventDetail.Raid(number);
          default -> new EventDetail.Follow();
        };
    body.put("type", detail.kind().key());
    if (detail instanceof EventDetail.Donation donation) {
      body.put("amount", donation.money().amount()).put("currency", "EUR");
    } else if (detail instanceof EventDetail.Raid raid) {
      body.put("viewers", raid.viewers());
    }
    return new Planned(
        Kind.EVENT, "/api/streams/" + name + "/events", body.toString(), detail, second);
  }

  private List<Answer> send(List<Planned> plan) {
    List<CompletableFuture<Answer>> answers =
        plan.stream()
            .map(
                planned ->
                    CompletableFuture.supplyAsync(
                            System::nanoTime,
                            CompletableFuture.delayedExecutor(
                                (long) (planned.second() * slower * 1e6), TimeUnit.MICROSECONDS))
                        .thenCompose(start -> send(planned, start)))
            .toList();
    return answers.stream().map(CompletableFuture::join).toList();
  }

  private CompletableFuture<Answer> send(Planned planned, long start) {
    HttpRequest.Builder request = HttpRequest.newBuilder(server.resolve(planned.path()));
    if (planned.kind() != Kind.POLL) {
      request.header("Content-Type", "application/json").POST(ofString(planned.body()));
    }
    return client
        .sendAsync(request.build(), BodyHandlers.ofString())
        .thenApply(
            response ->
                new Answer(
                    planned.kind(),
                    planned.path(),
                    planned.body(),
                    planned.detail(),
                    response.statusCode(),
                    response.headers().firstValue("Retry-After").isPresent(),
                    response.statusCode() < 300 ? "" : response.body(),
                    (System.nanoTime() - start) / 1e6));
  }
}
