package io.spillway.testkit.event;

import static io.spillway.testkit.Fixtures.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.spillway.ports.Failure;
import io.spillway.ports.FailureCategory;
import io.spillway.ports.event.CountResult;
import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.EventType;
import io.spillway.ports.event.Milestones;
import io.spillway.ports.event.Money;
import io.spillway.ports.event.StatsStore;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.event.StreamTotals;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.Failures;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.MonitoredContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Contract test of {@link StatsStore}. Extend it and return your store from the factory method. */
public abstract class StatsStoreContract extends ReversalContract implements MonitoredContract {

  private static final int EVENTS_PER_THREAD = 12;

  @Override
  public final StatsStore monitored() {
    return store;
  }

  @Test
  void an_unknown_stream_has_no_totals() {
    assertThat(store.totals(stream)).isEqualTo(StreamTotals.NONE);
  }

  @Test
  void each_type_of_event_is_counted_separately() {
    apply(event(stream, "e-1").build());
    assertThat(store.totals(stream)).isEqualTo(StreamTotals.of(Map.of("follow", 1L), Map.of()));

    apply(event(stream, "e-2").subscription().build());
    apply(event(stream, "e-3").subscription().build());
    apply(event(stream, "e-4").raid(0).build());
    apply(event(stream, "e-5").raid(1_000).build());
    apply(event(stream, "e-6").raid(1).build());
    apply(event(stream, "e-7").donation(1, "USD").build());

    assertThat(store.totals(stream))
        .isEqualTo(
            StreamTotals.of(
                Map.of("follow", 1L, "subscription", 2L, "raid", 3L), Map.of("USD", 1L)));
  }

  @Test
  void events_with_ids_of_every_form_are_counted_once_each() {
    String longest = Fixtures.longestStream();
    for (String id : Fixtures.foreignIds()) {
      StreamEvent follow = event(longest, id).build();
      assertThat(store.apply(follow)).isTrue();
      assertThat(store.apply(follow)).isFalse();
    }

    assertThat(store.totals(longest).followers()).isEqualTo(Fixtures.foreignIds().size());
  }

  @Test
  void each_type_of_event_can_be_the_first_of_its_stream() {
    EventDetails.ofEveryKind()
        .forEach(
            detail -> {
              String fresh = Fixtures.uniqueStream();
              apply(event(fresh, "e-1").detail(detail).build());
              assertThat(store.totals(fresh)).isEqualTo(StreamTotals.NONE.plus(detail));
            });
  }

  @Test
  void custom_events_are_counted_by_custom_type() {
    apply(event(stream, "e-1").custom("hype.train").build());
    apply(event(stream, "e-2").custom("hype-train").build());
    StreamEvent again = event(stream, "e-3").custom("hype.train").build();
    apply(again);
    assertThat(store.apply(again)).isFalse();
    apply(event(stream, "e-4").build());

    assertThat(store.totals(stream))
        .isEqualTo(
            new StreamTotals(
                Map.of("follow", 1L), Map.of(), Map.of("hype.train", 2L, "hype-train", 1L)));
    assertThat(store.totals(stream).count(EventType.CUSTOM)).isEqualTo(3);
  }

  @Test
  void custom_events_of_more_types_than_the_limit_are_counted_together() {
    int max = StreamTotals.MAX_CUSTOM_TYPES;
    StreamTotals expected = StreamTotals.NONE;
    for (int i = 0; i < max + 2; i++) {
      StreamEvent event = event(stream, "e-" + i).custom("type-" + i).build();
      apply(event);
      assertThat(store.apply(event)).isFalse();
      expected = expected.plus(event.detail());
    }
    apply(event(stream, "known").custom("type-" + (max - 1)).build());
    apply(event(stream, "unknown").custom("type-" + max).build());

    Map<String, Long> custom = store.totals(stream).custom();
    assertThat(custom).hasSize(max + 1).containsEntry(StreamTotals.OTHER, 3L);
    assertThat(custom).containsEntry("type-" + (max - 1), 2L).containsEntry("type-0", 1L);
    assertThat(expected.custom()).containsOnlyKeys(custom.keySet());
  }

