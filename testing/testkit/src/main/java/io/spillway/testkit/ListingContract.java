package io.spillway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.spillway.ports.InvalidCursorException;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Contract test of listings by stream, newest first. Base class of the stores' contracts; each test
 * uses a unique stream, so that tests can share a store.
 *
 * @param <T> the type of the items
 */
public abstract class ListingContract<T> {

  private static final Instant NOW = Fixtures.NOW;

  /** A stream that is unique to the test. */
  protected final String stream = Fixtures.uniqueStream();

  /**
   * Adds an item to the store.
   *
   * @param streamId the stream's id
   * @param id the id, unique on the stream
   * @param at the time by which listings are sorted
   */
  protected abstract void put(String streamId, String id, Instant at);

  /**
   * {@return one page of the stream's items}
   *
   * @param streamId the stream's id
   * @param page the page
   */
  protected abstract Page<T> list(String streamId, PageRequest page);

  /**
   * {@return the id given to {@link #put(String, String, Instant)}}
   *
   * @param item an item from {@link #list}
   */
  protected abstract String idOf(T item);

  /** {@return the retention with the store's clock; empty if nothing expires} */
  protected Optional<Expiry> expiry() {
    return Optional.empty();
  }

  @Test
  void an_item_is_kept_for_its_retention_and_then_deleted() {
    assumeTrue(expiry().isPresent(), "nothing expires here");
    Expiry expiry = expiry().orElseThrow();
    put(stream, "first", NOW);
    expiry.clock().advance(expiry.kept().minusSeconds(2));
    put(stream, "second", NOW.plusSeconds(1));
    assertThat(ids(10)).containsExactly("second", "first");

    expiry.clock().advance(Duration.ofSeconds(3));
    assertThat(ids(10)).containsExactly("second");

    put(stream, "first", NOW);
    assertThat(ids(10)).containsExactly("second", "first");
  }

  @Test
  void an_unknown_stream_lists_nothing() {
    assertThat(list(stream, PageRequest.first(10))).isEqualTo(new Page<T>(List.of(), null));
  }

  @Test
  void the_latest_is_listed_first_in_any_order_of_addition() {
    put(stream, "middle", NOW);
    put(stream, "latest", NOW.plusSeconds(1));
    put(stream, "first", NOW.minus(Duration.ofDays(400)));

    assertThat(ids(10)).containsExactly("latest", "middle", "first");
  }

  @Test
  void items_one_microsecond_apart_are_ordered() {
    put(stream, "b", NOW);
    put(stream, "a", NOW.plusNanos(1_000));

    assertThat(ids(10)).containsExactly("a", "b");
  }

  @Test
  void items_of_one_instant_are_listed_by_descending_id() {
    List.of("m-1", "m-10", "m-2", "M", "m", "m.1", "m_1", "0").forEach(id -> put(stream, id, NOW));

    assertThat(ids(3)).containsExactly("m_1", "m.1", "m-2", "m-10", "m-1", "m", "M", "0");
  }

  @Test
  void items_with_ids_of_every_form_are_listed_on_a_stream_with_the_longest_id() {
    String longest = Fixtures.longestStream();
    Fixtures.foreignIds().forEach(id -> put(longest, id, NOW));

    List<T> shown = Pages.all(1, page -> list(longest, page));

    assertThat(shown.stream().map(this::idOf))
        .isSortedAccordingTo(Comparator.reverseOrder())
        .containsExactlyInAnyOrderElementsOf(Fixtures.foreignIds());
  }

  @Test
  void a_stream_lists_only_its_own_items() {
    String another = Fixtures.uniqueStream();
    put(stream, "mine", NOW);
    put(another, "theirs", NOW);

    assertThat(ids(10)).containsExactly("mine");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
  void each_of_six_items_is_listed_once_with_any_limit(int limit) {
    put(6);

    assertThat(ids(limit))
        .containsExactly("item-5", "item-4", "item-3", "item-2", "item-1", "item-0");
  }

  @Test
  void the_largest_page_has_two_hundred_items_and_the_next_one_the_rest() {
    put(PageRequest.MAX_LIMIT + 1);

    assertThat(ids(PageRequest.MAX_LIMIT))
        .hasSize(PageRequest.MAX_LIMIT + 1)
        .doesNotHaveDuplicates();
  }

  @Test
  void an_item_that_exists_throughout_is_listed_once_during_additions() {
    put(6);
    Page<T> first = list(stream, PageRequest.first(2));
    put(stream, "newer", NOW.plusSeconds(100));
    put(stream, "older", NOW.minusSeconds(100));

    List<String> shown = ids(first);
    shown.addAll(idsAfter(first, 2));

    assertThat(shown)
        .doesNotHaveDuplicates()
        .containsSubsequence("item-5", "item-4", "item-3", "item-2", "item-1", "item-0");
  }

  @Test
  void a_cursor_can_be_used_again_and_with_another_limit() {
    put(6);
    Page<T> first = list(stream, PageRequest.first(2));

    assertThat(idsAfter(first, 1)).isEqualTo(idsAfter(first, 3)).first().isEqualTo("item-3");
  }

  @Test
  void a_cursor_of_another_stream_is_rejected() {
    put(3);
    String cursor = list(stream, PageRequest.first(1)).nextCursor();
    String another = Fixtures.uniqueStream();
    put(another, "item", NOW);

    assertThat(cursor).isNotNull();
    assertThatThrownBy(() -> list(another, new PageRequest(1, cursor)))
        .isInstanceOf(InvalidCursorException.class);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"", " ", "x", "!!!!", "ünïcode", "AAAAAAAAAAAAAAAAAAAAAAAA", "null", "{}"})
  void a_malformed_cursor_is_rejected(String cursor) {
    put(1);

    assertThatThrownBy(() -> list(stream, new PageRequest(10, cursor)))
        .isInstanceOf(InvalidCursorException.class);
  }

  @Test
  void a_very_long_cursor_is_rejected() {
    assertThatThrownBy(() -> list(stream, new PageRequest(10, "A".repeat(100_000))))
        .isInstanceOf(InvalidCursorException.class);
  }

  /**
   * {@return the ids of all items of the stream}
   *
   * @param limit the limit of each page
   */
  protected final List<String> ids(int limit) {
    return Pages.all(limit, page -> list(stream, page)).stream().map(this::idOf).toList();
  }

  /**
   * {@return the ids of one page, as a mutable list}
   *
   * @param page a page from {@link #list}
   */
  protected final List<String> ids(Page<T> page) {
    return new ArrayList<>(page.map(this::idOf).items());
  }

  /**
   * {@return the ids of all items after a page}
   *
   * @param page the previous page
   * @param limit the limit of each following page
   */
  protected final List<String> idsAfter(Page<T> page, int limit) {
    PageRequest next = new PageRequest(limit, page.nextCursor());
    return Pages.from(next, request -> list(stream, request)).stream().map(this::idOf).toList();
  }

  /**
   * Adds {@code item-0} and so on to the stream, one per second.
   *
   * @param count the number of items
   */
  protected final void put(int count) {
    IntStream.range(0, count).forEach(i -> put(stream, "item-" + i, NOW.plusSeconds(i)));
  }
}
