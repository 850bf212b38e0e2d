package io.spillway.testkit.notification;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.spillway.ports.FailureCategory;
import io.spillway.ports.InvalidCursorException;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Replacement;
import io.spillway.ports.Replacement.Replaced;
import io.spillway.ports.Versioned;
import io.spillway.ports.notification.DeadLetterNotice;
import io.spillway.ports.notification.Notification;
import io.spillway.ports.notification.NotificationFilter;
import io.spillway.ports.notification.NotificationKind;
import io.spillway.ports.notification.NotificationState;
import io.spillway.ports.notification.NotificationStore;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.Failures;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.MonitoredContract;
import io.spillway.testkit.Pages;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Contract test of {@link NotificationStore}. Extend it and return your store from the factory
 * method.
 */
public abstract class NotificationStoreContract implements MonitoredContract {

  private static final Instant NOW = Fixtures.NOW;

  /** An early time, so that these notifications come first among those that are due. */
  private static final Instant LONG_AGO = Instant.parse("1970-01-01T00:00:00Z");

  private final String stream = Fixtures.uniqueStream();
  private final String other = Fixtures.uniqueStream();
  private NotificationStore store;

  /** {@return the store under test; it may have notifications of other tests} */
  protected abstract NotificationStore newStore();

  /**
   * {@return a store with a limit of notifications; empty if there is no limit}
   *
   * @param max the limit, a small number
   */
  protected Optional<NotificationStore> newStoreOfAtMost(int max) {
    return Optional.empty();
  }

  @BeforeEach
  final void openStore() {
    store = newStore();
  }

  @Override
  public final NotificationStore monitored() {
    return store;
  }

  @Test
  void a_notification_in_every_state_is_stored_without_loss() {
    Notification first = alert(stream, "a", NOW);
    Versioned<Notification> stored = store.add(first);
    assertThat(stored.value()).isEqualTo(first);
    for (Notification next :
        List.of(
            first.leased(NOW.plusNanos(1_000)),
            first.failedOnce(Fixtures.outage(), NOW.plusSeconds(1), NOW.plusSeconds(11)),
            first.refused(Fixtures.outage(), NOW.plusSeconds(2)),
            first.cancelled("Åsa \"ops\"", Fixtures.AWKWARD_TEXT, NOW.plusSeconds(3)),
            first.retried(NOW.plusSeconds(4)),
            first.sent(NOW.plusSeconds(5)))) {
      stored = ((Replaced<Notification>) store.replace(next, stored.version())).stored();
      assertThat(store.find(first.id())).contains(stored);
      assertThat(stored.value()).isEqualTo(next);
    }
  }

  @Test
  void notices_about_dead_letters_are_stored_without_loss() {
    DeadLetterNotice.Group group =
        new DeadLetterNotice.Group(
            "feedfeedfeedfeed", "stats.full", Fixtures.AWKWARD_TEXT, "stats", "s~1");
    for (DeadLetterNotice notice :
        List.of(
            new DeadLetterNotice(DeadLetterNotice.Rule.FIRST_OF_GROUP, 2, null, NOW, group),
            new DeadLetterNotice(DeadLetterNotice.Rule.MORE_THAN, 101, 100L, NOW, null))) {
      Notification one = Notification.ofDeadLetters(stream + notice.rule(), notice);

      assertThat(store.add(one).value()).isEqualTo(one);
      assertThat(store.find(one.id()).map(Versioned::value)).contains(one);
    }
  }

  @Test
  void alerts_with_ids_of_every_form_are_found() {
    for (String form : Fixtures.foreignIds()) {
      Versioned<Notification> added = store.add(alert(stream, form, NOW));

      assertThat(store.find(stream + "~" + form)).contains(added);
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "~", "nonsense", "../../etc", "%", "\"'\\", "日本 🎉", "~~", "a~"})
  void an_invalid_id_is_not_found(String id) {
    assertThat(store.find(id)).isEmpty();
  }

  @Test
  void a_sent_notification_is_not_added_again() {
    Versioned<Notification> first = store.add(alert(stream, "a", NOW));
    store.replace(first.value().sent(NOW.plusSeconds(1)), first.version());

    Versioned<Notification> again = store.add(alert(stream, "a", NOW.plusSeconds(2)));

    assertThat(again.value().state()).isEqualTo(NotificationState.SENT);
    assertThat(store.find(stream + "~a")).contains(again);
  }

  @Test
  void exactly_one_of_sixteen_concurrent_adds_wins_and_all_return_it() {
    List<Versioned<Notification>> answers =
        Concurrently.call(i -> store.add(alert(stream, "a", NOW.plusSeconds(i))));

    assertThat(answers).containsOnly(store.find(stream + "~a").orElseThrow());
  }

  @Test
  void exactly_one_of_sixteen_concurrent_leases_wins_and_others_get_the_current_value() {
    Versioned<Notification> first = store.add(alert(stream, "a", NOW));

    List<Replacement<Notification>> answers =
        Concurrently.call(
            i -> store.replace(first.value().leased(NOW.plusSeconds(i)), first.version()));

    assertThat(answers).filteredOn(Replaced.class::isInstance).hasSize(1);
    assertThat(answers)
        .filteredOn(answer -> !(answer instanceof Replaced))
        .containsOnly(new Replacement.Stale<>(store.find(stream + "~a").orElseThrow()));
  }

