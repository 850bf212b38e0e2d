package io.spillway.core.notification;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.adapters.inmemory.InMemoryDeadLetterChannel;
import io.spillway.adapters.inmemory.InMemoryStores;
import io.spillway.ports.Retention;
import io.spillway.ports.Stores;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.DeadLetterState;
import io.spillway.ports.deadletter.LedgerEntry;
import io.spillway.ports.notification.DeadLetterNotice;
import io.spillway.ports.notification.DeadLetterNotice.Rule;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.Crash;
import io.spillway.testkit.Faults;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.SettableClock;
import io.spillway.testkit.WrappedStores;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;

class DeadLetterWatchTest {

  private static final String A = "aaaaaaaaaaaaaaaa";
  private static final String B = "bbbbbbbbbbbbbbbb";
  private static final Duration MINUTE = Duration.ofMinutes(1);

  private final SettableClock clock = new SettableClock(Instant.parse("2026-11-23T18:30:00Z"));
  private final Faults faults = new Faults();
  private final Stores plain = InMemoryStores.create(Retention.STANDARD, clock);
  private final Stores stores = WrappedStores.of(plain, faults::wrap);
  private final InMemoryDeadLetterChannel channel = new InMemoryDeadLetterChannel();
  private final NotificationSender sender =
      NotificationSender.ofDeadLetters(
          stores::notifications, channel, NotificationSender.STANDARD_AGE, clock);
  private DeadLetterWatch watch = watch(new DeadLetterRules(true, 3));

  private DeadLetterWatch watch(DeadLetterRules rules) {
    return new DeadLetterWatch(stores.deadLetters(), stores.notifications(), rules, clock);
  }

  private void bury(String eventId, String fingerprint) {
    plain
        .deadLetters()
        .add(
            Fixtures.deadLetter("main", eventId)
                .fingerprint(fingerprint)
                .deadLetteredAt(clock.instant())
                .entry());
  }

  private void discard(String eventId) {
    Versioned<LedgerEntry> found = plain.deadLetters().find("main~" + eventId).orElseThrow();
    plain
        .deadLetters()
        .replace(
            new LedgerEntry(
                found.value().letter(),
                DeadLetterState.DISCARDED,
                null,
                null,
                null,
                found.value().audit()),
            found.version());
  }

  private List<Rule> minute() {
    clock.advance(MINUTE);
    int before = channel.notices().size();
    watch.run();
    sender.runMaintenance();
    return channel.notices().subList(before, channel.notices().size()).stream()
        .map(DeadLetterNotice::rule)
        .toList();
  }

  @Test
  void the_first_letter_of_each_group_is_told_once_while_its_letters_are_open() {
    watch = watch(new DeadLetterRules(true, null));
    bury("e1", A);
    bury("e2", A);
    bury("e3", B);

    assertThat(minute()).containsExactly(Rule.FIRST_OF_GROUP, Rule.FIRST_OF_GROUP);
    bury("e4", A);
    assertThat(minute()).isEmpty();

    DeadLetterNotice notice = channel.notices().get(0);
    assertThat(notice.count()).isEqualTo(2);
    assertThat(notice.group())
        .isNotNull()
        .returns(A, DeadLetterNotice.Group::fingerprint)
        .returns("main~e2", DeadLetterNotice.Group::exampleId);
  }

  @Test
  void a_group_whose_letters_stay_open_is_not_told_again_the_next_day() {
    bury("e1", A);
    assertThat(minute()).hasSize(1);
    clock.advance(Duration.ofDays(2));
    bury("e2", A);

    assertThat(minute()).isEmpty();
  }

  @Test
  void a_group_that_was_settled_is_told_again_after_a_day_and_not_before() {
    bury("e1", A);
    assertThat(minute()).hasSize(1);
    discard("e1");
    clock.advance(Duration.ofHours(20));
    bury("e2", A);
    assertThat(minute()).isEmpty();
    discard("e2");
    clock.advance(Duration.ofHours(5));
    bury("e3", A);

    assertThat(minute()).containsExactly(Rule.FIRST_OF_GROUP);
  }

  @Test
  void more_than_a_number_in_an_hour_is_told_once_an_hour() {
    watch = watch(new DeadLetterRules(false, 3));
    List.of("e1", "e2", "e3").forEach(id -> bury(id, A));
    assertThat(minute()).isEmpty();
    bury("e4", B);
    assertThat(minute()).containsExactly(Rule.MORE_THAN);
    assertThat(channel.notices().get(0).count()).isEqualTo(4);
    assertThat(channel.notices().get(0).limit()).isEqualTo(3);

    for (int i = 0; i < 58; i++) {
      bury("f" + i, A);
      assertThat(minute()).isEmpty();
    }
    bury("g", A);
    minute();
    assertThat(minute()).hasSizeLessThanOrEqualTo(1);
    assertThat(channel.notices()).hasSize(2);
  }

  @Test
  void letters_of_earlier_hours_and_discarded_ones_do_not_count() {
    watch = watch(new DeadLetterRules(false, 3));
    List.of("e1", "e2", "e3", "e4").forEach(id -> bury(id, A));
    discard("e4");
    assertThat(minute()).isEmpty();
    clock.advance(Duration.ofHours(1));
    bury("e5", A);

    assertThat(minute()).isEmpty();
  }

  @Test
  void without_new_letters_a_run_costs_one_query() {
    bury("e1", A);
    clock.advance(Duration.ofHours(2));

    watch.run();

    assertThat(faults.calls()).containsExactly("DeadLetterLedger.count");
  }

  @Test
  void a_crash_at_any_call_and_sixteen_processes_tell_once() {
    bury("e1", A);
    List.of("e2", "e3", "e4", "e5").forEach(id -> bury(id, B));
    for (int call = 1; call <= 12; call++) {
      faults.crashAfter(Faults.ANY_CALL, call);
      try {
        watch.run();
      } catch (Crash expected) {
        // goes on
      }
      faults.restart();
      faults.mend();
    }

    Concurrently.call(
        i -> {
          watch(new DeadLetterRules(true, 3)).run();
          return i;
        });
    sender.runMaintenance();

    assertThat(channel.notices())
        .extracting(DeadLetterNotice::rule)
        .containsExactlyInAnyOrder(Rule.MORE_THAN, Rule.FIRST_OF_GROUP, Rule.FIRST_OF_GROUP);
  }
}
