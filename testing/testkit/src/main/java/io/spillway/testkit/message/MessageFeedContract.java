package io.spillway.testkit.message;

import static io.spillway.testkit.Fixtures.message;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.within;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.spillway.ports.InvalidCursorException;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Stores;
import io.spillway.ports.message.FeedCursor;
import io.spillway.ports.message.FeedPage;
import io.spillway.ports.message.Message;
import io.spillway.ports.message.MessageChange;
import io.spillway.ports.message.MessageChange.Withdrawn;
import io.spillway.ports.message.MessageFeed;
import io.spillway.ports.message.MessageStore;
import io.spillway.ports.moderation.Verdict;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.Failures;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.MonitoredContract;
import io.spillway.testkit.SettableClock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Contract test of {@link MessageFeed}. Extend it and return your stores from the factory method.
 */
public abstract class MessageFeedContract implements MonitoredContract {

  private static final int ADDED_BY_EACH = 6;

  private final String stream = Fixtures.uniqueStream();

  private MessageStore store;
  private MessageFeed feed;

  /** {@return stores with messages and their feed; they may have other messages} */
  protected abstract Stores newStores();

  /** {@return the stores' clock, which the test advances; empty if it cannot be set} */
  protected Optional<SettableClock> clock() {
    return Optional.empty();
  }

  private SettableClock settableClock() {
    assumeTrue(clock().isPresent(), "the clock of these stores cannot be set");
    return clock().orElseThrow();
  }

  /**
   * {@return a feed whose database is unreachable; empty if there is no such state} The implementor
   * restores the connection after the test.
   */
  protected Optional<MessageFeed> newFeedOutOfReach() {
    return Optional.empty();
  }

  @BeforeEach
  final void openStores() {
    Stores stores = newStores();
    store = stores.messages();
    feed = stores.feed();
  }

  @Override
  public final MessageFeed monitored() {
    return feed;
  }

  @Test
  void the_first_read_tells_the_latest_messages_in_chronological_order() {
    add(5);

    assertThat(ids(feed.read(stream, null, 3))).containsExactly("m-2", "m-3", "m-4");
    assertThat(ids(feed.read(stream, null, 200))).hasSize(5);
    assertThat(feed.read(Fixtures.uniqueStream(), null, 3).changes()).isEmpty();
  }

  @Test
  void a_read_tells_each_kind_of_change_after_its_cursor_in_the_order_of_commits() {
    Message first = store.add(message(stream, "m-1").verdict(Fixtures.unmoderated()).build());
    store.add(message(stream, "m-2").build());
    String start = feed.read(stream, null, 10).cursor();
    store.add(message(Fixtures.uniqueStream(), "elsewhere").build());

    // Its time is before that of the others: the order is that of commits.
    Message late = store.add(message(stream, "m-0").sentAt(Fixtures.NOW.minusSeconds(60)).build());
    store.replaceVerdict(first, Fixtures.allowed());
    store.withdraw(stream, "m-2");

    FeedPage page = feed.read(stream, start, 10);
    assertThat(page.changes())
        .startsWith(
            new MessageChange.Published(late),
            new MessageChange.Published(first.with(Fixtures.allowed())))
        .hasSize(3);
    Withdrawn withdrawn = (Withdrawn) page.changes().get(2);
    assertThat(withdrawn.messageId()).isEqualTo("m-2");
    clock()
        .ifPresent(
            clock ->
                assertThat(withdrawn.at())
                    .isCloseTo(clock.instant(), within(1, ChronoUnit.SECONDS)));
    assertThat(feed.read(stream, start, 10)).isEqualTo(page);
  }

  @Test
  void a_message_added_again_after_its_withdrawal_is_told_as_it_is_now() {
    store.add(message(stream, "m-1").build());
    String start = feed.read(stream, null, 10).cursor();
    store.withdraw(stream, "m-1");
    String between = feed.read(stream, start, 10).cursor();
    Message released =
        store.add(
            message(stream, "m-1").verdict(new Verdict.Released("mod-1", Fixtures.NOW)).build());

    assertThat(feed.read(stream, between, 10).changes())
        .containsExactly(new MessageChange.Published(released));
    assertThat(feed.read(stream, start, 10).changes())
        .endsWith(new MessageChange.Published(released));

    store.withdraw(stream, "m-1");

    assertThat(last(feed.read(stream, start, 10))).isInstanceOf(Withdrawn.class);
  }

