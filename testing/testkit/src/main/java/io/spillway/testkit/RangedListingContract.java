package io.spillway.testkit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.ports.InstantRange;
import io.spillway.ports.InvalidCursorException;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Contract test of listings by stream and range of time, newest first.
 *
 * @param <T> the type of the items
 */
public abstract class RangedListingContract<T> extends ListingContract<T> {

  private static final Instant NOW = Fixtures.NOW;

  /**
   * {@return one page of the stream's items in a range}
   *
   * @param streamId the stream's id
   * @param range the range
   * @param page the page
   */
  protected abstract Page<T> list(String streamId, InstantRange range, PageRequest page);

  @ParameterizedTest
  @ValueSource(ints = {1, 2, 10})
  void a_range_includes_its_start_and_not_its_end(int limit) {
    put(6);
    put(Fixtures.uniqueStream(), "theirs", NOW.plusSeconds(2));

    assertThat(ids(range(1, 4), limit)).containsExactly("item-3", "item-2", "item-1");
    assertThat(ids(range(4, 4), limit)).isEmpty();
    assertThat(ids(range(5, 2), limit)).isEmpty();
    assertThat(ids(new InstantRange(NOW.plusSeconds(4), null), limit))
        .containsExactly("item-5", "item-4");
    assertThat(ids(new InstantRange(null, NOW.plusSeconds(2)), limit))
        .containsExactly("item-1", "item-0");
    assertThat(ids(InstantRange.EVER, limit)).hasSize(6);
  }

  @Test
  void a_range_is_exact_to_the_microsecond_and_reaches_to_the_ends_of_time() {
    put(stream, "first", NOW);
    put(stream, "second", NOW.plusNanos(1_000));

    assertThat(ids(new InstantRange(NOW.plusNanos(1), null), 10)).containsExactly("second");
    assertThat(ids(new InstantRange(null, NOW.plusNanos(1)), 10)).containsExactly("first");
    assertThat(ids(new InstantRange(Instant.MIN, Instant.MAX), 10))
        .containsExactly("second", "first");
    assertThat(ids(new InstantRange(Instant.MAX, null), 10)).isEmpty();
    assertThat(ids(new InstantRange(null, Instant.MIN), 10)).isEmpty();
  }

  @Test
  void a_cursor_of_another_range_is_rejected() {
    put(3);
    String cursor = list(stream, range(0, 3), PageRequest.first(1)).nextCursor();

    assertThat(cursor).isNotNull();
    for (InstantRange other : List.of(range(0, 2), InstantRange.EVER)) {
      assertThatThrownBy(() -> list(stream, other, new PageRequest(1, cursor)))
          .isInstanceOf(InvalidCursorException.class);
    }
  }

  private static InstantRange range(int from, int to) {
    return new InstantRange(NOW.plusSeconds(from), NOW.plusSeconds(to));
  }

  private List<String> ids(InstantRange range, int limit) {
    return Pages.all(limit, page -> list(stream, range, page)).stream().map(this::idOf).toList();
  }
}
