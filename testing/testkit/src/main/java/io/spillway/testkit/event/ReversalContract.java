package io.spillway.testkit.event;

import static io.spillway.testkit.Fixtures.event;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.spillway.ports.event.Contribution;
import io.spillway.ports.event.CountResult;
import io.spillway.ports.event.EventDetail;
import io.spillway.ports.event.Milestones;
import io.spillway.ports.event.StatsStore;
import io.spillway.ports.event.StreamEvent;
import io.spillway.ports.event.StreamTotals;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.Failures;
import io.spillway.testkit.Fixtures;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Part of {@link StatsStoreContract} about reversals. */
public abstract class ReversalContract {

  final String stream = Fixtures.uniqueStream();
  StatsStore store;

  /** {@return the store under test; it may have counted other streams} */
  protected abstract StatsStore newStore();

  /**
   * {@return a store with a limit of events; empty if there is no limit}
   *
   * @param max the limit, a small number
   */
  protected Optional<StatsStore> newStoreOfAtMost(int max) {
    return Optional.empty();
  }

  @BeforeEach
  final void openStore() {
    store = newStore();
  }

  @Test
  void a_reversal_undoes_an_event_of_each_type_in_both_orders() {
    for (EventDetail detail : reversible()) {
      for (boolean eventFirst : List.of(true, false)) {
        String fresh = Fixtures.uniqueStream();
        StreamEvent event = event(fresh, "e-1").detail(detail).build();
        StreamEvent reversal = reversal(event, "r-1");
        apply(eventFirst ? event : reversal);
        apply(eventFirst ? reversal : event);

        StreamTotals totals = store.totals(fresh);
        Contribution part = StreamTotals.NONE.contribution(detail);
        assertThat(totals)
            .isEqualTo(StreamTotals.NONE.plus(detail).minus(part).plus(reversal.detail()));
        assertThat(totals.gross())
            .isEqualTo(StreamTotals.NONE.plus(detail).plus(reversal.detail()));
      }
    }
  }

  @Test
  void repeated_events_and_reversals_take_effect_once_in_both_orders() {
    for (boolean eventFirst : List.of(true, false)) {
      String fresh = Fixtures.uniqueStream();
      StreamEvent donation = event(fresh, "e-1").donation(500, "EUR").build();
      StreamEvent reversal = reversal(donation, "r-1");
      apply(event(fresh, "e-0").donation(1, "EUR").build());
      apply(eventFirst ? donation : reversal);
      assertThat(store.apply(eventFirst ? donation : reversal)).isFalse();
      apply(eventFirst ? reversal : donation);
      assertThat(store.apply(reversal)).isFalse();
      assertThat(store.apply(donation)).isFalse();

      assertThat(store.totals(fresh))
          .isEqualTo(
              new StreamTotals(
                  Map.of("reversal", 1L),
                  Map.of("EUR", 1L),
                  Map.of(),
                  new StreamTotals.Reversed(Map.of(), Map.of("EUR", 500L), Map.of())));
    }
  }

  @Test
  void only_the_first_of_two_reversals_takes_effect() {
    StreamEvent cheer = event(stream, "e-1").detail(new EventDetail.Cheer(40, false)).build();
    apply(event(stream, "e-0").detail(new EventDetail.Cheer(100, false)).build());
    apply(cheer);
    apply(reversal(cheer, "r-1"));
    apply(reversal(cheer, "r-2"));
    StreamEvent late = event(stream, "e-2").detail(new EventDetail.Cheer(3, false)).build();
    apply(reversal(late, "r-3"));
    apply(reversal(late, "r-4"));
    apply(late);
    apply(reversal(late, "r-5"));

    StreamTotals totals = store.totals(stream);
    assertThat(totals.counts()).isEqualTo(Map.of("cheer", 100L, "reversal", 5L));
    assertThat(totals.reversed().counts()).isEqualTo(Map.of("cheer", 43L));
  }

  @Test
  void a_reversal_of_an_event_that_never_arrives_changes_only_the_number_of_reversals() {
    apply(event(stream, "e-1").donation(500, "EUR").build());
    apply(event(stream, "r-1").reversal(StreamEvent.API, "never").build());

    assertThat(store.totals(stream))
        .isEqualTo(StreamTotals.of(Map.of("reversal", 1L), Map.of("EUR", 500L)));
  }

  @Test
  void a_reversal_can_be_the_first_event_of_its_stream() {
    StreamEvent reversal = event(stream, "r-1").reversal(StreamEvent.API, "never").build();
    apply(reversal);
    assertThat(store.apply(reversal)).isFalse();

    assertThat(store.totals(stream)).isEqualTo(StreamTotals.of(Map.of("reversal", 1L), Map.of()));
  }

