package io.spillway.testkit.deadletter;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.spillway.ports.FailureCategory;
import io.spillway.ports.InvalidCursorException;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Replacement;
import io.spillway.ports.Replacement.Replaced;
import io.spillway.ports.Versioned;
import io.spillway.ports.deadletter.DeadLetterFilter;
import io.spillway.ports.deadletter.DeadLetterState;
import io.spillway.ports.deadletter.RedriveJob;
import io.spillway.ports.deadletter.RedriveJob.State;
import io.spillway.ports.deadletter.RedriveJobStore;
import io.spillway.ports.deadletter.RedriveOrder;
import io.spillway.ports.deadletter.RedriveProgress;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.Failures;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.MonitoredContract;
import io.spillway.testkit.Pages;
import java.time.Instant;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Contract test of {@link RedriveJobStore}. Extend it and return your store from the factory
 * method.
 */
public abstract class RedriveJobStoreContract implements MonitoredContract {

  private static final Instant NOW = Fixtures.NOW;

  /** An early time, so that these redrives come first among those with work. */
  private static final Instant LONG_AGO = Instant.parse("1970-01-01T00:00:00Z");

  private final String id = Fixtures.uniqueId("r");
  private RedriveJobStore store;

  /** {@return the store under test; it may have redrives of other tests} */
  protected abstract RedriveJobStore newStore();

  /**
   * {@return a store with a limit of redrives; empty if there is no limit}
   *
   * @param max the limit, a small number
   */
  protected Optional<RedriveJobStore> newStoreOfAtMost(int max) {
    return Optional.empty();
  }

  @BeforeEach
  final void openStore() {
    store = newStore();
  }

  @Override
  public final RedriveJobStore monitored() {
    return store;
  }

  @Test
  void a_redrive_by_filter_is_stored_without_loss() {
    DeadLetterFilter filter =
        DeadLetterFilter.all()
            .inStream("s")
            .withFingerprint("feedfeedfeedfeed")
            .withEventType("raid")
            .withEventId("7 \"é'")
            .withCode("stats.full")
            .withCategory(FailureCategory.THROTTLED)
            .withState(DeadLetterState.OPEN)
            .deadLetteredFrom(NOW)
            .deadLetteredBefore(NOW.plusNanos(1_000))
            .containing(Fixtures.AWKWARD_TEXT.substring(0, 40));
    RedriveOrder order =
        RedriveOrder.matching(filter, Fixtures.AWKWARD_TEXT, "Åsa \"ops\"")
            .withRate(7)
            .withMaxGeneration(3);
    RedriveProgress progress =
        new RedriveProgress(
            9,
            "a cursor",
            0,
            true,
            2,
            List.of("s~1", "s~2"),
            5_000_000_000L,
            1,
            1,
            List.of(new RedriveProgress.Skip("s~3", "it is \"DISCARDED\"")),
            NOW.plusNanos(1_000));
    comesBack(new RedriveJob(id, order, State.PAUSED, "by ada", NOW, progress, NOW.plusSeconds(9)));
  }

  @Test
  void an_edit_of_waiting_dead_letters_is_stored_without_loss_and_has_work() {
    DeadLetterFilter waiting = DeadLetterFilter.all().withState(DeadLetterState.WAITING);
    RedriveOrder order =
        RedriveOrder.matching(waiting, "why", "who")
            .toEdit("[{\"op\": \"test\", \"path\": \"/a\", \"value\": \"é\"}]")
            .withExpected(5_000_000_000L);
    comesBack(RedriveJob.of(id, order, LONG_AGO, RedriveProgress.none(2)));

    assertThat(store.withWork(PageRequest.MAX_LIMIT))
        .extracting(job -> job.value().id())
        .contains(id);
  }

  @Test
  void redrives_with_ids_of_every_form_are_found() {
    for (String form : Fixtures.foreignIds()) {
      String unique = Fixtures.uniqueId("r");
      String own = (form + unique).substring(Math.max(0, form.length() + unique.length() - 255));
      Versioned<RedriveJob> added = store.add(job(own, NOW, State.DONE));

      assertThat(store.find(own)).contains(added);
    }
  }

