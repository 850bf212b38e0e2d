package io.spillway.core.deadletter;

import io.spillway.ports.deadletter.RedriveJob;
import io.spillway.ports.deadletter.RedriveOrder;
import io.spillway.ports.deadletter.RedriveProgress;
import java.time.Duration;
import java.time.Instant;

/** How many letters a redrive may take in hand now. Pure. */
final class RedrivePace {

  /** How many must have succeeded before the next, larger step: 1, then 5 more, then 20 more. */
  private static final int[] CANARY_STEPS = {1, 5, 20};

  /** Letters that the canary consists of. */
  static final int CANARY = 26;

  /** What was not used of the rate is saved up for this long. */
  private static final Duration MOST_SAVED = Duration.ofSeconds(10);

  private RedrivePace() {}

  /** Whether so far only the canary is redriven. */
  static boolean isCanary(RedriveJob job) {
    return job.order().canary() && job.progress().succeeded() < CANARY;
  }

  /** Most letters to be taken in hand at this instant; 0 or more. */
  static int mostNow(RedriveJob job, Instant now) {
    RedriveProgress progress = job.progress();
    if (job.state() != RedriveJob.State.RUNNING || progress.exhausted()) {
      return 0;
    }
    return Math.min(room(job), allowed(job.order(), progress, now));
  }

  private static int room(RedriveJob job) {
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

  private static int allowed(RedriveOrder order, RedriveProgress progress, Instant now) {
    Instant pacedAt = progress.pacedAt();
    if (pacedAt == null) {
      return order.ratePerSecond();
    }
    Duration saved = Duration.between(pacedAt, now);
    long millis = Math.min(saved.toMillis(), MOST_SAVED.toMillis());
    return (int) (order.ratePerSecond() * Math.max(0, millis) / 1_000);
  }
}