  @Test
  void the_reversal_of_a_reversal_has_no_effect_in_both_orders() {
    for (boolean firstFirst : List.of(true, false)) {
      String fresh = Fixtures.uniqueStream();
      StreamEvent donation = event(fresh, "e-1").donation(500, "EUR").build();
      StreamEvent reversal = reversal(donation, "r-1");
      StreamEvent ofReversal = reversal(reversal, "r-2");
      apply(donation);
      apply(firstFirst ? reversal : ofReversal);
      apply(firstFirst ? ofReversal : reversal);
      assertThat(store.apply(reversal)).isFalse();

      assertThat(store.totals(fresh).counts()).isEqualTo(Map.of("reversal", 2L));
      assertThat(store.totals(fresh).donations()).isEqualTo(Map.of("EUR", 0L));
      assertThat(store.totals(fresh).reversed())
          .isEqualTo(new StreamTotals.Reversed(Map.of(), Map.of("EUR", 500L), Map.of()));
    }
  }

  @Test
  void events_that_reverse_themselves_or_each_other_are_only_counted() {
    apply(event(stream, "r-1").reversal(StreamEvent.API, "r-1").build());
    apply(event(stream, "r-2").reversal(StreamEvent.API, "r-3").build());
    apply(event(stream, "r-3").reversal(StreamEvent.API, "r-2").build());
    assertThat(store.apply(event(stream, "r-1").reversal(StreamEvent.API, "r-1").build()))
        .isFalse();

    assertThat(store.totals(stream)).isEqualTo(StreamTotals.of(Map.of("reversal", 3L), Map.of()));
  }

  @Test
  void sources_with_one_id_have_events_of_their_own() {
    StreamEvent ofApi = event(stream, "e-1").donation(100, "EUR").build();
    StreamEvent ofQueue = event(stream, "e-1").from("queue").donation(20, "EUR").build();
    StreamEvent ofShop =
        event(stream, "e-1").from("https://shop.example/a").donation(3, "EUR").build();
    apply(ofApi);
    apply(ofQueue);
    apply(reversal(ofShop, "r-1"));
    apply(ofShop);
    assertThat(store.totals(stream).donations()).isEqualTo(Map.of("EUR", 120L));

    apply(reversal(ofQueue, "r-2"));
    assertThat(store.totals(stream).donations()).isEqualTo(Map.of("EUR", 100L));
    assertThat(store.apply(ofQueue)).isFalse();
    assertThat(store.apply(ofApi)).isFalse();
    assertThat(store.totals(stream).reversed().donations()).isEqualTo(Map.of("EUR", 23L));
  }

  @Test
  void a_reversal_undoes_an_event_of_its_own_stream_only() {
    String another = Fixtures.uniqueStream();
    apply(event(stream, "e-1").raid(1).build());
    apply(event(another, "r-1").reversal(StreamEvent.API, "e-1").build());

    assertThat(store.totals(stream)).isEqualTo(StreamTotals.of(Map.of("raid", 1L), Map.of()));
    assertThat(store.totals(another)).isEqualTo(StreamTotals.of(Map.of("reversal", 1L), Map.of()));
  }

  @Test
  void money_of_every_number_of_decimals_is_undone_to_the_smallest_unit() {
    for (String currency : List.of("JPY", "EUR", "KWD", "CLF")) {
      apply(event(stream, "keep-" + currency).donation(1, currency).build());
      StreamEvent refunded =
          event(stream, "back-" + currency).donation(1_234_567, currency).build();
      apply(refunded);
      apply(reversal(refunded, "r-" + currency));
    }

    assertThat(store.totals(stream).donations())
        .isEqualTo(Map.of("JPY", 1L, "EUR", 1L, "KWD", 1L, "CLF", 1L));
    assertThat(store.totals(stream).reversed().donations().values()).containsOnly(1_234_567L);
  }

  @Test
  void a_custom_event_is_subtracted_from_the_number_under_which_it_was_counted() {
    int max = StreamTotals.MAX_CUSTOM_TYPES;
    StreamEvent early = event(stream, "early").custom("type-early").build();
    apply(reversal(early, "r-early"));
    for (int i = 0; i < max; i++) {
      apply(event(stream, "e-" + i).custom("type-" + i).build());
    }
    StreamEvent known = event(stream, "known").custom("type-0").build();
    StreamEvent other = event(stream, "other").custom("type-x").build();
    apply(event(stream, "another").custom("type-y").build());
    for (StreamEvent event : List.of(known, other)) {
      apply(event);
      apply(reversal(event, "r-" + event.eventId()));
    }
    apply(early);

    StreamTotals totals = store.totals(stream);
    assertThat(totals.custom())
        .hasSize(max + 1)
        .containsEntry("type-0", 1L)
        .containsEntry(StreamTotals.OTHER, 1L);
    assertThat(totals.reversed().custom()).isEqualTo(Map.of("type-0", 1L, StreamTotals.OTHER, 2L));
  }

