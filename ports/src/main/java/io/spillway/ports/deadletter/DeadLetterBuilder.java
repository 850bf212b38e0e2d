package io.spillway.ports.deadletter;

import io.spillway.ports.Failure;
import io.spillway.ports.event.ActivityReport;
import io.spillway.ports.event.Arrival;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builder of a {@link DeadLetter}. Defaults: generation 0, no decoded event, no activities. Not
 * thread-safe.
 */
public final class DeadLetterBuilder {

  private final String id;
  private final DeadLetter.Origin origin;
  private Arrival arrival;
  private Failure failure;
  private @Nullable String source;
  private @Nullable String eventId;
  private @Nullable String eventType;
  private @Nullable ExceptionEvidence exception;
  private int attempts;
  private Instant firstAttemptAt;
  private Instant deadLetteredAt;
  private List<Attempt> history = List.of();
  private List<ActivityReport> activities = List.of();
  private @Nullable String workflowId;
  private int generation;
  private String fingerprint = "";
  private List<String> cuts = List.of();

  DeadLetterBuilder(String id, Arrival arrival, Failure failure, DeadLetter.Origin origin) {
    this.id = id;
    this.arrival = arrival;
    this.failure = failure;
    this.origin = origin;
    this.attempts = arrival.dequeueCount();
    this.firstAttemptAt = arrival.insertedAt();
    this.deadLetteredAt = arrival.insertedAt();
  }

  /**
   * {@return this builder}
   *
   * @param other {@link DeadLetter#arrival()}
   */
  public DeadLetterBuilder arrival(Arrival other) {
    arrival = other;
    return this;
  }

  /**
   * {@return this builder}
   *
   * @param other {@link DeadLetter#failure()}
   */
  public DeadLetterBuilder failure(Failure other) {
    failure = other;
    return this;
  }

  /**
   * {@return this builder}
   *
   * @param from {@link DeadLetter#source()}
   * @param event {@link DeadLetter#eventId()}
   * @param type {@link DeadLetter#eventType()}
   */
  public DeadLetterBuilder event(
      @Nullable String from, @Nullable String event, @Nullable String type) {
    source = from;
    eventId = event;
    eventType = type;
    return this;
  }

  /**
   * {@return this builder}
   *
   * @param thrown {@link DeadLetter#exception()}
   */
  public DeadLetterBuilder exception(@Nullable ExceptionEvidence thrown) {
    exception = thrown;
    return this;
  }

  /**
   * {@return this builder}
   *
   * @param count {@link DeadLetter#attempts()}
   * @param firstAt {@link DeadLetter#firstAttemptAt()}
   * @param latest {@link DeadLetter#history()}
   */
  public DeadLetterBuilder attempts(int count, Instant firstAt, List<Attempt> latest) {
    attempts = count;
    firstAttemptAt = firstAt;
    history = latest;
    return this;
  }

  /**
   * {@return this builder}
   *
   * @param workflow {@link DeadLetter#workflowId()}
   * @param reports {@link DeadLetter#activities()}
   */
  public DeadLetterBuilder workflow(@Nullable String workflow, List<ActivityReport> reports) {
    workflowId = workflow;
    activities = reports;
    return this;
  }

  /**
   * {@return this builder}
   *
   * @param number {@link DeadLetter#generation()}
   */
  public DeadLetterBuilder generation(int number) {
    generation = number;
    return this;
  }

  /**
   * {@return this builder}
   *
   * @param at {@link DeadLetter#deadLetteredAt()}; the default is the time at which the payload was
   *     queued
   */
  public DeadLetterBuilder deadLetteredAt(Instant at) {
    deadLetteredAt = at;
    return this;
  }

  /**
   * {@return this builder}
   *
   * @param digits {@link DeadLetter#fingerprint()}; empty by default
   */
  public DeadLetterBuilder fingerprint(String digits) {
    fingerprint = digits;
    return this;
  }

  /**
   * {@return this builder}
   *
   * @param gone {@link DeadLetter#cuts()}
   */
  public DeadLetterBuilder cuts(List<String> gone) {
    cuts = gone;
    return this;
  }

  /**
   * {@return the dead letter}
   *
   * @throws IllegalArgumentException if the id has no stream's id or the history is too long
   */
  public DeadLetter build() {
    String streamId = id.substring(0, Math.max(0, id.indexOf('~')));
    return new DeadLetter(
        id,
        streamId,
        source,
        eventId,
        eventType,
        arrival,
        failure,
        exception,
        attempts,
        firstAttemptAt,
        deadLetteredAt,
        history,
        activities,
        workflowId,
        generation,
        origin,
        fingerprint,
        cuts);
  }
}
