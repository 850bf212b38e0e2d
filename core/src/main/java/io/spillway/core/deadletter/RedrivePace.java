package io.spillway.core.deadletter;

import io.spillway.ports.deadletter.RedriveJob;
import io.spillway.ports.deadletter.RedriveOrder;
import io.spillway.ports.deadletter.RedriveProgress;
import java.time.Duration;
import java.time.Instant;

/** Rate limit of a redrive: computes the number of dead letters to start now. Pure. */
final class RedrivePace {

  /** Successes required before the next, larger step: 1, then 5 more, then 20 more. */
  private static final int[] CANARY_STEPS = {1, 5, 20};

  /** Size of the canary. */
  static final int CANARY = 26;

  /** Time for which unused rate is accumulated. */
  private static final Duration MOST_SAVED = Duration.ofSeconds(10);

  private RedrivePace() {}

  /** Returns whether the redrive is still in its canary. */
  static boolean isCanary(RedriveJob job) {
    return job.order().canary() && job.progress().succeeded() < CANARY;
  }

  /** Returns the most dead letters to start now, 0 or more. */
  static int mostNow(RedriveJob job, Instant now) {
    RedriveProgress progress = job.progress();
    if (job.state() != RedriveJob.State.RUNNING || progress.exhausted()) {
      return 0;
    }
    return Math.min(capacity(job), allowedByRate(job.order(), progress, now));
  }

  private static int capacity(RedriveJob job) {
    int inHand = job.progress().inHand().size();
    if (!isCanary(job)) {
      return RedriveProgress.MAX_IN_HAND - inHand;
    }
    if (inHand > 0) {
      return 0;
    }
    long missing = job.progress().succeeded();
    for (int step : CANARY_STEPS) {
      if (missing < step) {
        return step;
      }
      missing -= step;
    }
    return RedriveProgress.MAX_IN_HAND;
  }

  private static int allowedByRate(RedriveOrder order, RedriveProgress progress, Instant now) {
    Instant pacedAt = progress.pacedAt();
    if (pacedAt == null) {
      return order.ratePerSecond();
    }
    Duration saved = Duration.between(pacedAt, now);
    long millis = Math.min(saved.toMillis(), MOST_SAVED.toMillis());
    return (int) (order.ratePerSecond() * Math.max(0, millis) / 1_000);
  }
}
