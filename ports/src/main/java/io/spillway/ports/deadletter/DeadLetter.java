package io.spillway.ports.deadletter;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.Failure;
import io.spillway.ports.SortableTime;
import io.spillway.ports.event.ActivityReport;
import io.spillway.ports.event.Arrival;
import io.spillway.ports.event.EventIdentifiers;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.queue.Payload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event that could not be processed, with the evidence needed to diagnose and to redrive it.
 *
 * @param id the deterministic id, the same when the same event is dead-lettered again and in every
 *     generation; the part before the first {@code ~} is {@code streamId}
 * @param streamId the stream's id, or {@value #UNKNOWN_STREAM} if it could not be read
 * @param source the event's source; null if it could not be read, and for {@link StreamEvent#API}
 *     in dead letters with a workflow that were stored before events had a source
 * @param eventId the event's id; null if it could not be read, or the event has none
 * @param eventType the event's type, such as {@code follow}; null if it could not be read
 * @param arrival the queue message, with the exact payload
 * @param failure the failure that led to the dead letter
 * @param exception the exception; null if the failure was returned as data
 * @param attempts the number of failed attempts of all activities
 * @param firstAttemptAt the time of the first attempt, in microseconds
 * @param deadLetteredAt the time of dead-lettering, in microseconds
 * @param history the latest failed attempts, oldest first, at most {@value #MAX_HISTORY}
 * @param activities the state of each activity that was run; empty if none was started. In the
 *     ledger also activities that were done in earlier generations
 * @param workflowId the id of the failed workflow; null if none was started
 * @param generation the number of redrives that failed; failure, history and activities are those
 *     of this generation. A redrive that runs or has succeeded is not counted; see {@link
 *     LedgerEntry#redrives()}
 * @param origin the host and build that reported the failure
 * @param fingerprint 16 hexadecimal digits, equal for dead letters with the same kind of failure
 * @param cuts the parts that were truncated to fit into the queue, such as {@link #CUT_PAYLOAD};
 *     empty if complete
 */
public record DeadLetter(
    String id,
    String streamId,
    @Nullable String source,
    @Nullable String eventId,
    @Nullable String eventType,
    Arrival arrival,
    Failure failure,
    @Nullable ExceptionEvidence exception,
    int attempts,
    Instant firstAttemptAt,
    Instant deadLetteredAt,
    List<Attempt> history,
    List<ActivityReport> activities,
    @Nullable String workflowId,
    int generation,
    Origin origin,
    String fingerprint,
    List<String> cuts) {

  /** Entry of {@link #cuts} for a truncated payload. */
  public static final String CUT_PAYLOAD = "arrival.payload";

  /** Stream id of payloads that could not be decoded; no real stream has this id. */
  public static final String UNKNOWN_STREAM = "_unknown";

  /** Maximum number of entries in {@link #history}. */
  public static final int MAX_HISTORY = 10;

  /**
   * Host and build that reported a failure.
   *
   * @param host the name of the machine or instance
   * @param appVersion the build's version
   */
  public record Origin(String host, String appVersion) {
    public Origin {
      requireNonNull(host, "host");
      requireNonNull(appVersion, "appVersion");
    }
  }

  public DeadLetter {
    if (!id.startsWith(streamId + "~")) {
      throw new IllegalArgumentException("id must begin with streamId and ~: " + id);
    }
    requireNonNull(arrival, "arrival");
    requireNonNull(failure, "failure");
    firstAttemptAt = SortableTime.stored(firstAttemptAt);
    deadLetteredAt = SortableTime.stored(deadLetteredAt);
    history = List.copyOf(history);
    if (history.size() > MAX_HISTORY) {
      throw new IllegalArgumentException("history must have at most 10 entries");
    }
    activities = List.copyOf(activities);
    requireNonNull(origin, "origin");
    requireNonNull(fingerprint, "fingerprint");
    cuts = List.copyOf(cuts);
  }

  /**
   * {@return a builder of a dead letter from its required parts}
   *
   * @param id {@link #id()}, with the stream's id before the first {@code ~}
   * @param arrival {@link #arrival()}; its dequeue count is the default for the attempts
   * @param failure {@link #failure()}
   * @param origin {@link #origin()}
   */
  public static DeadLetterBuilder builder(
      String id, Arrival arrival, Failure failure, Origin origin) {
    return new DeadLetterBuilder(id, arrival, failure, origin);
  }

  /** {@return a builder with all values of this dead letter} */
  public DeadLetterBuilder toBuilder() {
    return new DeadLetterBuilder(id, arrival, failure, origin)
        .event(source, eventId, eventType)
        .exception(exception)
        .attempts(attempts, firstAttemptAt, history)
        .workflow(workflowId, activities)
        .generation(generation)
        .deadLetteredAt(deadLetteredAt)
        .fingerprint(fingerprint)
        .cuts(cuts);
  }

  /**
   * {@return the same dead letter with another, complete payload}
   *
   * @param payload the complete payload; removes {@link #CUT_PAYLOAD} from the cuts
   */
  public DeadLetter withPayload(Payload payload) {
    List<String> otherCuts = new ArrayList<>(cuts);
    otherCuts.remove(CUT_PAYLOAD);
    return toBuilder().arrival(arrival.withPayload(payload)).cuts(otherCuts).build();
  }

  /** {@return the event's {@link StreamEvent#key()}; null if its source or id is unknown} */
  public @Nullable String eventKey() {
    if (eventId == null || (source == null && workflowId == null)) {
      return null;
    }
    return StreamEvent.key(source == null ? StreamEvent.API : source, eventId);
  }

  /**
   * {@return the same dead letter of another event}
   *
   * @param event the event's identifiers, of which the stream is ignored
   */
  public DeadLetter withEvent(EventIdentifiers event) {
    return toBuilder().event(event.source(), event.eventId(), event.type()).build();
  }

  /** {@return a key that sorts by time of dead-lettering, then by id} */
  public String sortKey() {
    return SortableTime.key(deadLetteredAt, id);
  }

  /** Identifies the dead letter without its payload. */
  @Override
  public String toString() {
    return "DeadLetter[" + id + ", " + failure.code() + "]";
  }
}
