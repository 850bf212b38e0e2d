package io.spillway.adapters.azure.cosmos;

import static io.spillway.adapters.azure.cosmos.Batches.DOES_NOT_HOLD;
import static io.spillway.adapters.azure.cosmos.Batches.NOT_FOUND;
import static io.spillway.adapters.azure.cosmos.Batches.RETRY_WITH;

import com.azure.cosmos.models.CosmosBatch;
import com.azure.cosmos.models.CosmosPatchOperations;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.spillway.ports.PortException;
import io.spillway.ports.event.Milestones;
import io.spillway.ports.event.StreamEvent;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Milestones of the number of followers, which is the sum over several documents. The document of
 * the whole stream has one property for each: open, reached, or passed before it was known.
 *
 * <p>A follow is counted first. Then the sum is read, and if it has come to an open milestone, one
 * batch writes it into the marker of the follow and makes it reached. The call that counted the
 * follow that completes a milestone reads at least this number, so that a milestone stays open only
 * until the calls of the follows so far have ended or were repeated. Each of them takes the lowest
 * open one.
 *
 * <p>A milestone must be known before the follow that completes it is counted; otherwise it could
 * not be distinguished from one that the stream passed before the rules had it.
 */
final class FollowerMilestones {

  private static final String PREFIX = "milestone-";
  private static final String OPEN = "open";
  private static final String REACHED = "reached";
  private static final String PASSED = "passed";

  private static final int TRIES = 50;

  /** Maximum number of streams whose milestones this process remembers to be known. */
  private static final int MOST_REMEMBERED = 1_000;

  private final Documents documents;
  private final Map<String, Milestones> known = new LinkedHashMap<>();

  FollowerMilestones(Documents documents) {
    this.documents = documents;
  }

  /** Stores milestones that the stream does not have yet: open ones above its followers. */
  void add(String streamId, Milestones milestones) {
    if (isKnown(streamId, milestones)) {
      return;
    }
    for (int i = 0; i < TRIES; i++) {
      if (store(streamId, milestones)) {
        remember(streamId, milestones);
        return;
      }
    }
    throw changedRepeatedly();
  }

  private boolean isKnown(String streamId, Milestones milestones) {
    synchronized (known) {
      return milestones.equals(known.get(streamId));
    }
  }

  private void remember(String streamId, Milestones milestones) {
    synchronized (known) {
      known.put(streamId, milestones);
      if (known.size() > MOST_REMEMBERED) {
        known.remove(known.keySet().iterator().next());
      }
    }
  }

  private boolean store(String streamId, Milestones milestones) {
    StoredTotals totals = StoredTotals.of(documents, streamId);
    TotalsDocument stored = totals.ofStream();
    ObjectNode document =
        stored == null
            ? TotalsDocument.empty(streamId, TotalsDocument.ID)
            : stored.document().deepCopy();
    long before = Math.max(totals.followers(), totals.followerPeak());
    boolean complete = true;
    for (long number : milestones.numbers()) {
      if (!document.has(PREFIX + number)) {
        document.put(PREFIX + number, number > before ? OPEN : PASSED);
        complete = false;
      }
    }
    if (complete) {
      return true;
    }
    return stored == null
        ? documents.create(document).isPresent()
        : documents.replace(document, stored.etag()).isPresent();
  }

  /**
   * Returns the milestone that a counted follow reaches; null for none. If a call fails, a repeated
   * one continues.
   */
  @Nullable Long reach(StreamEvent follow, Milestones milestones) {
    String streamId = follow.streamId();
    for (int i = 0; i < TRIES; i++) {
      Long number = lowestOpen(StoredTotals.of(documents, streamId), milestones);
      if (number == null) {
        return null;
      }
      int status =
          documents.run(
              streamId, batch(follow, number), Set.of(NOT_FOUND, DOES_NOT_HOLD, RETRY_WITH));
      if (status == NOT_FOUND) {
        return null;
      }
      if (status != DOES_NOT_HOLD && status != RETRY_WITH) {
        return number;
      }
      Long own =
          documents
              .find(streamId, StatsMarker.id(follow.key()))
              .map(document -> new StatsMarker(document).milestone())
              .orElse(null);
      if (own != null) {
        return own;
      }
    }
    throw changedRepeatedly();
  }

  private static @Nullable Long lowestOpen(StoredTotals totals, Milestones milestones) {
    TotalsDocument stored = totals.ofStream();
    if (stored == null) {
      return null;
    }
    long followers = totals.followers();
    return milestones.numbers().stream()
        .filter(number -> number <= followers)
        .filter(number -> stored.document().path(PREFIX + number).asText().equals(OPEN))
        .findFirst()
        .orElse(null);
  }

  private static CosmosBatch batch(StreamEvent follow, long number) {
    CosmosBatch batch = Batches.of(follow.streamId());
    batch.patchItemOperation(
        StatsMarker.id(follow.key()),
        CosmosPatchOperations.create().set("/" + StatsMarker.MILESTONE, number),
        Batches.onlyIf("NOT IS_DEFINED(c." + StatsMarker.MILESTONE + ")"));
    String property = PREFIX + number;
    batch.patchItemOperation(
        TotalsDocument.ID,
        CosmosPatchOperations.create().set("/" + property, REACHED),
        Batches.onlyIf("c[\"" + property + "\"] = \"" + OPEN + "\""));
    return batch;
  }

  private PortException changedRepeatedly() {
    return new PortException(
        documents.failures().unavailable("the stream's milestones changed repeatedly"));
  }
}
