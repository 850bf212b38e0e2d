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
import io.spillway.ports.queue.Payload;
import org.jspecify.annotations.Nullable;

/**
 * Redrives whose order contains an author's name, in its filter or patch. An order with remaining
 * work is left for a later pass.
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
        found.items().stream().filter(job -> names(job.value().order(), author, streamId)).toList(),
        found.nextCursor());
  }

  void erase(Versioned<RedriveJob> found, ErasurePiece piece) {
    RedriveJob job = found.value();
    if (!piece.covers(job.createdAt())) {
      return;
    }
    boolean isReplaced =
        !job.hasWork()
            && store.replace(withoutName(job, piece.author()), found.version())
                instanceof Replacement.Replaced<RedriveJob>;
    piece.count("redrives", isReplaced);
    if (!isReplaced) {
      piece.leave();
    }
  }

  private static boolean names(RedriveOrder order, String author, @Nullable String streamId) {
    return searches(order.filter(), author, streamId)
        || (order.patch() != null
            && (streamId == null || isOf(streamId, order))
            && new NameInPayload(author).isIn(Payload.of(order.patch())));
  }

  /** Returns whether an order selects dead letters of one stream only, which its patch is about. */
  private static boolean isOf(String streamId, RedriveOrder order) {
    DeadLetterFilter filter = order.filter();
    return filter == null
        ? order.ids().stream().allMatch(id -> id.startsWith(streamId + "~"))
        : streamId.equals(filter.streamId());
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

  private static RedriveJob withoutName(RedriveJob job, String author) {
    RedriveOrder order = job.order();
    DeadLetterFilter filter = order.filter();
    RedriveOrder anonymous =
        new RedriveOrder(
            order.action(),
            order.patch() == null ? null : withoutName(order.patch(), author),
            filter != null && searches(filter, author, filter.streamId())
                ? filter.containing(Erasure.PLACEHOLDER)
                : filter,
            order.ids(),
            order.canary(),
            order.ratePerSecond(),
            order.maxGeneration(),
            order.reason(),
            order.by(),
            order.expected());
    return new RedriveJob(
        job.id(),
        anonymous,
        job.state(),
        job.note(),
        job.createdAt(),
        job.progress(),
        job.leasedUntil());
  }

  private static String withoutName(String patch, String author) {
    return new NameInPayload(author).removedFrom(Payload.of(patch)).text().orElse("[]");
  }
}
