package io.spillway.functions;

import io.spillway.core.deadletter.DeadLetterOffice;
import io.spillway.core.deadletter.NotedBurials;
import io.spillway.core.event.Activities;
import io.spillway.core.event.EventIntake;
import io.spillway.core.event.OutageWatch;
import io.spillway.core.event.Parking;
import io.spillway.core.event.ParkingRules;
import io.spillway.core.event.RetryPolicy;
import io.spillway.core.event.StreamParking;
import io.spillway.core.message.MessageIntake;
import io.spillway.core.message.RecheckRules;
import io.spillway.core.message.RecheckSweep;
import io.spillway.core.moderation.ClassifierFailureLog;
import io.spillway.core.moderation.Moderation;
import io.spillway.core.policy.Policies;
import io.spillway.core.standing.AuthorStanding;
import io.spillway.core.violation.ViolationReview;
import io.spillway.functions.deadletters.DeadLetterWork;
import io.spillway.functions.invocation.FunctionLog;
import io.spillway.functions.invocation.LoggedOutcomes;
import io.spillway.functions.orchestration.EventProcessing;
import io.spillway.functions.orchestration.WorkflowEngine;
import io.spillway.functions.orchestration.WorkflowPlan;
import io.spillway.functions.violations.ReviewDesk;
import io.spillway.ports.deadletter.DeadLetterQueue;
import io.spillway.ports.telemetry.Telemetry;
import io.spillway.wire.ParkedEventPayload;
import io.spillway.wire.QueuedDeadLetters;
import io.spillway.wire.QueuedEvents;
import java.util.concurrent.Executor;
import java.util.concurrent.ForkJoinPool;

/**
 * The whole, put together: core's facades over one set of adapters.
 *
 * @param adapters what it stands on
 */
public record Spillway(
    Adapters adapters,
    Policies policies,
    MessageIntake messageIntake,
    AuthorStanding authorStanding,
    RecheckSweep recheckSweep,
    ViolationReview violationReview,
    ReviewDesk reviewDesk,
    EventIntake eventIntake,
    EventProcessing eventProcessing,
    DeadLetterWork deadLetterWork) {

  /** Puts it together without counters: {@link #on(Adapters, WorkflowEngine, Telemetry)}. */
  public static Spillway on(Adapters adapters, WorkflowEngine engine) {
    return on(adapters, engine, Telemetry.NONE);
  }

  /**
   * Puts it together with the stored policies, and the standard activities.
   *
   * @param engine such as {@link io.spillway.functions.orchestration.DurableWorkflowEngine}
   * @param counters hears what becomes of messages and events, which is logged as well
   */
  public static Spillway on(Adapters adapters, WorkflowEngine engine, Telemetry counters) {
    return on(adapters, engine, counters, ForkJoinPool.commonPool());
  }

  /**
   * The same.
   *
   * @param background reads policies again while messages go on
   */
  public static Spillway on(
      Adapters adapters, WorkflowEngine engine, Telemetry counters, Executor background) {
    Telemetry telemetry = new LoggedOutcomes(counters);
    Policies policies = new Policies(adapters.policies(), adapters.clock(), background);
    Moderation moderation =
        new Moderation(
            adapters.classifier(),
            policies::inForce,
            new ClassifierFailureLog(adapters.clock(), FunctionLog::classifierFailed));
    AuthorStanding standing =
        new AuthorStanding(
            adapters.violations(),
            streamId -> policies.inForce(streamId).standing(),
            adapters.clock());
    return new Spillway(
        adapters,
        policies,
        messageIntake(adapters, moderation, standing, telemetry),
        standing,
        recheckSweep(adapters, moderation, telemetry),
        new ViolationReview(adapters.messages(), adapters.violations(), adapters.clock()),
        ReviewDesk.on(adapters, standing),
        new EventIntake(
            new QueuedEvents(adapters.eventQueue()), adapters.clock(), adapters.newId()),
        eventProcessing(adapters, engine, telemetry),
        DeadLetterWork.on(adapters, telemetry));
  }

  private static EventProcessing eventProcessing(
      Adapters adapters, WorkflowEngine engine, Telemetry telemetry) {
    DeadLetterQueue deadLetters =
        new NotedBurials(new QueuedDeadLetters(adapters.deadLetterQueue()), telemetry);
    Activities activities =
        Activities.standard(adapters.stats(), adapters.alerting(), adapters.events())
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
            adapters.deadLetters(),
            adapters.eventQueue(),
            ParkedEventPayload::write,
            rules,
            adapters.clock());
  }

  private static MessageIntake messageIntake(
      Adapters adapters, Moderation moderation, AuthorStanding standing, Telemetry telemetry) {
    return new MessageIntake(
        adapters.messages(),
        adapters.violations(),
        moderation,
        standing,
        adapters.clock(),
        adapters.newId(),
        telemetry);
  }

  private static RecheckSweep recheckSweep(
      Adapters adapters, Moderation moderation, Telemetry telemetry) {
    return new RecheckSweep(
        adapters.messages(),
        adapters.violations(),
        moderation,
        RecheckRules.STANDARD,
        adapters.clock(),
        telemetry);
  }
}
