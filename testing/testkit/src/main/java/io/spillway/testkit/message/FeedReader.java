package io.spillway.testkit.message;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.ports.message.FeedPage;
import io.spillway.ports.message.Message;
import io.spillway.ports.message.MessageChange;
import io.spillway.ports.message.MessageFeed;
import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Chat client that follows a feed and shows the messages by id, the last change winning. */
public final class FeedReader {

  private static final int MOST_PAGES = 10_000;

  private final MessageFeed feed;
  private final String streamId;
  private final int limit;
  private final Map<String, Message> shown = new LinkedHashMap<>();
  private @Nullable String cursor;

  /**
   * Creates a reader that shows nothing yet.
   *
   * @param feed the feed
   * @param streamId the stream's id
   * @param limit the limit of each read
   * @param cursor the cursor to start at; null for the latest messages
   */
  public FeedReader(MessageFeed feed, String streamId, int limit, @Nullable String cursor) {
    this.feed = feed;
    this.streamId = streamId;
    this.limit = limit;
    this.cursor = cursor;
  }

  /**
   * Reads until a page has no changes.
   *
   * @return the number of pages that were read
   */
  public int readToTheEnd() {
    for (int pages = 1; pages <= MOST_PAGES; pages++) {
      FeedPage page = feed.read(streamId, cursor, limit);
      assertThat(page.changes()).hasSizeLessThanOrEqualTo(limit);
      apply(page);
      cursor = page.cursor();
      if (page.changes().isEmpty()) {
        return pages;
      }
    }
    throw new AssertionError("the feed does not end");
  }

  /**
   * Applies the changes of a page.
   *
   * @param page the page
   */
  public void apply(FeedPage page) {
    for (MessageChange change : page.changes()) {
      if (change instanceof MessageChange.Published published) {
        shown.put(change.messageId(), published.message());
      } else {
        shown.remove(change.messageId());
      }
    }
  }

  /** {@return the shown messages by id} */
  public Map<String, Message> shown() {
    return new LinkedHashMap<>(shown);
  }
}