  @Test
  void concurrent_custom_events_fill_the_limit_of_types_and_lose_none() {
    int each = 5;
    Concurrently.call(
        i ->
            IntStream.range(0, each)
                .mapToObj(
                    n -> event(stream, "e-" + i + "-" + n).custom("type-" + i + "-" + n).build())
                .map(store::apply)
                .allMatch(once -> once));

    StreamTotals totals = store.totals(stream);
    assertThat(totals.count(EventType.CUSTOM)).isEqualTo((long) each * Concurrently.THREADS);
    assertThat(totals.custom()).hasSize(StreamTotals.MAX_CUSTOM_TYPES + 1);
  }

  @Test
  void concurrent_first_events_of_a_custom_type_take_one_place() {
    int shared = 10;
    Concurrently.call(
        i ->
            IntStream.range(0, shared)
                .mapToObj(n -> event(stream, "e-" + i + "-" + n).custom("type-" + n).build())
                .map(store::apply)
                .allMatch(once -> once));
    for (int n = shared; n < StreamTotals.MAX_CUSTOM_TYPES; n++) {
      apply(event(stream, "e-" + n).custom("type-" + n).build());
    }

    assertThat(store.totals(stream).custom())
        .hasSize(StreamTotals.MAX_CUSTOM_TYPES)
        .containsEntry("type-0", (long) Concurrently.THREADS)
        .doesNotContainKey(StreamTotals.OTHER);
  }

  @Test
  void money_is_summed_by_currency() {
    apply(event(stream, "e-1").donation(10, "USD").build());
    apply(event(stream, "e-2").donation(20, "USD").build());
    apply(event(stream, "e-3").donation(5, "JPY").build());
    apply(event(stream, "e-4").donation(1_001, "KWD").build());

    assertThat(store.totals(stream).donations())
        .isEqualTo(Map.of("JPY", 5L, "KWD", 1_001L, "USD", 30L))
        .containsOnlyKeys("JPY", "KWD", "USD");
    assertThat(store.totals(stream).donations().keySet()).containsExactly("JPY", "KWD", "USD");
  }

  @Test
  void the_largest_donations_are_summed_exactly() {
    IntStream.range(0, 20)
        .forEach(
            i -> apply(event(stream, "e-" + i).donation(Money.MAX_AMOUNT * 100, "USD").build()));
    apply(event(stream, "one-more").donation(1, "USD").build());

    assertThat(store.totals(stream).donations()).containsEntry("USD", 2_000 * Money.MAX_AMOUNT + 1);
  }

  @Test
  void a_redelivered_event_counts_once() {
    StreamEvent donation = event(stream, "e-1").donation(500, "USD").build();

    assertThat(store.apply(donation)).isTrue();
    assertThat(store.apply(donation)).isFalse();
    assertThat(store.apply(donation)).isFalse();

    assertThat(store.totals(stream)).isEqualTo(StreamTotals.of(Map.of(), Map.of("USD", 500L)));
  }

  @Test
  void an_id_that_has_been_counted_does_not_count_with_other_content() {
    apply(event(stream, "e-1").donation(500, "USD").build());

    assertThat(store.apply(event(stream, "e-1").donation(700, "EUR").build())).isFalse();
    assertThat(store.apply(event(stream, "e-1").build())).isFalse();

    assertThat(store.totals(stream)).isEqualTo(StreamTotals.of(Map.of(), Map.of("USD", 500L)));
  }

  @Test
  void one_id_on_two_streams_counts_on_each() {
    String another = Fixtures.uniqueStream();
    apply(event(stream, "e-1").build());
    apply(event(another, "e-1").raid(7).build());

    assertThat(store.totals(stream)).isEqualTo(StreamTotals.of(Map.of("follow", 1L), Map.of()));
    assertThat(store.totals(another)).isEqualTo(StreamTotals.of(Map.of("raid", 1L), Map.of()));
  }

  @Test
  void an_event_applied_by_sixteen_threads_counts_once() {
    StreamEvent donation = event(stream, "e-1").donation(501, "USD").build();

    assertThat(Concurrently.call(i -> store.apply(donation))).containsOnlyOnce(true);

    assertThat(store.totals(stream)).isEqualTo(StreamTotals.of(Map.of(), Map.of("USD", 501L)));
  }

