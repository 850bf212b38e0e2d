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
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * What holds for each listing of what a stream has, latest first. The contracts of the stores build
 * on it; each test uses a stream of its own, so that they can share a store.
 *
 * @param <T> what is listed
 */
public abstract class ListingContract<T> {

  private static final Instant NOW = Fixtures.NOW;

  /** A stream that no other test uses. */
  protected final String stream = Fixtures.uniqueStream();

  /**
   * Puts an item of this id and time into the store.
   *
   * @param streamId id of the stream
   * @param id unique on the stream
   * @param at by which it is sorted
   */
  protected abstract void put(String streamId, String id, Instant at);

  /**
   * {@return one page of what the stream has}
   *
   * @param streamId id of the stream
   * @param page which part of the listing
   */
  protected abstract Page<T> list(String streamId, PageRequest page);

  /**
   * {@return the id by which the item was put there}
   *
   * @param item from a page of {@link #list}
   */
  protected abstract String idOf(T item);

  /** {@return how long things are kept, with the store's clock; empty where nothing expires} */
  protected Optional<Expiry> expiry() {
    return Optional.empty();
  }

  @Test
  void an_item_is_kept_for_its_retention_and_then_gone_for_good() {
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
  void a_stream_that_was_never_seen_lists_nothing() {
    assertThat(list(stream, PageRequest.first(10))).isEqualTo(new Page<T>(List.of(), null));
  }

  @Test
  void the_latest_is_listed_first_whatever_came_in_first() {
    put(stream, "middle", NOW);
    put(stream, "latest", NOW.plusSeconds(1));
    put(stream, "first", NOW.minus(Duration.ofDays(400)));

    assertThat(ids(10)).containsExactly("latest", "middle", "first");
  }

  @Test
  void one_microsecond_makes_a_difference() {
    put(stream, "b", NOW);
    put(stream, "a", NOW.plusNanos(1_000));

    assertThat(ids(10)).containsExactly("a", "b");
  }

  @Test
  void of_one_instant_the_highest_id_is_listed_first() {
    List.of("m-1", "m-10", "m-2", "M", "m", "m.1", "m_1", "0").forEach(id -> put(stream, id, NOW));

    assertThat(ids(3)).containsExactly("m_1", "m.1", "m-2", "m-10", "m-1", "m", "M", "0");
  }

  @Test
  void a_stream_lists_only_its_own() {
    String another = Fixtures.uniqueStream();
    put(stream, "mine", NOW);
    put(another, "theirs", NOW);

    assertThat(ids(10)).containsExactly("mine");
  }

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 3, 4, 5, 6, 7})
  void each_of_six_is_shown_once_whatever_the_limit(int limit) {
    put(6);

    assertThat(ids(limit))
        .containsExactly("item-5", "item-4", "item-3", "item-2", "item-1", "item-0");
  }

  @Test
  void the_largest_page_holds_two_hundred_and_the_next_one_the_rest() {
    put(PageRequest.MAX_LIMIT + 1);

    assertThat(ids(PageRequest.MAX_LIMIT))
        .hasSize(PageRequest.MAX_LIMIT + 1)
        .doesNotHaveDuplicates();
  }

  @Test
  void what_was_there_all_the_time_is_shown_once_while_more_comes_in() {
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
  void a_cursor_of_another_stream_is_refused() {
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
  void a_malformed_cursor_is_refused(String cursor) {
    put(1);

    assertThatThrownBy(() -> list(stream, new PageRequest(10, cursor)))
        .isInstanceOf(InvalidCursorException.class);
  }

  @Test
  void a_cursor_of_great_length_is_refused() {
    assertThatThrownBy(() -> list(stream, new PageRequest(10, "A".repeat(100_000))))
        .isInstanceOf(InvalidCursorException.class);
  }

  /**
   * {@return ids of everything that the stream lists, read in pages of this limit}
   *
   * @param limit of each page
   */
  protected final List<String> ids(int limit) {
    return Pages.all(limit, page -> list(stream, page)).stream().map(this::idOf).toList();
  }

  /**
   * {@return ids of what is on one page; the list can be added to}
   *
   * @param page of {@link #list}
   */
  protected final List<String> ids(Page<T> page) {
    return new ArrayList<>(page.map(this::idOf).items());
  }

  /**
   * {@return ids of everything that comes after a page}
   *
   * @param page the one before
   * @param limit of each page that follows
   */
  protected final List<String> idsAfter(Page<T> page, int limit) {
    PageRequest next = new PageRequest(limit, page.nextCursor());
    return Pages.from(next, request -> list(stream, request)).stream().map(this::idOf).toList();
  }

  /**
   * Puts {@code item-0} and so on into the stream, one a second.
   *
   * @param count how many
   */
  protected final void put(int count) {
    IntStream.range(0, count).forEach(i -> put(stream, "item-" + i, NOW.plusSeconds(i)));
  }
}
