package io.spillway.adapters.inmemory;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.adapters.inmemory.SortedIndex.Selection;
import io.spillway.ports.Health;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.testkit.Concurrently;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class SortedIndexTest {

  private static final int MANY = SortedIndex.MAX_LOOKED_AT + 5;

  private final SortedIndex<Integer> index =
      new SortedIndex<>(
          new Capacity("numbers", MANY), i -> "%06d".formatted(i), i -> List.of("all", parity(i)));

  @Test
  void the_last_page_has_no_cursor_even_when_it_is_full() {
    put(4);

    Page<Integer> first = index.page(Selection.shelf("all"), PageRequest.first(2));
    Page<Integer> last =
        index.page(Selection.shelf("all"), PageRequest.first(2).at(first.nextCursor()));

    assertThat(first.items()).containsExactly(3, 2);
    assertThat(last).isEqualTo(new Page<>(List.of(1, 0), null));
  }

  @Test
  void a_filtered_page_is_full_and_is_the_last_if_nothing_more_matches() {
    put(10);
    var small = new Selection<Integer>("all", "small", TimeRange.EVER, i -> i == 9 || i < 2);
    Page<Integer> first = index.page(small, PageRequest.first(2));

    assertThat(first.items()).containsExactly(9, 1);
    assertThat(index.page(small, PageRequest.first(2).at(first.nextCursor())))
        .isEqualTo(new Page<>(List.of(0), null));
    assertThat(index.page(small, PageRequest.first(3)).nextCursor()).isNull();
  }

  @Test
  void a_page_examines_a_bounded_number_of_values_and_the_next_one_continues_there() {
    put(MANY);
    var lowest = new Selection<Integer>("all", "lowest", TimeRange.EVER, i -> i == 0);

    Page<Integer> first = index.page(lowest, PageRequest.first(1));

    assertThat(first.items()).isEmpty();
    assertThat(index.page(lowest, PageRequest.first(1).at(first.nextCursor())))
        .isEqualTo(new Page<>(List.of(0), null));
  }

  @Test
  void a_value_changes_its_shelves_when_it_is_replaced() {
    index.putIfAbsent("n", 1);

    assertThat(index.replace("n", 2, 4)).isFalse();
    assertThat(index.replace("n", 1, 4)).isTrue();

    assertThat(index.lowest("odd", 10)).isEmpty();
    assertThat(index.lowest("even", 10)).containsExactly(4);
    assertThat(index.size("all")).isEqualTo(1);
  }

  @Test
  void exactly_one_of_concurrent_additions_of_one_id_wins() {
    int ids = 10_000;

    var wins =
        Concurrently.call(
            i ->
                IntStream.range(0, ids)
                    .map(n -> (n + i * ids / Concurrently.THREADS) % ids)
                    .filter(n -> index.putIfAbsent("n-" + n, n).isEmpty())
                    .count());

    assertThat(wins.stream().mapToLong(won -> won).sum()).isEqualTo(ids);
    assertThat(index.size("all")).isEqualTo(ids);
  }

  @Test
  void concurrent_replacements_of_one_value_lose_no_update() {
    index.putIfAbsent("n", 0);

    Concurrently.call(
        i -> {
          for (int steps = 0; steps < 500; ) {
            int seen = index.find("n").orElseThrow();
            steps += index.replace("n", seen, seen + 1) ? 1 : 0;
          }
          return i;
        });

    assertThat(index.find("n")).contains(8_000);
    assertThat(index.size("all")).isEqualTo(1);
  }

  @Test
  void health_is_degraded_from_90_percent_on() {
    Capacity bound = new Capacity("numbers", 100);

    assertThat(bound.health(89).state()).isEqualTo(Health.State.UP);
    assertThat(bound.health(90).state()).isEqualTo(Health.State.DEGRADED);
    assertThat(bound.health(100).detail()).isEqualTo("100 of 100 items used");
  }

  @Test
  void times_beyond_sortable_text_still_bound_a_range() {
    TimeRange range = new TimeRange(Instant.MIN, Instant.MAX);
    Instant now = Instant.parse("2026-01-01T00:00:00Z");

    assertThat(range.holds(now)).isTrue();
    assertThat(range.lowestKey()).isLessThan("2026");
    assertThat(range.highestKey()).isGreaterThan("2026");
  }

  private void put(int count) {
    IntStream.range(0, count).forEach(i -> index.putIfAbsent("n-" + i, i));
  }

  private static String parity(int number) {
    return number % 2 == 0 ? "even" : "odd";
  }
}