  @Test
  void concurrent_different_events_are_all_counted_exactly() {
    StreamTotals expected = StreamTotals.NONE;
    for (int i = 0; i < Concurrently.THREADS; i++) {
      for (StreamEvent event : eventsOf(i)) {
        expected = expected.plus(event.detail());
      }
    }

    List<Boolean> counted =
        Concurrently.call(i -> eventsOf(i).stream().map(store::apply).allMatch(once -> once));

    assertThat(counted).containsOnly(true);
    assertThat(store.totals(stream)).isEqualTo(expected);
  }

  @Test
  void events_applied_by_sixteen_threads_in_different_orders_count_once_each() {
    List<StreamEvent> events = eventsOf(0);
    StreamTotals expected = StreamTotals.NONE;
    for (StreamEvent event : events) {
      expected = expected.plus(event.detail());
    }

    Concurrently.call(
        i -> {
          for (int n = 0; n < events.size(); n++) {
            store.apply(events.get((n + i) % events.size()));
          }
          return i;
        });

    assertThat(store.totals(stream)).isEqualTo(expected);
  }

  @Test
  void repeated_counting_of_a_milestone_follow_returns_the_milestone() {
    Milestones milestones = Milestones.of(List.of(3L, 1L));

    assertThat(follow("e-1", milestones)).isEqualTo(new CountResult(true, 1L));
    assertThat(follow("e-2", milestones)).isEqualTo(new CountResult(true, null));
    assertThat(follow("e-3", milestones)).isEqualTo(new CountResult(true, 3L));
    assertThat(follow("e-4", milestones)).isEqualTo(new CountResult(true, null));

    assertThat(follow("e-1", milestones)).isEqualTo(new CountResult(false, 1L));
    assertThat(follow("e-2", milestones)).isEqualTo(new CountResult(false, null));
    assertThat(follow("e-3", milestones)).isEqualTo(new CountResult(false, 3L));
    assertThat(store.totals(stream).followers()).isEqualTo(4);
  }

  @Test
  void the_milestones_of_the_first_count_apply() {
    follow("e-1", Milestones.NONE);
    follow("e-2", Milestones.of(List.of(2L)));

    assertThat(follow("e-1", Milestones.of(List.of(1L)))).isEqualTo(new CountResult(false, null));
    assertThat(follow("e-2", Milestones.of(List.of(9L)))).isEqualTo(new CountResult(false, 2L));
  }

  @Test
  void only_follows_reach_milestones() {
    Milestones first = Milestones.of(List.of(1L));
    List<EventDetail> others =
        EventDetails.ofEveryKind()
            .filter(detail -> !(detail instanceof EventDetail.Follow))
            .toList();
    for (int i = 0; i < others.size(); i++) {
      StreamEvent other = event(stream, "other-" + i).detail(others.get(i)).build();
      assertThat(store.apply(other, first)).isEqualTo(new CountResult(true, null));
    }

    assertThat(follow("e-1", first)).isEqualTo(new CountResult(true, 1L));
  }

  @Test
  void each_milestone_is_reached_once_under_concurrent_and_repeated_counting() {
    Milestones milestones = Milestones.of(List.of(1L, 7L, 8L, 20L, 47L, 48L, 1_000L));
    int each = 3;

    List<List<CountResult>> counted =
        Concurrently.call(
            i ->
                IntStream.range(0, 3 * each)
                    .mapToObj(n -> follow("e-" + i + "-" + n / 3, milestones))
                    .toList());

    List<Long> reached = new ArrayList<>();
    for (List<CountResult> ofThread : counted) {
      for (int n = 0; n < each; n++) {
        List<CountResult> ofEvent = ofThread.subList(3 * n, 3 * n + 3);
        assertThat(ofEvent).extracting(CountResult::byThisCall).containsExactly(true, false, false);
        List<Long> found = ofEvent.stream().map(CountResult::milestone).toList();
        // Once an event has reached a milestone, each later call returns the same one.
        assertThat(found.subList(found.lastIndexOf(null) + 1, 3).stream().distinct().count())
            .isLessThanOrEqualTo(1);
        assertThat(found.stream().limit(found.lastIndexOf(null) + 1L)).allMatch(Objects::isNull);
        reached.add(found.get(2));
      }
    }
    assertThat(reached.stream().filter(Objects::nonNull).sorted())
        .containsExactly(1L, 7L, 8L, 20L, 47L, 48L);
    assertThat(store.totals(stream).followers()).isEqualTo((long) each * Concurrently.THREADS);
  }

