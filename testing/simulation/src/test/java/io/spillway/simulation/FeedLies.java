package io.spillway.simulation;

import io.spillway.ports.message.FeedCursor;
import io.spillway.ports.message.FeedPage;
import io.spillway.ports.message.MessageChange;
import io.spillway.ports.message.MessageChange.Published;
import io.spillway.ports.message.MessageFeed;
import io.spillway.ports.moderation.Verdict;
import java.time.Instant;
import java.util.function.BiPredicate;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** Feeds that skip changes. */
final class FeedLies {

  private FeedLies() {}

  /** Tells only of messages sent since the last read, as a cursor by time would. */
  static UnaryOperator<SharedState> ofLateCommits() {
    return skipping(
        (change, readAt) ->
            change instanceof Published published && published.message().sentAt().isBefore(readAt));
  }

  static UnaryOperator<SharedState> ofWithdrawals() {
    return skipping((change, readAt) -> change instanceof MessageChange.Withdrawn);
  }

  /** Loses the change of a message that a moderator kept. */
  static UnaryOperator<SharedState> ofKeptMessages() {
    return skipping(
        (change, readAt) ->
            change instanceof Published published
                && published.message().verdict() instanceof Verdict.Kept);
  }

  private static UnaryOperator<SharedState> skipping(BiPredicate<MessageChange, Instant> skips) {
    return Lie.changed(
        MessageFeed.class,
        "read",
        (store, arguments) -> {
          String stream = (String) arguments[0];
          @Nullable String after = (String) arguments[1];
          FeedPage page = ((MessageFeed) store).read(stream, after, (int) arguments[2]);
          FeedCursor cursor = FeedCursor.read(stream, after, Instant.EPOCH);
          return cursor == null
              ? page
              : new FeedPage(
                  page.changes().stream()
                      .filter(change -> !skips.test(change, cursor.issuedAt()))
                      .toList(),
                  page.cursor());
        });
  }
}