  @Test
  void a_custom_type_without_events_after_reversals_keeps_its_place() {
    StreamEvent first = event(stream, "e-1").custom("type-0").build();
    apply(reversal(first, "r-1"));
    apply(first);
    for (int i = 1; i <= StreamTotals.MAX_CUSTOM_TYPES; i++) {
      apply(event(stream, "more-" + i).custom("type-" + i).build());
    }

    assertThat(store.totals(stream).custom())
        .containsEntry("type-0", 0L)
        .containsEntry(StreamTotals.OTHER, 1L)
        .doesNotContainKey("type-" + StreamTotals.MAX_CUSTOM_TYPES);
  }

  @Test
  void a_concurrent_event_and_its_reversal_leave_nothing() {
    int rounds = Concurrently.ROUNDS;
    List<EventDetail> details = reversible();
    Concurrently.call(
        i -> {
          for (int n = 0; n < rounds; n++) {
            // Two threads share each event, and each round has another one first.
            String id = "e-" + i / 2 + "-" + n;
            EventDetail detail = details.get((i / 2 + n) % details.size());
            StreamEvent event = event(stream, id).detail(detail).build();
            store.apply(i % 2 == 0 ? event : reversal(event, "r-" + id));
          }
          return i;
        });

    StreamTotals totals = store.totals(stream);
    assertThat(totals.counts())
        .isEqualTo(Map.of("reversal", (long) rounds * Concurrently.THREADS / 2));
    assertThat(totals.donations().values()).containsOnly(0L);
    assertThat(totals.custom().values()).containsOnly(0L);
    assertThat(totals.reversed().counts()).containsKeys("follow", "raid", "gift", "cheer");
  }

  @Test
  void concurrent_reversals_of_one_event_undo_it_once() {
    for (int round = 0; round < 5; round++) {
      StreamEvent donation = event(stream, "e-" + round).donation(500, "EUR").build();
      StreamEvent follow = event(stream, "f-" + round).build();
      apply(follow);
      if (round % 2 == 0) {
        apply(donation);
      }
      int number = round;
      List<Boolean> counted =
          Concurrently.call(
              i ->
                  i == 0
                      ? store.apply(donation)
                      : store.apply(
                          reversal(i % 2 == 0 ? donation : follow, "r-" + number + "-" + i)));
      assertThat(counted.subList(1, counted.size())).containsOnly(true);
    }

    StreamTotals totals = store.totals(stream);
    assertThat(totals.counts()).isEqualTo(Map.of("reversal", 5L * (Concurrently.THREADS - 1)));
    assertThat(totals.donations()).isEqualTo(Map.of("EUR", 0L));
    assertThat(totals.reversed())
        .isEqualTo(
            new StreamTotals.Reversed(Map.of("follow", 5L), Map.of("EUR", 2_500L), Map.of()));
  }

  @Test
  void one_reversal_applied_by_sixteen_threads_counts_once() {
    StreamEvent follow = event(stream, "e-1").build();
    StreamEvent reversal = reversal(follow, "r-1");
    apply(follow);

    assertThat(Concurrently.call(i -> store.apply(reversal))).containsOnlyOnce(true);

    assertThat(store.totals(stream).counts()).isEqualTo(Map.of("reversal", 1L));
  }

  @Test
  void a_milestone_counts_followers_after_reversals() {
    Milestones ten = Milestones.of(List.of(10L));
    for (int i = 1; i <= 9; i++) {
      assertThat(follow("e-" + i, ten).milestone()).isNull();
    }
    apply(reversal(event(stream, "e-3").build(), "r-1"));

    assertThat(follow("e-10", ten)).isEqualTo(new CountResult(true, null));
    assertThat(store.totals(stream).followers()).isEqualTo(9);
    assertThat(follow("e-11", ten)).isEqualTo(new CountResult(true, 10L));
  }