  @Test
  void a_redrive_by_ids_is_stored_without_loss() {
    RedriveOrder order =
        RedriveOrder.of(List.of("s~2", "s~1"), "why", "who").withRate(1).withMaxGeneration(99);
    comesBack(RedriveJob.of(id, order, NOW, RedriveProgress.none(2)));
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "~", "nonsense", "../../etc", "%", "\"'\\", "日本 🎉"})
  void an_invalid_redrive_id_is_not_found(String other) {
    store.add(job(id, NOW, State.RUNNING));

    assertThat(store.find(other)).isEmpty();
  }

  @Test
  void exactly_one_of_sixteen_concurrent_adds_wins_and_all_return_it() {
    List<Versioned<RedriveJob>> answers =
        Concurrently.call(i -> store.add(job(id, NOW.plusSeconds(i), State.RUNNING)));

    assertThat(answers).containsOnly(store.find(id).orElseThrow());
  }

  @Test
  void a_redrive_is_replaced_with_its_current_version_and_others_get_the_current_value() {
    Versioned<RedriveJob> first = store.add(job(id, NOW, State.RUNNING));

    Replacement<RedriveJob> result = store.replace(job(id, NOW, State.DONE), first.version());

    assertThat(result).isInstanceOf(Replaced.class);
    Versioned<RedriveJob> standing = store.find(id).orElseThrow();
    assertThat(standing.value()).isEqualTo(job(id, NOW, State.DONE));
    assertThat(standing.version()).isNotEqualTo(first.version());
    assertThat(store.replace(first.value(), first.version()))
        .isEqualTo(new Replacement.Stale<>(standing));
    assertThat(store.replace(first.value(), "*")).isEqualTo(new Replacement.Stale<>(standing));
  }

  @Test
  void exactly_one_of_sixteen_concurrent_replacements_wins() {
    Versioned<RedriveJob> first = store.add(job(id, NOW, State.RUNNING));

    List<Replacement<RedriveJob>> answers =
        Concurrently.call(
            i -> store.replace(first.value().leased(NOW.plusSeconds(i)), first.version()));

    assertThat(answers).filteredOn(Replaced.class::isInstance).hasSize(1);
  }

  @Test
  void a_missing_redrive_cannot_be_replaced() {
    assertThatThrownBy(() -> store.replace(job(id, NOW, State.DONE), "\"1\""))
        .isInstanceOf(NoSuchElementException.class);
  }

  @Test
  void redrives_are_listed_newest_first_each_of_them_once() {
    List<String> ids = List.of(id + "-1", id + "-2", id + "-3");
    ids.forEach(one -> store.add(job(one, NOW.plusSeconds(ids.indexOf(one)), State.DONE)));

    for (int limit : new int[] {1, 2, 200}) {
      assertThat(mine(Pages.all(limit, store::list)))
          .containsExactly(id + "-3", id + "-2", id + "-1");
    }
    assertThatThrownBy(() -> store.list(new PageRequest(1, "nonsense")))
        .isInstanceOf(InvalidCursorException.class);
  }

  @Test
  void redrives_with_work_are_returned_oldest_first_until_they_have_none() {
    store.add(job(id + "-second", LONG_AGO.plusSeconds(1), State.RUNNING));
    store.add(job(id + "-first", LONG_AGO, State.RUNNING));
    store.add(job(id + "-done", LONG_AGO, State.DONE));
    store.add(job(id + "-paused", LONG_AGO, State.PAUSED));
    RedriveProgress inHand =
        new RedriveProgress(1, null, 0, true, 1, List.of("s~1"), 0, 0, 0, List.of(), NOW);
    store.add(job(id + "-third", LONG_AGO.plusSeconds(2), State.CANCELLED).with(inHand));

    assertThat(mine(store.withWork(PageRequest.MAX_LIMIT)))
        .containsExactly(id + "-first", id + "-second", id + "-third");
    assertThat(store.withWork(1)).hasSize(1);

    long all = store.countWithWork(1_000);
    assertThat(store.countWithWork(1)).isOne();
    assertThat(all).isGreaterThanOrEqualTo(3);
    for (String one : mine(store.withWork(PageRequest.MAX_LIMIT))) {
      Versioned<RedriveJob> found = store.find(one).orElseThrow();
      store.replace(
          found.value().with(State.DONE, "").with(RedriveProgress.none(1)), found.version());
    }
    assertThat(mine(store.withWork(PageRequest.MAX_LIMIT))).isEmpty();
    assertThat(store.countWithWork(1_000)).isEqualTo(all - 3);
  }

  @Test
  void a_full_store_rejects_additions_and_allows_updates() {
    Optional<RedriveJobStore> small = newStoreOfAtMost(1);
    assumeTrue(small.isPresent(), "this store has no limit of its own");
    Versioned<RedriveJob> first = small.get().add(job(id, NOW, State.RUNNING));

    var refused = Failures.of(() -> small.get().add(job(id + "-2", NOW, State.RUNNING)));

    assertThat(refused.code()).isEqualTo("redrives.full");
    assertThat(refused.category()).isEqualTo(FailureCategory.THROTTLED);
    assertThat(small.get().replace(first.value(), first.version())).isInstanceOf(Replaced.class);
  }

  private void comesBack(RedriveJob job) {
    Versioned<RedriveJob> added = store.add(job);

    assertThat(added.value()).isEqualTo(job);
    assertThat(store.find(id)).contains(added);
  }

  private List<String> mine(List<Versioned<RedriveJob>> jobs) {
    return jobs.stream().map(job -> job.value().id()).filter(one -> one.startsWith(id)).toList();
  }

  private static RedriveJob job(String jobId, Instant createdAt, State state) {
    RedriveOrder order = RedriveOrder.of(List.of("s~1"), "fixed", "ada").withCanary(true);
    return new RedriveJob(jobId, order, state, "", createdAt, RedriveProgress.none(1), null);
  }
}
