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

/** Core's entry points over one set of adapters. */
record Core(
    Moderation moderation,
    EventIntake eventIntake,
    EventProcessing eventProcessing,
    DeadLetters deadLetters,
    Notifications notifications,
    Telemetry telemetry) {

  /**
   * Builds the services with the stored policies and the standard activities.
   *
   * @param counters the telemetry that counts outcomes, which are logged as well
   * @param background the executor that refreshes policies
   * @param senders the executor that sends notifications
   */
  static Core on(
      Adapters adapters,
      WorkflowEngine engine,
      Telemetry counters,
      Executor background,
      Executor senders) {
    Telemetry telemetry = new LoggedOutcomes(counters);
    Moderation moderation =
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
    Notifications notifications = Notifications.on(adapters, moderation, senders);
    EventProcessing processing =
        eventProcessing(adapters, moderation, notifications, engine, telemetry);
    return new Core(
        moderation,
        new EventIntake(
            new QueuedEvents(adapters.eventQueue()),
            adapters.clock(),
            adapters.newId(),
            processing.identity()),
        processing,
        DeadLetters.builder()
            .stores(adapters.stores())
            .reader(reader(adapters.sources()))
            .patches(new JsonPatches())
            .clock(adapters.clock())
            .sleeper(adapters.sleeper())
            .newId(adapters.newId())
            .telemetry(telemetry)
            .automaticRetries(adapters.retries(), processing.activities().names())
            .build(),
        notifications,
        telemetry);
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