  @Test
  void a_withdrawal_without_effect_is_no_change() {
    store.add(message(stream, "m-1").build());
    store.withdraw(stream, "m-1");
    String start = feed.read(stream, null, 10).cursor();

    store.withdraw(stream, "m-1");
    store.withdraw(stream, "never-there");

    assertThat(feed.read(stream, start, 10)).isEqualTo(new FeedPage(List.of(), start));
  }

  @Test
  void a_cursor_stays_the_same_while_nothing_changes_on_its_stream() {
    add(2);
    String start = feed.read(stream, null, 10).cursor();
    store.add(message(Fixtures.uniqueStream(), "elsewhere").build());

    assertThat(feed.read(stream, start, 10)).isEqualTo(new FeedPage(List.of(), start));
    add(3);
    String end = feed.read(stream, start, 10).cursor();
    clock().ifPresent(clock -> clock.advance(FeedCursor.RENEWED_AFTER.minusSeconds(2)));

    assertThat(end).isNotEqualTo(start);
    assertThat(feed.read(stream, end, 10)).isEqualTo(new FeedPage(List.of(), end));
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 7, 200})
  void following_the_cursors_reaches_the_end_with_any_limit(int limit) {
    add(1);
    String start = feed.read(stream, null, 1).cursor();
    add(7);

    FeedReader reader = new FeedReader(feed, stream, limit, start);
    int pages = reader.readToTheEnd();

    assertThat(reader.shown()).containsOnlyKeys("m-1", "m-2", "m-3", "m-4", "m-5", "m-6");
    assertThat(pages).isLessThanOrEqualTo(6 / limit + 2);
  }

  @Test
  void the_largest_page_has_two_hundred_changes() {
    String start = feed.read(stream, null, 1).cursor();
    add(PageRequest.MAX_LIMIT + 1);

    FeedPage page = feed.read(stream, start, PageRequest.MAX_LIMIT);

    assertThat(page.changes()).hasSize(PageRequest.MAX_LIMIT);
    assertThat(ids(feed.read(stream, page.cursor(), 1))).containsExactly("m-200");
    assertThat(feed.read(stream, null, PageRequest.MAX_LIMIT).changes())
        .hasSize(PageRequest.MAX_LIMIT);
  }

  @ParameterizedTest
  @ValueSource(ints = {-1, 0, 201})
  void a_limit_out_of_range_is_rejected(int limit) {
    assertThatThrownBy(() -> feed.read(stream, null, limit))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("1 to 200");
  }

  @Test
  void readers_see_every_change_of_sixteen_concurrent_writers() {
    add(3);
    FeedPage first = feed.read(stream, null, 10);
    FeedReader during = new FeedReader(feed, stream, 3, first.cursor());
    FeedReader afterwards = new FeedReader(feed, stream, 200, first.cursor());
    during.apply(first);
    afterwards.apply(first);
    AtomicInteger writers = new AtomicInteger(Concurrently.THREADS - 1);
    AtomicBoolean readingEnded = new AtomicBoolean();

    Concurrently.call(
        i -> {
          if (i == 0) {
            while (writers.get() > 0) {
              during.readToTheEnd();
            }
            readingEnded.set(true);
          } else {
            write(i);
            writers.decrementAndGet();
          }
          return i;
        });
    during.readToTheEnd();
    afterwards.readToTheEnd();

    List<Message> published =
        IntStream.rangeClosed(0, Concurrently.THREADS * ADDED_BY_EACH)
            .mapToObj(n -> store.find(stream, "m-" + n))
            .flatMap(Optional::stream)
            .toList();
    assertThat(readingEnded).isTrue();
    assertThat(during.shown().values()).containsExactlyInAnyOrderElementsOf(published);
    assertThat(afterwards.shown().values()).containsExactlyInAnyOrderElementsOf(published);
    assertThat(published).hasSizeGreaterThan(Concurrently.THREADS);
  }

  /** Adds messages, and withdraws, releases and rechecks some of them. */
  private void write(int writer) {
    for (int n = 0; n < ADDED_BY_EACH; n++) {
      String id = "m-" + (writer * ADDED_BY_EACH + n);
      Message added = message(stream, id).verdict(Fixtures.unmoderated()).build();
      store.add(added);
      if (n % 3 == 0) {
        store.replaceVerdict(added, Fixtures.allowed());
      }
      if (n % 2 == 0) {
        store.withdraw(stream, id);
      }
      if (n % 4 == 0) {
        store.add(added.with(new Verdict.Released("mod-1", Fixtures.NOW)));
      }
    }
  }

  @Test
  void a_cursor_that_expired_is_rejected_and_a_renewed_one_is_not() {
    SettableClock clock = settableClock();
    add(2);
    String start = feed.read(stream, null, 10).cursor();
    store.withdraw(stream, "m-1");
    clock.advance(MessageFeed.WITHDRAWN_KEPT.minusSeconds(2));
    assertThat(ids(feed.read(stream, start, 10))).containsExactly("m-1");
    String end = feed.read(stream, start, 10).cursor();

    clock.advance(Duration.ofSeconds(2));

    assertThatThrownBy(() -> feed.read(stream, start, 10))
        .isInstanceOf(InvalidCursorException.class);
    assertThat(feed.read(stream, end, 10).changes()).isEmpty();
    clock.advance(FeedCursor.RENEWED_AFTER);
    String renewed = feed.read(stream, end, 10).cursor();
    assertThat(renewed).isNotEqualTo(end);
    clock.advance(MessageFeed.WITHDRAWN_KEPT.minusSeconds(2));
    store.withdraw(stream, "m-0");
    assertThat(ids(feed.read(stream, renewed, 10))).containsExactly("m-0");
  }

  @Test
  void the_time_of_a_message_is_known_for_a_day_after_its_withdrawal() {
    SettableClock clock = settableClock();
    Message message = store.add(message(stream, "m-1").build());
    assertThat(feed.sentAt(stream, "m-1")).contains(message.sentAt());

    store.withdraw(stream, "m-1");
    clock.advance(MessageFeed.WITHDRAWN_KEPT.minusSeconds(2));
    assertThat(feed.sentAt(stream, "m-1")).contains(message.sentAt());
    assertThat(feed.sentAt(Fixtures.uniqueStream(), "m-1")).isEmpty();
    assertThat(feed.sentAt(stream, "m-2")).isEmpty();

    clock.advance(Duration.ofHours(1));
    assertThat(feed.sentAt(stream, "m-1")).isEmpty();
  }

  @Test
  void a_cursor_of_another_stream_is_rejected() {
    String cursor = feed.read(stream, null, 10).cursor();

    assertThatThrownBy(() -> feed.read(Fixtures.uniqueStream(), cursor, 10))
        .isInstanceOf(InvalidCursorException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "x", "!!!!", "ünïcode", "AAAAAAAAAAAAAAAAAAAAAAAA", "null", "{}", "1 2"})
  void a_malformed_cursor_is_rejected(String cursor) {
    assertThatThrownBy(() -> feed.read(stream, cursor, 10))
        .isInstanceOf(InvalidCursorException.class);
  }

  @Test
  void an_unreachable_feed_fails_with_a_transient_failure() {
    String cursor = feed.read(stream, null, 1).cursor();
    Optional<MessageFeed> unreachable = newFeedOutOfReach();
    assumeTrue(unreachable.isPresent(), "this feed is never unreachable");

    assertThat(Failures.of(() -> unreachable.get().read(stream, null, 1)).code())
        .isEqualTo("messages.unavailable");
    assertThat(Failures.of(() -> unreachable.get().read(stream, cursor, 1)).code())
        .isEqualTo("messages.unavailable");
  }

  /** Adds {@code m-0} and so on, one per second; those that exist remain. */
  private void add(int count) {
    for (int i = 0; i < count; i++) {
      store.add(message(stream, "m-" + i).sentAt(Fixtures.NOW.plusSeconds(i)).build());
    }
  }

  private static List<String> ids(FeedPage page) {
    return page.changes().stream().map(MessageChange::messageId).toList();
  }

  private static MessageChange last(FeedPage page) {
    return page.changes().get(page.changes().size() - 1);
  }
}
