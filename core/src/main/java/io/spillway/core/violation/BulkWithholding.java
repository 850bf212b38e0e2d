package io.spillway.core.violation;

import static java.util.Objects.requireNonNull;

import io.spillway.ReviewResult;
import io.spillway.Reviews;
import io.spillway.Withholding;
import io.spillway.core.Hash;
import io.spillway.core.InputCheck;
import io.spillway.ports.FailureCategory;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.PortException;
import io.spillway.ports.message.Message;
import io.spillway.ports.message.MessageArchive;
import io.spillway.ports.message.MessageFilter;
import io.spillway.ports.message.MessageOrder;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.telemetry.Telemetry;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationStore;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Withholds all published messages that match a filter, in slices.
 *
 * <p>A preview fixes the end of the filter and returns the number of messages, and an id of filter
 * and number. The decision is applied only with both, and only while no more messages match. Each
 * call withholds a slice and returns the cursor of the next one; after a crash, applying from the
 * start again finds only what is left. Each message is withheld as by {@link Reviews#withhold}.
 *
 * <p>Safe for use by many threads.
 */
public final class BulkWithholding {

  /** Most messages of one slice. */
  public static final int MAX_SLICE = 50;

  /** Time after which a slice ends early. */
  static final Duration SLICE_TIME = Duration.ofSeconds(5);

  private final MessageArchive archive;
  private final PublishedMessages published;
  private final InstantSource clock;

  /**
   * Creates the bulk withholding of a set of stores.
   *
   * @param messages the store of messages
   * @param archive the listing of messages
   * @param violations the store of violations
   * @param clock the time of decisions
   * @param telemetry the receiver of withdrawn messages
   */
  public BulkWithholding(
      MessageStore messages,
      MessageArchive archive,
      ViolationStore violations,
      InstantSource clock,
      Telemetry telemetry) {
    this.archive = requireNonNull(archive, "archive");
    this.clock = requireNonNull(clock, "clock");
    ReviewSteps steps =
        new ReviewSteps(
            violations, new MessageVisibility(messages, violations), clock, Reviews.UNDO_WINDOW);
    this.published = new PublishedMessages(messages, violations, steps, clock, telemetry);
  }

  /** Result of applying a decision. */
  public sealed interface Result {}

  /**
   * Number of messages that match.
   *
   * @param filter the filter with an end
   * @param count the number of messages
   * @param bulkId the id of filter and number
   */
  public record Preview(MessageFilter filter, int count, String bulkId) {}

  /**
   * A slice was worked on.
   *
   * @param items the outcome of each message
   * @param isComplete whether all messages were worked on
   * @param nextCursor the position of the next slice; null for the start
   */
  public record Slice(List<Item> items, boolean isComplete, @Nullable String nextCursor)
      implements Result {
    public Slice {
      items = List.copyOf(items);
    }
  }

  /**
   * More messages match now, or the filter is another one; nothing was withheld.
   *
   * @param now the current preview
   */
  public record Changed(Preview now) implements Result {}

  /** Outcome of one message. */
  public enum Outcome {
    /** The message is withheld, by this call or an earlier one. */
    WITHHELD,
    /** Another moderator has claimed its case. */
    CLAIMED,
    /** The rules do not allow it. */
    NOT_ALLOWED,
    /** The message no longer exists. */
    GONE,
    /** A store failed; safe to try again. */
    FAILED
  }

  /**
   * Outcome of one message.
   *
   * @param id the message's id
   * @param outcome the outcome
   */
  public record Item(ViolationId id, Outcome outcome) {}

  /**
   * Counts the messages of a filter.
   *
   * @param filter the filter, with a stream or an author
   * @return the preview, whose filter ends now unless it has an end
   * @throws io.spillway.InvalidInputException naming each bad field
   * @throws PortException if the store failed
   */
  public Preview preview(MessageFilter filter) {
    InputCheck check = new InputCheck();
    requireSelective(check, filter);
    check.orThrow();
    return previewOf(filter.to() == null ? filter.sentBefore(clock.instant()) : filter);
  }

  /**
   * Applies a previewed decision to the next slice.
   *
   * @param filter the preview's filter, with its end
   * @param asked the decision
   * @param count the preview's count
   * @param bulkId the preview's id
   * @param cursor the position of the slice; null for the first one
   * @return the slice, or {@code Changed}
   * @throws io.spillway.InvalidInputException naming each bad field
   * @throws PortException if the listing failed; safe to call again
   */
  public Result apply(
      MessageFilter filter,
      Withholding asked,
      @Nullable Integer count,
      @Nullable String bulkId,
      @Nullable String cursor) {
    InputCheck check = new InputCheck();
    requireSelective(check, filter);
    if (filter.to() == null) {
      check.reject("to", "is required: the end in the preview");
    }
    int confirmed = check.number("count", count, 0, Integer.MAX_VALUE);
    String id = check.name("bulkId", bulkId, BulkId.HASH_LENGTH);
    check.orThrow();
    CheckedWithholding checked = CheckedWithholding.of(asked);
    if (!id.equals(id(filter, confirmed))) {
      return new Changed(previewOf(filter));
    }
    if (cursor == null) {
      Preview now = previewOf(filter);
      if (now.count() > confirmed) {
        return new Changed(now);
      }
    }
    return slice(filter, checked, id, cursor);
  }

  private Slice slice(
      MessageFilter filter, CheckedWithholding asked, String bulkId, @Nullable String cursor) {
    Page<Message> page =
        archive.list(filter, MessageOrder.OLDEST_FIRST, new PageRequest(MAX_SLICE, cursor));
    // A slice that ends early begins again at the same position: withheld messages are not listed.
    Instant end = clock.instant().plus(SLICE_TIME);
    List<Item> items = new ArrayList<>();
    for (Message message : page.items()) {
      ViolationId id = new ViolationId(message.streamId(), message.messageId());
      try {
        items.add(new Item(id, outcome(published.withhold(id, asked, bulkId))));
      } catch (PortException e) {
        items.add(new Item(id, Outcome.FAILED));
        if (e.failure().category() == FailureCategory.THROTTLED) {
          return new Slice(items, false, cursor);
        }
      }
      if (!clock.instant().isBefore(end)) {
        return new Slice(items, false, cursor);
      }
    }
    return new Slice(items, page.nextCursor() == null, page.nextCursor());
  }

  private static Outcome outcome(ReviewResult result) {
    if (result instanceof ReviewResult.Decided) {
      return Outcome.WITHHELD;
    }
    if (result instanceof ReviewResult.Taken) {
      return Outcome.CLAIMED;
    }
    return result instanceof ReviewResult.NotFound ? Outcome.GONE : Outcome.NOT_ALLOWED;
  }

  private Preview previewOf(MessageFilter filter) {
    int count = archive.count(filter, Integer.MAX_VALUE);
    return new Preview(filter, count, id(filter, count));
  }

  private static void requireSelective(InputCheck check, MessageFilter filter) {
    if (filter.streamId() == null && filter.author() == null) {
      check.reject("streamId", "is required without an author");
    }
  }

  private static String id(MessageFilter filter, int count) {
    return Hash.of(filter.query(MessageOrder.OLDEST_FIRST) + "\n" + count)
        .substring(0, BulkId.HASH_LENGTH);
  }
}
