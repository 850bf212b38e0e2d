package io.spillway.testkit;

import io.spillway.ports.Failure;
import io.spillway.ports.deadletter.Attempt;
import io.spillway.ports.deadletter.DeadLetter;
import io.spillway.ports.deadletter.DeadLetterAuditEntry;
import io.spillway.ports.deadletter.DeadLetterState;
import io.spillway.ports.deadletter.ExceptionEvidence;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.deadletter.PendingRetry;
import io.spillway.ports.event.ActivityReport;
import io.spillway.ports.queue.Payload;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builder of dead letters for tests; by default of a follow event whose alerts failed five times,
 * dead-lettered at {@link Fixtures#NOW}.
 */
public final class DeadLetterBuilder {

  private static final Duration TRIED_FOR = Duration.ofMinutes(2);
  private static final Duration FIRST_PAUSE = Duration.ofSeconds(30);

  private final String streamId;
  private final String name;
  private String eventId;
  private String eventType = "follow";
  private Payload payload = Payload.of("{\"type\":\"follow\"}");
  private Failure failure = Failure.transientFailure("alerts.unavailable", "no answer");
  private Instant deadLetteredAt = Fixtures.NOW;
  private String fingerprint = "0123456789abcdef";
  private boolean understood = true;
  private @Nullable String neverProcessedFrom;
  private int generation;
  private List<String> cuts = List.of();
  private DeadLetterState state = DeadLetterState.OPEN;
  private @Nullable PendingRetry retry;

  DeadLetterBuilder(String streamId, String eventId) {
    this.streamId = streamId;
    this.name = eventId;
    this.eventId = eventId;
  }

  /**
   * {@return this builder, of an event with another id than in the dead letter's id}
   *
   * @param eventId the event's id
   */
  public DeadLetterBuilder eventId(String eventId) {
    this.eventId = eventId;
    return this;
  }

  /**
   * {@return this builder, of an event of another type than {@code follow}}
   *
   * @param eventType the type's name on the wire
   */
  public DeadLetterBuilder eventType(String eventType) {
    this.eventType = eventType;
    return this;
  }

  /**
   * {@return this builder, about another payload than a follow without fields}
   *
   * @param payload the payload
   */
  public DeadLetterBuilder payload(Payload payload) {
    this.payload = payload;
    return this;
  }

  /**
   * {@return this builder, with another failure than {@code alerts.unavailable} (TRANSIENT)}
   *
   * @param failure the failure
   */
  public DeadLetterBuilder failure(Failure failure) {
    this.failure = failure;
    return this;
  }

  /**
   * {@return this builder, dead-lettered at another instant than {@link Fixtures#NOW}}
   *
   * @param deadLetteredAt the time of dead-lettering; the first attempt was some time before
   */
  public DeadLetterBuilder deadLetteredAt(Instant deadLetteredAt) {
    this.deadLetteredAt = deadLetteredAt;
    return this;
  }

  /**
   * {@return this builder, of another group than {@code 0123456789abcdef}}
   *
   * @param fingerprint 16 hexadecimal digits
   */
  public DeadLetterBuilder fingerprint(String fingerprint) {
    this.fingerprint = fingerprint;
    return this;
  }

  /** {@return this builder, of a payload that cannot be decoded: all optional parts are missing} */
  public DeadLetterBuilder notUnderstood() {
    understood = false;
    return this;
  }

  /**
   * {@return this builder, of an event that never had a workflow}
   *
   * @param source the event's source
   */
  public DeadLetterBuilder neverProcessed(String source) {
    neverProcessedFrom = source;
    return this;
  }

  /**
   * {@return this builder, truncated; complete by default}
   *
   * @param names the truncated parts
   */
  public DeadLetterBuilder cuts(String... names) {
    this.cuts = List.of(names);
    return this;
  }

  /**
   * {@return this builder, of another generation than 0}
   *
   * @param generation the generation, 0 or more
   */
  public DeadLetterBuilder generation(int generation) {
    this.generation = generation;
    return this;
  }

  /**
   * {@return this builder, in another state than open in {@link #entry}: redriven by {@code r-1}
   * unless open or waiting}
   *
   * @param state the state
   */
  public DeadLetterBuilder state(DeadLetterState state) {
    this.state = state;
    return this;
  }

  /**
   * {@return this builder, of a dead letter that waits for an automatic retry; by default half a
   * minute after the dead-lettering, because of {@code alerts}}
   *
   * @param retry the retry
   */
  public DeadLetterBuilder retry(PendingRetry retry) {
    this.retry = retry;
    return state == DeadLetterState.OPEN ? state(DeadLetterState.WAITING) : this;
  }

  /** {@return the dead letter as a ledger entry} */
  public LedgerEntry entry() {
    DeadLetterAuditEntry step =
        new DeadLetterAuditEntry(
            deadLetteredAt, "system:drain", DeadLetterAuditEntry.Action.BURIED, "");
    PendingRetry pending = retry;
    if (state == DeadLetterState.WAITING && pending == null) {
      Instant next = deadLetteredAt.plus(FIRST_PAUSE);
      pending = new PendingRetry("alerts", deadLetteredAt, next, 0);
    }
    String redriveId = state == DeadLetterState.OPEN || pending != null ? null : "r-1";
    return new LedgerEntry(build(), state, null, redriveId, pending, List.of(step));
  }

  /** {@return the dead letter} */
  public DeadLetter build() {
    Instant firstAttemptAt = deadLetteredAt.minus(TRIED_FOR);
    return DeadLetter.builder(
            streamId + "~" + name,
            EventBuilder.arrival(payload),
            failure,
            new DeadLetter.Origin("host-1", "0.1.0-test"))
        .event(neverProcessedFrom, ifUnderstood(eventId), ifUnderstood(eventType))
        .exception(
            ifProcessed(new ExceptionEvidence("java.io.IOException", null, "at a.B.c(B.java:1)")))
        .attempts(
            isProcessed() ? 5 : 0,
            firstAttemptAt,
            isProcessed() ? List.of(new Attempt(firstAttemptAt, "alerts", 1, failure)) : List.of())
        .workflow(ifProcessed(streamId + "~" + eventId), isProcessed() ? activities() : List.of())
        .generation(generation)
        .deadLetteredAt(deadLetteredAt)
        .fingerprint(fingerprint)
        .cuts(cuts)
        .build();
  }

  private List<ActivityReport> activities() {
    return List.of(
        new ActivityReport("stats", ActivityReport.State.DONE, 1, null),
        new ActivityReport("alerts", ActivityReport.State.FAILED, 5, failure));
  }

  private boolean isProcessed() {
    return understood && neverProcessedFrom == null;
  }

  private <T> @Nullable T ifProcessed(T value) {
    return isProcessed() ? value : null;
  }

  private <T> @Nullable T ifUnderstood(T value) {
    return understood ? value : null;
  }
}
