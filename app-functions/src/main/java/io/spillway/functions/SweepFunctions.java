package io.spillway.functions;

import com.microsoft.azure.functions.ExecutionContext;
import com.microsoft.azure.functions.annotation.FunctionName;
import com.microsoft.azure.functions.annotation.TimerTrigger;
import io.spillway.core.violation.ViolationReview;
import io.spillway.functions.entry.QueueEntry;
import io.spillway.ports.PageRequest;

/** What timers finish when a crash or an outage came in between. */
public final class SweepFunctions {

  private final ViolationReview review;

  public SweepFunctions(Spillway spillway) {
    this.review = spillway.violationReview();
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
}