  @Test
  void a_milestone_that_was_reached_is_not_reached_again_after_a_reversal() {
    Milestones milestones = Milestones.of(List.of(1L, 2L, 3L));
    follow("e-1", milestones);
    assertThat(follow("e-2", milestones).milestone()).isEqualTo(2);
    for (int i = 0; i < 3; i++) {
      StreamEvent again = event(stream, "again-" + i).build();
      apply(reversal(event(stream, i == 0 ? "e-2" : "again-" + (i - 1)).build(), "r-" + i));
      assertThat(store.apply(again, milestones)).isEqualTo(new CountResult(true, null));
    }

    assertThat(store.totals(stream).followers()).isEqualTo(2);
    assertThat(follow("e-3", milestones)).isEqualTo(new CountResult(true, 3L));
    assertThat(follow("e-2", milestones)).isEqualTo(new CountResult(false, 2L));
    assertThat(follow("e-1", milestones)).isEqualTo(new CountResult(false, 1L));
  }

  @Test
  void a_number_that_the_stream_had_before_is_no_milestone() {
    for (int i = 1; i <= 4; i++) {
      apply(event(stream, "e-" + i).build());
    }
    for (int i = 1; i <= 3; i++) {
      apply(reversal(event(stream, "e-" + i).build(), "r-" + i));
    }
    Milestones all = Milestones.of(List.of(1L, 2L, 3L, 4L, 5L));

    for (int i = 5; i <= 7; i++) {
      assertThat(follow("e-" + i, all).milestone()).isNull();
    }
    assertThat(follow("e-8", all).milestone()).isEqualTo(5);
  }

  @Test
  void a_follow_whose_reversal_arrived_first_reaches_no_milestone() {
    Milestones first = Milestones.of(List.of(1L));
    apply(reversal(event(stream, "e-1").build(), "r-1"));

    assertThat(follow("e-1", first)).isEqualTo(new CountResult(true, null));
    assertThat(follow("e-1", first)).isEqualTo(new CountResult(false, null));
    assertThat(follow("e-2", first)).isEqualTo(new CountResult(true, 1L));
  }

  @Test
  void each_milestone_is_reached_at_most_once_by_concurrent_follows_and_reversals() {
    Milestones all = Milestones.of(IntStream.rangeClosed(1, 50).mapToObj(Long::valueOf).toList());
    List<List<Long>> reached =
        Concurrently.call(
            i ->
                IntStream.range(0, 4)
                    .mapToObj(
                        n -> {
                          StreamEvent follow = event(stream, "e-" + i + "-" + n).build();
                          Long milestone = store.apply(follow, all).milestone();
                          if (n % 2 == 0) {
                            apply(reversal(follow, "r-" + i + "-" + n));
                          }
                          return milestone;
                        })
                    .filter(Objects::nonNull)
                    .toList());

    List<Long> numbers = reached.stream().flatMap(List::stream).sorted().toList();
    assertThat(numbers).doesNotHaveDuplicates();
    assertThat(numbers)
        .isEqualTo(IntStream.rangeClosed(1, numbers.size()).mapToObj(Long::valueOf).toList());
    long left = 2L * Concurrently.THREADS;
    assertThat(store.totals(stream).followers()).isEqualTo(left);
    assertThat(numbers).hasSizeGreaterThanOrEqualTo((int) left);
  }

  @Test
  void a_full_store_rejects_a_reversal_without_a_place_for_its_note() {
    Optional<StatsStore> small = newStoreOfAtMost(2);
    assumeTrue(small.isPresent(), "this store has no limit of its own");
    StreamEvent first = event(stream, "e-1").build();
    small.get().apply(first);

    var refused =
        Failures.of(
            () -> small.get().apply(event(stream, "r-1").reversal(StreamEvent.API, "e-2").build()));

    assertThat(refused.code()).isEqualTo("stats.full");
    assertThat(small.get().totals(stream).counts()).isEqualTo(Map.of("follow", 1L));
    assertThat(small.get().apply(reversal(first, "r-1"))).isTrue();
    assertThat(small.get().totals(stream).counts()).isEqualTo(Map.of("reversal", 1L));
  }

  /** Returns samples of every type whose events can be reversed. */
  private static List<EventDetail> reversible() {
    return EventDetails.ofEveryKind()
        .filter(detail -> !(detail instanceof EventDetail.Reversal))
        .toList();
  }

  static StreamEvent reversal(StreamEvent event, String id) {
    return event(event.streamId(), id).reversal(event.source(), event.eventId()).build();
  }

  CountResult follow(String id, Milestones milestones) {
    return store.apply(event(stream, id).build(), milestones);
  }

  void apply(StreamEvent event) {
    assertThat(store.apply(event)).isTrue();
  }
}
