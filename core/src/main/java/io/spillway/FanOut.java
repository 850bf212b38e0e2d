package io.spillway;

import static java.util.Objects.requireNonNull;

import io.spillway.core.deadletter.ObservedDeadLetterQueue;
import io.spillway.core.deadletter.RejectedArrivals;
import io.spillway.core.deadletter.Rejection;
import io.spillway.core.event.Activities;
import io.spillway.core.event.DirectPayload;
import io.spillway.core.event.EventArrivals;
import io.spillway.core.event.EventIdentity;
import io.spillway.core.event.EventIntake;
import io.spillway.core.event.EventStatus;
import io.spillway.core.event.EventStatuses;
import io.spillway.core.event.InProcessWorkflows;
import io.spillway.core.event.Parking;
import io.spillway.core.notification.NotificationSender;
import io.spillway.ports.Failure;
import io.spillway.ports.Health;
import io.spillway.ports.Monitored;
import io.spillway.ports.PortException;
import io.spillway.ports.deadletter.DeadLetterQueue;
import io.spillway.ports.event.Arrival;
import io.spillway.ports.event.EventDraft;
import io.spillway.ports.event.EventIdentifiers;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.event.WorkflowStatus;
import io.spillway.ports.queue.Delivery;
import io.spillway.ports.queue.WorkQueue;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Fan-out of events to activities in this process, with retries and dead letters.
 *
 * <pre>{@code
 * FanOut fanOut = FanOut.builder()
 *     .activity("mail", mail::thank)
 *     .activity("crm", crm::note)
 *     .build();
 * fanOut.publish(event);
 * fanOut.deadLetters().redrive(letterId, "crm is back", "mia");
 * }</pre>
 *
 * <p>Each event runs through all activities in parallel, in rounds: those that failed for a
 * transient reason run again by the {@link RetryPolicy}. An event that still fails becomes a dead
 * letter with its payload, its failures and the state of each activity. If all its failures are
 * transient, {@link #runMaintenance()} retries it by the {@link DelayedRetryPolicy}; otherwise it
 * needs an operator. Events are identified by stream, source and id, and each runs once in a
 * process; activities must be idempotent, as {@link Activity} explains.
 *
 * <p>Makes no threads. Safe for use by many threads.
 */
public final class FanOut implements Monitored {

  /** Code of a dead letter whose payload could not be read. */
  public static final String UNREADABLE = "event.unreadable";

  /** Longer than one event can take by any usual {@link RetryPolicy}; renewal needs a thread. */
  private static final Duration VISIBILITY = Duration.ofMinutes(30);

  private final InProcessWorkflows workflows;
  private final EventStatuses statuses;
  private final EventArrivals arrivals;
  private final DeadLetters deadLetters;
  private final DeadLetterQueue deadLetterQueue;
  private final EventIdentity identity;
  private final EventReader reader;
  private final Executor executor;
  private final InstantSource clock;
  private final Supplier<String> newId;
  private final @Nullable NotificationSender sender;

  FanOut(FanOutBuilder with) {
    this.sender = with.sender();
    Activities activities = Activities.of(with.activities(sender));
    DeadLetters letters =
        DeadLetters.builder()
            .automaticRetries(with.delayedRetry, activities.names())
            .stores(with.stores())
            .reader(with.reader)
            .clock(with.clock)
            .sleeper(with.sleeper)
            .newId(with.newId)
            .telemetry(with.telemetry)
            .build();
    this.deadLetterQueue =
        new ObservedDeadLetterQueue(letters.queue(), with.delayedRetry, with.telemetry);
    this.workflows =
        new InProcessWorkflows(
            activities,
            deadLetterQueue,
            with.retry,
            with.origin,
            with.clock,
            with.executor,
            with.sleeper,
            with.telemetry);
    this.deadLetters = letters.through(workflows);
    this.statuses = new EventStatuses(workflows, with.stores().deadLetters());
    this.identity = EventIdentity.in(with.stores(), with.clock);
    this.arrivals =
        new EventArrivals(
            workflows,
            new RejectedArrivals(deadLetterQueue, with.origin, with.clock),
            with.telemetry,
            Parking.OFF,
            identity,
            null);
    this.reader = with.reader;
    this.executor = with.executor;
    this.clock = with.clock;
    this.newId = with.newId;
  }

  /**
   * {@return a builder that needs an activity, and has defaults for all else: {@link
   * RetryPolicy#standard()}, dead letters in memory, the system's clock, the common pool}
   */
  public static FanOutBuilder builder() {
    return new FanOutBuilder();
  }

  /**
   * Runs an event through all activities. Returns when it has ended, is a dead letter, or waits for
   * an automatic retry: blocks through the pauses between rounds, 6.6 seconds in all by the
   * standard policy. An event that was published before in this process returns at once.
   *
   * @param event the event
   * @return done, dead, or running if it waits for an automatic retry; with a report for each
   *     activity
   * @throws InvalidInputException for a time before the year 2000 or over a day from now
   * @throws EventIdReusedException if an event of this identity had another content, and the stores
   *     have an {@link io.spillway.ports.event.EventRegistry}
   * @throws PortException if the event did not end and could not be dead-lettered; safe to publish
   *     again
   */
  public WorkflowStatus publish(StreamEvent event) {
    return publish(EventDraft.of(event));
  }

  /**
   * Validates an event from an untrusted source, and runs it through all activities like {@link
   * #publish(StreamEvent)}.
   *
   * @param draft the event; a missing id is replaced by a new one, a missing time by the current
   *     one
   * @return the status, as by {@link #publish(StreamEvent)}
   * @throws InvalidInputException naming each bad field
   * @throws EventIdReusedException as by {@link #publish(StreamEvent)}
   * @throws PortException if the event did not end and could not be dead-lettered; with an id it is
   *     safe to publish again
   */
  public WorkflowStatus publish(EventDraft draft) {
    Instant now = clock.instant();
    StreamEvent event = EventIntake.check(draft, newId, now);
    if (identity.isReused(event)) {
      throw new EventIdReusedException();
    }
    arrivals.start(DirectPayload.arrival(event, now), event);
    return status(event.streamId(), event.source(), event.eventId())
        .orElseThrow(
            () -> new IllegalStateException("the workflow was forgotten before it was read"));
  }

  /**
   * Runs an event like {@link #publish(StreamEvent)} on a thread of the executor, which it occupies
   * until the event has ended.
   *
   * @param event the event
   * @return the status to come; exceptions are those of {@code publish}
   */
  public CompletableFuture<WorkflowStatus> publishAsync(StreamEvent event) {
    return CompletableFuture.supplyAsync(() -> publish(event), executor);
  }

  /**
   * Receives up to {@value WorkQueue#MAX_BATCH} events from a queue, one after another; runs each
   * to its end and then deletes it. A payload that the reader refuses, and an event with bad
   * fields, becomes a dead letter. To be called in a loop. A delivery is hidden from other
   * consumers for 30 minutes and not renewed, because this class makes no threads: the one that a
   * killed process had is delivered again after that time.
   *
   * @param queue the queue; its payloads are read by the builder's {@code reader}
   * @return the number of processed deliveries; 0 if the queue is empty
   * @throws PortException if the queue failed, or an event did not end; that event is delivered
   *     again
   */
  public int consume(WorkQueue queue) {
    for (int taken = 0; taken < WorkQueue.MAX_BATCH; taken++) {
      List<Delivery> next = queue.receive(1, VISIBILITY);
      if (next.isEmpty()) {
        return taken;
      }
      Delivery delivery = next.get(0);
      receive(queue.name(), delivery);
      queue.delete(delivery);
    }
    return WorkQueue.MAX_BATCH;
  }

  /**
   * {@return the status of an event of the source {@link StreamEvent#API}, as by {@link
   * #status(String, String, String)}}
   *
   * @param streamId the stream's id
   * @param eventId the event's id
   * @throws PortException if the store of dead letters failed
   */
  public Optional<WorkflowStatus> status(String streamId, String eventId) {
    return status(streamId, StreamEvent.API, eventId);
  }

  /**
   * {@return an event's status with the redrives of its dead letter: done if one succeeded, running
   * while one runs; empty when this process has not seen the event or has forgotten it, and no dead
   * letter has its workflow}
   *
   * @param streamId the stream's id
   * @param source the event's source
   * @param eventId the event's id
   * @throws PortException if the store of dead letters failed; it is read unless the event's first
   *     workflow is known to be running or done
   */
  public Optional<WorkflowStatus> status(String streamId, String source, String eventId) {
    return statuses.find(streamId, StreamEvent.key(source, eventId)).map(EventStatus::merged);
  }

  /** {@return the dead letters of this fan-out} */
  public DeadLetters deadLetters() {
    return deadLetters;
  }

  /**
   * Continues redrives and automatic retries, {@link DeadLetters#runMaintenance()}, and sends the
   * alerts that wait. To be called once a minute. Safe to run in any number of processes at once.
   */
  public void runMaintenance() {
    deadLetters.runMaintenance();
    if (sender != null) {
      sender.runMaintenance();
    }
  }

  /**
   * {@return the health of the store of dead letters, or of the alert channel if that is worse}
   * Alerts that wait for a receiver, or were given up, make it degraded.
   */
  @Override
  public Health health() {
    Health letters = deadLetterQueue.health();
    Health alerts = sender == null ? letters : sender.health();
    return alerts.state().compareTo(letters.state()) > 0 ? alerts : letters;
  }

  /** Returns the class alone, because the message may quote the payload. */
  private static String type(RuntimeException e) {
    return e.getClass().getName();
  }

  private void receive(String queue, Delivery delivery) {
    Arrival arrival =
        new Arrival(
            queue,
            delivery.messageId(),
            delivery.insertedAt(),
            delivery.dequeueCount(),
            delivery.payload(),
            "application/octet-stream",
            null);
    EventDraft draft;
    try {
      draft = requireNonNull(reader.read(arrival), "event");
    } catch (PortException e) {
      throw e;
    } catch (RuntimeException e) {
      Rejection rejection =
          e instanceof InvalidInputException invalid
              ? Rejection.of(UNREADABLE, invalid)
              : Rejection.of(Failure.permanent(UNREADABLE, type(e)));
      arrivals.refuse(arrival, EventIdentifiers.NONE, rejection);
      return;
    }
    arrivals.receive(arrival, draft);
  }
}
