package io.spillway.functions.operations;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import io.spillway.core.message.RecheckSweep;
import io.spillway.core.message.Swept;
import io.spillway.core.message.UnmoderatedBacklog;
import io.spillway.core.violation.ViolationReview;
import io.spillway.functions.Spillway;
import io.spillway.functions.invocation.QueueEntry;
import io.spillway.functions.moderation.LateModerationException;
import io.spillway.ports.PageRequest;
import java.util.logging.Level;

/** What timers finish when a crash or an outage came in between. */
public final class SweepFunctions {

  private final ViolationReview review;
  private final RecheckSweep recheck;
  private final PoisonWatch poison;

  public SweepFunctions(Spillway spillway, PoisonDepths depths) {
    this.review = spillway.violationReview();
    this.recheck = spillway.recheckSweep();
    this.poison = new PoisonWatch(spillway, depths);
  }

  /** Each minute: releases and withdrawals that moderators' decisions still owe. */
  @FunctionName("SettleDecisions")
  public void settleDecisions(
      @TimerTrigger(name = "timer", schedule = "0 * * * * *") String timer,
      ExecutionContext context) {
    QueueEntry.run(
        context,
        () -> {
          review.settleOwed(PageRequest.MAX_LIMIT);
          review.confirm(PageRequest.MAX_LIMIT);
        });
  }

  /** Each minute: messages that were published while the classifier gave no answer. */
  @FunctionName("RecheckUnmoderated")
  public void recheckUnmoderated(
      @TimerTrigger(name = "timer", schedule = "30 * * * * *") String timer,
      ExecutionContext context) {
    QueueEntry.run(context, () -> recheck(context));
  }

  /**
   * Every five minutes: fails on purpose while a message has been readable unmoderated for too
   * long, and when it cannot tell. The host counts failures of each function without any agent in
   * the app, so its failures are an alert. Before that it watches the poison queues, which is an
   * alert of its own: nothing there makes this fail.
   */
  @FunctionName("WatchUnmoderated")
  public void watchUnmoderated(
      @TimerTrigger(name = "timer", schedule = "15 */5 * * * *") String timer,
      ExecutionContext context) {
    QueueEntry.run(
        context,
        () -> {
          poison.run(line -> warn(context, line));
          UnmoderatedBacklog backlog = recheck.backlog();
          if (backlog.isLate()) {
            warn(context, describe(backlog));
            throw new LateModerationException();
          }
        });
  }

  private void recheck(ExecutionContext context) {
    Swept swept = recheck.run();
    if (swept.outage() != null) {
      warn(context, "the recheck of unmoderated messages ended early: " + swept.outage().code());
    }
    UnmoderatedBacklog backlog = recheck.backlog();
    if (backlog.isLate()) {
      warn(context, describe(backlog));
    }
  }

  private static String describe(UnmoderatedBacklog backlog) {
    long minutes = backlog.age().toMinutes();
    return backlog.count() + " unmoderated, the oldest for " + minutes + " minutes";
  }

  private static void warn(ExecutionContext context, String what) {
    context.getLogger().log(Level.WARNING, () -> context.getFunctionName() + ": " + what);
  }
}