  @Test
  void a_missing_notification_cannot_be_replaced() {
    assertThatThrownBy(() -> store.replace(alert(stream, "a", NOW), "\"1\""))
        .isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void notifications_of_a_stream_are_listed_newest_first_by_state_each_of_them_once() {
    for (int i = 0; i < 5; i++) {
      Versioned<Notification> one = store.add(alert(stream, "a-" + i, NOW.plusSeconds(i)));
      if (i % 2 == 0) {
        store.replace(one.value().sent(NOW), one.version());
      }
    }
    store.add(alert(other, "b", NOW));
    NotificationFilter all = NotificationFilter.all().inStream(stream);

    for (int limit : new int[] {1, 2, 200}) {
      assertThat(ids(Pages.all(limit, page -> store.list(all, page))))
          .containsExactly("a-4", "a-3", "a-2", "a-1", "a-0");
    }
    assertThat(ids(store.list(all.withState(NotificationState.SENT), PageRequest.first(9)).items()))
        .containsExactly("a-4", "a-2", "a-0");
    assertThat(store.list(all.ofKind(NotificationKind.DEAD_LETTERS), PageRequest.first(9)).items())
        .isEmpty();
    assertThatThrownBy(() -> store.list(all, new PageRequest(1, "nonsense")))
        .isInstanceOf(InvalidCursorException.class);
  }

  @Test
  void due_ones_are_returned_the_longest_due_first_without_excluded_lanes() {
    store.add(due(stream, "second", 1));
    store.add(due(stream, "first", 0));
    store.add(due(other, "third", 2));
    store.add(due(stream, "later", 10));
    Versioned<Notification> sent = store.add(due(stream, "sent", 0));
    store.replace(sent.value().sent(NOW), sent.version());

    assertThat(due(Set.of())).containsExactly("first", "second", "third");
    assertThat(due(Set.of(stream, "no-stream"))).containsExactly("third");
    assertThat(store.due(NotificationKind.ALERT, LONG_AGO.plusSeconds(2), Set.of(), 1)).hasSize(1);
  }

  @Test
  void pending_ones_of_a_lane_are_returned_in_the_order_of_their_creation_due_or_not() {
    store.add(alert(stream, "second", LONG_AGO.plusSeconds(1)));
    Versioned<Notification> first = store.add(alert(stream, "first", LONG_AGO));
    store.add(alert(other, "third", LONG_AGO.plusSeconds(2)));
    store.replace(
        first.value().failedOnce(Fixtures.outage(), NOW, NOW.plusSeconds(99)), first.version());
    Versioned<Notification> sent = store.add(alert(stream, "sent", LONG_AGO));
    store.replace(sent.value().sent(NOW), sent.version());

    assertThat(ids(store.waiting(NotificationKind.ALERT, stream, 9)))
        .containsExactly("first", "second");
    assertThat(store.waiting(NotificationKind.ALERT, stream, 1)).hasSize(1);
    assertThat(ids(mine(store.waiting(NotificationKind.ALERT, null, 200))))
        .containsExactly("first", "second", "third");
    assertThat(store.waiting(NotificationKind.DEAD_LETTERS, stream, 9)).isEmpty();
  }

  @Test
  void they_are_counted_by_kind_and_state() {
    long pending = store.count(NotificationKind.ALERT, NotificationState.PENDING, 1_000);
    long failed = store.count(NotificationKind.ALERT, NotificationState.FAILED, 1_000);
    store.add(alert(stream, "a", NOW));
    Versioned<Notification> second = store.add(alert(stream, "b", NOW));
    store.replace(second.value().refused(Fixtures.outage(), NOW), second.version());

    assertThat(store.count(NotificationKind.ALERT, NotificationState.PENDING, 1_000))
        .isEqualTo(pending + 1);
    assertThat(store.count(NotificationKind.ALERT, NotificationState.FAILED, 1_000))
        .isEqualTo(failed + 1);
  }

  @Test
  void a_full_store_rejects_additions_and_allows_updates() {
    Optional<NotificationStore> small = newStoreOfAtMost(1);
    assumeTrue(small.isPresent(), "this store has no limit of its own");
    Versioned<Notification> first = small.get().add(alert(stream, "a", NOW));

    var refused = Failures.of(() -> small.get().add(alert(stream, "b", NOW)));

    assertThat(refused.code()).isEqualTo("notifications.full");
    assertThat(refused.category()).isEqualTo(FailureCategory.THROTTLED);
    assertThat(small.get().replace(first.value().sent(NOW), first.version()))
        .isInstanceOf(Replaced.class);
  }

  private List<String> due(Set<String> except) {
    return ids(mine(store.due(NotificationKind.ALERT, LONG_AGO.plusSeconds(2), except, 200)));
  }

  private List<Versioned<Notification>> mine(List<Versioned<Notification>> all) {
    return all.stream().filter(one -> Set.of(stream, other).contains(one.value().lane())).toList();
  }

  private static List<String> ids(List<Versioned<Notification>> all) {
    return all.stream()
        .map(one -> one.value().id().substring(one.value().lane().length() + 1))
        .toList();
  }

  /** Returns a notification that is due some seconds after the earliest time. */
  private static Notification due(String streamId, String alertId, int seconds) {
    return Notification.ofAlert(
        streamId, alertId, LONG_AGO.minusSeconds(seconds), LONG_AGO.plusSeconds(seconds));
  }

  private static Notification alert(String streamId, String alertId, Instant createdAt) {
    return Notification.ofAlert(streamId, alertId, createdAt, createdAt);
  }
}
