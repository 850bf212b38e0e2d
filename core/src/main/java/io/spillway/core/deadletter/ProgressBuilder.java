package io.spillway.core.deadletter;

import io.spillway.ports.deadletter.RedriveProgress;
import io.spillway.ports.deadletter.RedriveProgress.Skip;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Builder of a redrive's progress: moves dead letters from selected to in progress to ended. */
final class ProgressBuilder {

  /** Bounds the size of a stored redrive; reasons are shorter unless they name many fields. */
  private static final int MAX_WHY = 500;

  private final long total;
  private @Nullable String cursor;
  private int nextId;
  private boolean exhausted;
  private int waves;
  private final Set<String> inHand;
  private long succeeded;
  private long failedAgain;
  private long skipped;
  private final List<Skip> skips;
  private @Nullable Instant pacedAt;

  ProgressBuilder(RedriveProgress before) {
    total = before.total();
    cursor = before.cursor();
    nextId = before.nextId();
    exhausted = before.exhausted();
    waves = before.waves();
    inHand = new LinkedHashSet<>(before.inHand());
    succeeded = before.succeeded();
    failedAgain = before.failedAgain();
    skipped = before.skipped();
    skips = new ArrayList<>(before.skips());
    pacedAt = before.pacedAt();
  }

  ProgressBuilder take(
      List<String> ids, @Nullable String next, int nextOfIds, boolean noMore, Instant now) {
    inHand.addAll(ids);
    cursor = next;
    nextId = nextOfIds;
    exhausted = noMore;
    waves += ids.isEmpty() ? 0 : 1;
    pacedAt = now;
    return this;
  }

  void recordSuccess(String id) {
    succeeded += inHand.remove(id) ? 1 : 0;
  }

  void recordFailure(String id) {
    failedAgain += inHand.remove(id) ? 1 : 0;
  }

  void recordSkip(String id, String why) {
    if (inHand.remove(id)) {
      skipped++;
      if (skips.size() < RedriveProgress.MAX_SKIPS) {
        skips.add(new Skip(id, why.substring(0, Math.min(why.length(), MAX_WHY))));
      }
    }
  }

  RedriveProgress build() {
    return new RedriveProgress(
        total,
        cursor,
        nextId,
        exhausted,
        waves,
        List.copyOf(inHand),
        succeeded,
        failedAgain,
        skipped,
        skips,
        pacedAt);
  }
}
