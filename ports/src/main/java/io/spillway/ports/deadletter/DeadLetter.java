package io.spillway.ports.deadletter;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.Failure;
import io.spillway.ports.SortableTime;
import io.spillway.ports.event.ActivityReport;
import io.spillway.ports.event.Arrival;
import io.spillway.ports.queue.Payload;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * An event given up on, with everything needed to understand it and to run it again.
 *
 * @param id deterministic: burying the same thing twice gives the same id, and so does every
 *     generation of it; its part before the first {@code ~} is {@code streamId}
 * @param streamId the stream, or {@value #UNKNOWN_STREAM} when the payload could not be understood
 * @param eventId the event, or null when the payload could not be understood
 * @param eventType such as {@code follow}, or null when the payload could not be understood
 * @param arrival how it came in, with the exact payload
 * @param failure why it was given up on
 * @param exception what was thrown; null when the failure came as data
 * @param attempts how many tries failed, of all activities together
 * @param firstAttemptAt when it was first tried, in microseconds
 * @param deadLetteredAt when it was given up on, in microseconds
 * @param history the latest failed tries, oldest first, at most {@value #MAX_HISTORY}
 * @param activities how far each activity had come; empty when none was started
 * @param workflowId the workflow that gave up; null when none was started
 * @param generation 0 for an event that was never redriven, and one more for each redrive; the
 *     failure, the history and the activities are always those of this generation
 * @param origin where the code ran
 * @param fingerprint the same for letters that failed in the same way; 16 hexadecimal digits
 * @param cuts what had to go so that the letter fitted into its queue, such as {@link
 *     #CUT_PAYLOAD}; empty when it is whole
 */
public record DeadLetter(
    String id,
    String streamId,
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

  /** In {@link #cuts} when only the beginning of the payload is left. */
  public static final String CUT_PAYLOAD = "arrival.payload";

  /**
   * Stands for the stream of a payload that could not be understood; no real stream has this id.
   */
  public static final String UNKNOWN_STREAM = "_unknown";

  /** Most entries in {@link #history}. */
  public static final int MAX_HISTORY = 10;

  /**
   * Where the code ran that gave up.
   *
   * @param host the machine's or instance's name
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
   * {@return a builder of a letter that says how an event came in and why it was given up on}
   *
   * @param id {@link #id()}, with the stream's id before its first {@code ~}
   * @param arrival {@link #arrival()}; until told otherwise its deliveries are the attempts
   * @param failure {@link #failure()}
   * @param origin {@link #origin()}
   */
  public static DeadLetterBuilder builder(
      String id, Arrival arrival, Failure failure, Origin origin) {
    return new DeadLetterBuilder(id, arrival, failure, origin);
  }

  /** {@return a builder that begins with everything that this letter says} */
  public DeadLetterBuilder toBuilder() {
    return new DeadLetterBuilder(id, arrival, failure, origin)
        .event(eventId, eventType)
        .exception(exception)
        .attempts(attempts, firstAttemptAt, history)
        .workflow(workflowId, activities)
        .generation(generation)
        .deadLetteredAt(deadLetteredAt)
        .fingerprint(fingerprint)
        .cuts(cuts);
  }

  /**
   * {@return the same letter about another payload, which is whole}
   *
   * @param payload the whole of it; that the old one was cut is forgotten
   */
  public DeadLetter withPayload(Payload payload) {
    List<String> otherCuts = new ArrayList<>(cuts);
    otherCuts.remove(CUT_PAYLOAD);
    return toBuilder().arrival(arrival.withPayload(payload)).cuts(otherCuts).build();
  }

  /** {@return a key that sorts letters by when they were buried, then by id} */
  public String sortKey() {
    return SortableTime.key(deadLetteredAt, id);
  }

  /** Says which letter it is, and nothing of its payload. */
  @Override
  public String toString() {
    return "DeadLetter[" + id + ", " + failure.code() + "]";
  }
}
