package io.spillway.functions;

import io.spillway.RetryPolicy;
import io.spillway.core.deadletter.DeadLetterOffice;
import io.spillway.core.deadletter.NotedBurials;
import io.spillway.core.erasure.AuthorErasures;
import io.spillway.core.event.Activities;
import io.spillway.core.event.EventIntake;
import io.spillway.core.event.OutageWatch;
import io.spillway.core.event.Parking;
import io.spillway.core.event.ParkingRules;
import io.spillway.core.event.StreamParking;
import io.spillway.core.message.MessageIntake;
import io.spillway.core.message.RecheckRules;
import io.spillway.core.message.RecheckSweep;
import io.spillway.core.moderation.ClassifierFailureLog;
import io.spillway.core.moderation.TextModeration;
import io.spillway.core.policy.StoredPolicies;
import io.spillway.core.standing.AuthorStanding;
import io.spillway.core.violation.ViolationReview;
import io.spillway.functions.deadletters.DeadLetterWork;
import io.spillway.functions.invocation.FunctionLog;
import io.spillway.functions.invocation.LoggedOutcomes;
import io.spillway.functions.orchestration.EventProcessing;
import io.spillway.functions.orchestration.WorkflowEngine;
import io.spillway.functions.orchestration.WorkflowPlan;
import io.spillway.ports.deadletter.DeadLetterQueue;
import io.spillway.ports.telemetry.Telemetry;
import io.spillway.wire.ParkedEventPayload;
import io.spillway.wire.QueuedDeadLetters;
import io.spillway.wire.QueuedEvents;
import java.util.concurrent.Executor;

/** Core's facades over one set of adapters. */
record Core(
    StoredPolicies policies,
    AuthorStanding authorStanding,
    MessageIntake messageIntake,
    RecheckSweep recheckSweep,
    ViolationReview violationReview,
    AuthorErasures erasures,
    EventIntake eventIntake,
    EventProcessing eventProcessing,
    DeadLetterWork deadLetterWork,
    Telemetry telemetry) {

  /**
   * Puts them together with the stored policies and the standard activities.
   *
   * @param counters is told what becomes of messages and events, which is logged as well
   * @param background reads policies again while messages go on
   */
  static Core on(
      Adapters adapters, WorkflowEngine engine, Telemetry counters, Executor background) {
    Telemetry telemetry = new LoggedOutcomes(counters);
    StoredPolicies policies =
        new StoredPolicies(adapters.stores().policies(), adapters.clock(), background);
    TextModeration moderation =
        new TextModeration(
            adapters.classifier(),
            policies::inForce,
            new ClassifierFailureLog(adapters.clock(), FunctionLog::classifierFailed));
    AuthorStanding standing =
        new AuthorStanding(
            adapters.stores()::violationArchive,
            streamId -> policies.inForce(streamId).standing(),
            adapters.clock());
    return new Core(
        policies,
        standing,
        new MessageIntake(
            adapters.stores().messages(),
            adapters.stores().violations(),
            moderation,
            standing,
            adapters.clock(),
            adapters.newId(),
            telemetry),
        new RecheckSweep(
            adapters.stores().messages(),
            adapters.stores().violations(),
            moderation,
            RecheckRules.STANDARD,
            adapters.clock(),
            telemetry),
        new ViolationReview(
            adapters.stores().messages(), adapters.stores().violations(), adapters.clock()),
        new AuthorErasures(
            adapters.stores().erasures(),
            adapters.stores().messages(),
            adapters.stores().messageArchive(),
            adapters.stores().violationArchive(),
            adapters.clock(),
            adapters.newId()),
        new EventIntake(
            new QueuedEvents(adapters.eventQueue()), adapters.clock(), adapters.newId()),
        eventProcessing(adapters, engine, telemetry),
        DeadLetterWork.on(
            adapters.stores().deadLetters(),
            adapters.stores().redrives(),
            adapters.deadLetterQueue(),
            adapters.clock(),
            adapters.pauser(),
            telemetry),
        telemetry);
  }

  private static EventProcessing eventProcessing(
      Adapters adapters, WorkflowEngine engine, Telemetry telemetry) {
    DeadLetterQueue deadLetters =
        new NotedBurials(new QueuedDeadLetters(adapters.deadLetterQueue()), telemetry);
    Activities activities =
        Activities.standard(
                adapters.stores().stats(), adapters.alerting(), adapters.stores().events())
            .watchedBy(new OutageWatch(adapters.clock()));
    return new EventProcessing(
        activities,
        deadLetters,
        new DeadLetterOffice(deadLetters, adapters.origin(), adapters.clock()),
        new WorkflowPlan(activities.names(), RetryPolicy.STANDARD, adapters.origin()),
        engine,
        telemetry,
        parking(adapters));
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