  @Test
  void gifts_and_cheers_add_their_quantities() {
    apply(event(stream, "e-1").detail(new EventDetail.Gift("1000", 5, false)).build());
    apply(event(stream, "e-2").detail(new EventDetail.Gift("1000", 1, true)).build());
    apply(event(stream, "e-3").detail(new EventDetail.Cheer(250, true)).build());
    apply(event(stream, "e-4").detail(new EventDetail.Cheer(100, false)).build());

    assertThat(store.totals(stream).counts()).isEqualTo(Map.of("gift", 6L, "cheer", 350L));
  }

  @Test
  void a_total_beyond_the_largest_is_rejected_and_changes_nothing() {
    long most = 10_000 * Money.MAX_AMOUNT;
    for (int i = 0; i < StreamTotals.MAX_TOTAL / most; i++) {
      apply(event(stream, "e-" + i).donation(most, "CLF").build());
    }
    apply(event(stream, "rest").donation(StreamTotals.MAX_TOTAL % most, "CLF").build());
    StreamEvent early = event(stream, "early").donation(1, "CLF").build();
    apply(reversal(early, "r-early"));
    apply(reversal(event(stream, "e-0").build(), "r-0"));
    StreamTotals full = store.totals(stream);
    assertThat(full.gross().donations()).isEqualTo(Map.of("CLF", StreamTotals.MAX_TOTAL));

    StreamEvent more = event(stream, "more").donation(1, "CLF").build();
    for (StreamEvent event : List.of(more, more, early)) {
      Failure refused = Failures.of(() -> store.apply(event));
      assertThat(refused.code()).isEqualTo("stats.overflow");
      assertThat(refused.category()).isEqualTo(FailureCategory.PERMANENT);
    }

    assertThat(store.totals(stream)).isEqualTo(full);
    apply(event(stream, "more").donation(1, "EUR").build());
    apply(reversal(event(stream, "rest").build(), "r-rest"));
    assertThat(store.totals(stream).gross().donations())
        .isEqualTo(Map.of("CLF", StreamTotals.MAX_TOTAL, "EUR", 1L));
  }

  @Test
  void events_duplicates_and_reversals_in_random_order_sum_up_exactly() {
    for (long seed = 1; seed <= 3; seed++) {
      Random random = new Random(seed);
      RandomEvents events = new RandomEvents(Fixtures.uniqueStream(), random);
      for (StreamEvent event : events.deliveries()) {
        CountResult result = store.apply(event, RandomEvents.MILESTONES);
        events.check(event, result);
      }
      events.check(store.totals(events.stream()));
    }
  }

  @Test
  void a_full_store_rejects_events_without_counting_them() {
    Optional<StatsStore> small = newStoreOfAtMost(1);
    assumeTrue(small.isPresent(), "this store has no limit of its own");
    StreamEvent first = event(stream, "e-1").build();
    small.get().apply(first);

    var refused = Failures.of(() -> small.get().apply(event(stream, "e-2").build()));

    assertThat(refused.code()).isEqualTo("stats.full");
    assertThat(refused.category()).isEqualTo(FailureCategory.THROTTLED);
    assertThat(small.get().apply(first)).isFalse();
    assertThat(small.get().totals(stream))
        .isEqualTo(StreamTotals.of(Map.of("follow", 1L), Map.of()));
  }

  /** Returns the events of one thread, with amounts that doubles would not add up exactly. */
  private List<StreamEvent> eventsOf(int thread) {
    return IntStream.range(0, EVENTS_PER_THREAD)
        .mapToObj(
            n -> {
              var event = event(stream, "e-" + thread + "-" + n);
              return switch (n % 4) {
                case 0 -> event.donation(999_999_937L + thread + n, "USD").build();
                case 1 -> event.donation(33 * (thread + 1L) + n, "EUR").build();
                case 2 -> event.raid(n).build();
                default -> event.build();
              };
            })
        .toList();
  }
}
