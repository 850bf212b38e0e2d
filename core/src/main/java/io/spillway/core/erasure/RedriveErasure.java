package io.spillway.core.erasure;

import io.spillway.ports.AuthorNames;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Replacement;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.deadletter.RedriveJob;
import io.spillway.ports.deadletter.RedriveJobStore;
import io.spillway.ports.deadletter.RedriveOrder;
import io.spillway.ports.erasure.Erasure;
import org.jspecify.annotations.Nullable;

/**
 * Redrives of the dead letters that contain an author's name, which is in their order. An order
 * with remaining work is left for a later pass.
 */
final class RedriveErasure {

  private final RedriveJobStore store;

  RedriveErasure(RedriveJobStore store) {
    this.store = store;
  }

  /** Returns the redrives of a page that search for an author's name. */
  Page<Versioned<RedriveJob>> searching(
      String author, @Nullable String streamId, PageRequest page) {
    Page<Versioned<RedriveJob>> found = store.list(page);
    return new Page<>(
        found.items().stream()
            .filter(job -> searches(job.value().order().filter(), author, streamId))
            .toList(),
        found.nextCursor());
  }

  void erase(Versioned<RedriveJob> found, ErasurePiece piece) {
    RedriveJob job = found.value();
    if (!piece.covers(job.createdAt())) {
      return;
    }
    boolean isReplaced =
        !job.hasWork()
            && store.replace(withoutName(job), found.version())
                instanceof Replacement.Replaced<RedriveJob>;
    piece.count("redrives", isReplaced);
    if (!isReplaced) {
      piece.leave();
    }
  }

  private static boolean searches(
      @Nullable DeadLetterFilter filter, String author, @Nullable String streamId) {
    return filter != null
        && filter.text() != null
        && (streamId == null || streamId.equals(filter.streamId()))
        && AuthorNames.foldedKey(withoutQuotes(filter.text()))
            .equals(AuthorNames.foldedKey(author));
  }

  private static String withoutQuotes(String text) {
    boolean isQuoted = text.length() > 2 && text.startsWith("\"") && text.endsWith("\"");
    return isQuoted ? text.substring(1, text.length() - 1) : text;
  }

  private static RedriveJob withoutName(RedriveJob job) {
    RedriveOrder order = job.order();
    DeadLetterFilter filter = order.filter();
    RedriveOrder anonymous =
        new RedriveOrder(
            filter == null ? null : filter.containing(Erasure.PLACEHOLDER),
            order.ids(),
            order.canary(),
            order.ratePerSecond(),
            order.maxGeneration(),
            order.reason(),
            order.by());
    return new RedriveJob(
        job.id(),
        anonymous,
        job.state(),
        job.note(),
        job.createdAt(),
        job.progress(),
        job.leasedUntil());
  }
}
