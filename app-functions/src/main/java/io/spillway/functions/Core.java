package io.spillway.functions;

import io.spillway.DeadLetters;
import io.spillway.EventReader;
import io.spillway.InvalidInputException;
import io.spillway.Moderation;
import io.spillway.RetryPolicy;
import io.spillway.core.deadletter.ObservedDeadLetterQueue;
import io.spillway.core.deadletter.RejectedArrivals;
import io.spillway.core.event.Activities;
import io.spillway.core.event.Alerting;
import io.spillway.core.event.EventIdentity;
import io.spillway.core.event.EventIntake;
import io.spillway.core.event.EventRequeueing;
import io.spillway.core.event.OutageWatch;
import io.spillway.core.event.Parking;
import io.spillway.core.event.ParkingRules;
import io.spillway.core.event.StreamParking;
import io.spillway.core.moderation.ClassifierFailureLog;
import io.spillway.core.stream.StreamActivityLog;
import io.spillway.functions.events.SourceArrivals;
import io.spillway.functions.invocation.FunctionLog;
import io.spillway.functions.invocation.LoggedOutcomes;
import io.spillway.functions.orchestration.EventProcessing;
import io.spillway.functions.orchestration.WorkflowEngine;
import io.spillway.functions.orchestration.WorkflowPlan;
import io.spillway.ports.deadletter.DeadLetterQueue;
import io.spillway.ports.event.Arrival;
import io.spillway.ports.event.EventDraft;
import io.spillway.ports.source.EventSource;
import io.spillway.ports.telemetry.Telemetry;
import io.spillway.wire.EventPayload;
import io.spillway.wire.JsonPatches;
import io.spillway.wire.ParkedEventPayload;
import io.spillway.wire.QueuedDeadLetters;
import io.spillway.wire.QueuedEvents;
import io.spillway.wire.UnreadablePayloadException;
import java.util.List;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * Core's entry points over one set of adapters. All except moderation are created on first use, so
 * that a first message after a cold start does not wait for those of events. Thread-safe.
 */
final class Core {

  private final Adapters adapters;
  private final WorkflowEngine engine;
  private final Telemetry telemetry;
  private final Moderation moderation;
  private final Executor senders;
  private @Nullable Notifications notifications;
  private @Nullable EventProcessing eventProcessing;
  private @Nullable EventIntake eventIntake;
  private @Nullable DeadLetters deadLetters;

  /**
   * Builds moderation with the stored policies.
   *
   * @param counters the telemetry that counts outcomes, which are logged as well
   * @param background the executor that refreshes policies
   * @param senders the executor that sends notifications
   */
  Core(
      Adapters adapters,
      WorkflowEngine engine,
      Telemetry counters,
      Executor background,
      Executor senders) {
    this.adapters = adapters;
    this.engine = engine;
    this.senders = senders;
    this.telemetry = new LoggedOutcomes(counters);
    this.moderation =
        Moderation.builder()
            .stores(adapters.stores())
            .classifier(adapters.classifier())
            .onClassifierFailure(
                new ClassifierFailureLog(adapters.clock(), FunctionLog::logClassifierFailure))
            .clock(adapters.clock())
            .newId(adapters.newId())
            .background(background)
            .telemetry(telemetry)
            .alertChannel(adapters.alertChannel())
            .build();
  }

  Telemetry telemetry() {
    return telemetry;
  }

  Moderation moderation() {
    return moderation;
  }

  synchronized Notifications notifications() {
    if (notifications == null) {
      notifications = Notifications.on(adapters, moderation, senders);
    }
    return notifications;
  }

  /** Returns the processing with the standard activities. */
  synchronized EventProcessing eventProcessing() {
    if (eventProcessing == null) {
      eventProcessing = eventProcessing(adapters, moderation, notifications(), engine, telemetry);
    }
    return eventProcessing;
  }

  synchronized EventIntake eventIntake() {
    if (eventIntake == null) {
      eventIntake =
          new EventIntake(
              new QueuedEvents(adapters.eventQueue()),
              adapters.clock(),
              adapters.newId(),
              eventProcessing().identity());
    }
    return eventIntake;
  }

  synchronized DeadLetters deadLetters() {
    if (deadLetters == null) {
      deadLetters =
          DeadLetters.builder()
              .stores(adapters.stores())
              .reader(reader(adapters.sources()))
              .patches(new JsonPatches())
              .clock(adapters.clock())
              .sleeper(adapters.sleeper())
              .newId(adapters.newId())
              .telemetry(telemetry)
              .automaticRetries(adapters.retries(), eventProcessing().activities().names())
              .build();
    }
    return deadLetters;
  }

  /** Returns the reader of payloads from the event queue and of deliveries of sources. */
  private static EventReader reader(List<EventSource> sources) {
    SourceArrivals deliveries = new SourceArrivals(sources);
    return arrival ->
        SourceArrivals.isDelivery(arrival) ? deliveries.event(arrival) : event(arrival);
  }

  private static EventDraft event(Arrival arrival) {
    try {
      return EventPayload.read(arrival.payload()).draft();
    } catch (UnreadablePayloadException e) {
      throw new InvalidInputException("payload", e.failure().message());
    }
  }

  private static EventProcessing eventProcessing(
      Adapters adapters,
      Moderation moderation,
      Notifications notifications,
      WorkflowEngine engine,
      Telemetry telemetry) {
    DeadLetterQueue deadLetters =
        new ObservedDeadLetterQueue(
            new QueuedDeadLetters(adapters.deadLetterQueue()), adapters.retries(), telemetry);
    Activities activities =
        Activities.standard(
                adapters.stores().stats(),
                new Alerting(
                    adapters.alertRules(),
                    adapters.stores().alerts(),
                    notifications.outbox(),
                    moderation::checkName,
                    moderation.donorMessages()),
                adapters.stores().events(),
                StreamActivityLog.of(adapters.stores(), adapters.clock()))
            .watchedBy(new OutageWatch(adapters.clock()));
    return new EventProcessing(
        activities,
        deadLetters,
        new RejectedArrivals(deadLetters, adapters.origin(), adapters.clock()),
        new WorkflowPlan(activities.names(), RetryPolicy.STANDARD, adapters.origin()),
        engine,
        telemetry,
        parking(adapters),
        EventIdentity.of(adapters.stores().eventRegistry(), adapters.clock()),
        new EventRequeueing(
            adapters.eventQueue(),
            ParkedEventPayload::write,
            adapters.retries(),
            adapters.clock()));
  }

  private static Parking parking(Adapters adapters) {
    ParkingRules rules = adapters.parking();
    return rules == null
        ? Parking.OFF
        : new StreamParking(
            adapters.stores().deadLetters(),
            adapters.eventQueue(),
            ParkedEventPayload::write,
            rules,
            adapters.clock());
  }
}
