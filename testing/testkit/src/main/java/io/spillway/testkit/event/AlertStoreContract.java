package io.spillway.testkit.event;

import static io.spillway.testkit.Fixtures.alert;
import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.spillway.ports.FailureCategory;
import io.spillway.ports.InstantRange;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.event.Alert;
import io.spillway.ports.event.AlertStore;
import io.spillway.ports.event.EventFields;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.moderation.WithheldName;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.Failures;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.MonitoredContract;
import io.spillway.testkit.Pages;
import io.spillway.testkit.RangedListingContract;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Contract test of {@link AlertStore}. Extend it and return your store from the factory method. */
public abstract class AlertStoreContract extends RangedListingContract<Alert>
    implements MonitoredContract {

  private AlertStore store;

  /** {@return the store under test; it may have alerts of other streams} */
  protected abstract AlertStore newStore();

  /**
   * {@return a store with a limit of alerts; empty if there is no limit}
   *
   * @param max the limit, a small number
   */
  protected Optional<AlertStore> newStoreOfAtMost(int max) {
    return Optional.empty();
  }

  @BeforeEach
  final void openStore() {
    store = newStore();
  }

  @Override
  public final AlertStore monitored() {
    return store;
  }

  @Override
  protected final void put(String streamId, String id, Instant at) {
    store.add(alert(streamId, id, at));
  }

  @Override
  protected final Page<Alert> list(String streamId, PageRequest page) {
    return store.list(streamId, page);
  }

  @Override
  protected final Page<Alert> list(String streamId, InstantRange range, PageRequest page) {
    return store.list(streamId, range, page);
  }

  @Override
  protected final String idOf(Alert alert) {
    return alert.alertId();
  }

  @Test
  void an_alert_is_stored_without_loss() {
    Instant at = Instant.parse("2026-01-01T00:00:00.000001Z");
    Alert alert = Alert.of(stream, "a-1", "raid", Fixtures.AWKWARD_TEXT, at);

    assertThat(store.add(alert)).isTrue();

    assertThat(store.list(stream, PageRequest.first(10)).items()).containsExactly(alert);
  }

  @Test
  void an_alert_is_stored_once_and_the_first_of_an_id_stays() {
    Alert first = alert(stream, "a-1", Fixtures.NOW);
    store.add(first);

    assertThat(store.add(first)).isFalse();
    assertThat(store.add(Alert.of(stream, "a-1", "raid", "other", Fixtures.NOW.plusSeconds(1))))
        .isFalse();

    assertThat(store.list(stream, PageRequest.first(10)).items()).containsExactly(first);
  }

  @Test
  void one_id_on_two_streams_is_two_alerts() {
    assertThat(store.add(alert(stream, "a-1", Fixtures.NOW))).isTrue();
    assertThat(store.add(alert(Fixtures.uniqueStream(), "a-1", Fixtures.NOW))).isTrue();
  }

  @Test
  void exactly_one_of_sixteen_concurrent_adds_of_one_id_is_stored() {
    assertThat(Concurrently.call(i -> store.add(alert(stream, "a-1", Fixtures.NOW.plusSeconds(i)))))
        .containsOnlyOnce(true);
    assertThat(ids(10)).containsExactly("a-1");
  }

  @Test
  void the_alerts_of_an_actor_are_listed_in_any_spelling_of_the_name() {
    String actor = Fixtures.uniqueId("a") + "-Zo\u00eb";
    String another = Fixtures.uniqueStream();
    store.add(alert(stream, "x-1", Fixtures.NOW).about(actor));
    store.add(alert(stream, "x-2", Fixtures.NOW).about("other"));
    store.add(alert(another, "x-3", Fixtures.NOW.plusSeconds(1)).about(actor));

    String spelled = " " + actor.replace("\u00eb", "e\u0308\u200b");
    assertThat(Pages.all(1, page -> store.ofActor(spelled, null, page)))
        .extracting(Alert::alertId)
        .containsExactly("x-3", "x-1");
    assertThat(Pages.all(1, page -> store.ofActor(spelled, stream, page)))
        .extracting(Alert::alertId)
        .containsExactly("x-1");
  }

  @Test
  void an_alert_whose_actor_is_withheld_is_stored_with_the_reason_and_found_by_the_name() {
    String actor = Fixtures.uniqueId("a");
    Alert alert =
        alert(stream, "x-1", Fixtures.NOW)
            .about(actor)
            .withholdingActor(new WithheldName(Category.HARASSMENT, "policy-1"));

    store.add(alert);

    assertThat(store.list(stream, PageRequest.first(10)).items()).containsExactly(alert);
    assertThat(store.ofActor(actor, null, PageRequest.first(10)).items()).containsExactly(alert);
  }

  @Test
  void alerts_of_an_actor_with_one_id_and_time_on_two_streams_are_listed_once_each() {
    String actor = Fixtures.uniqueId("a");
    String another = Fixtures.uniqueStream();
    store.add(alert(stream, "x-1", Fixtures.NOW).about(actor));
    store.add(alert(another, "x-1", Fixtures.NOW).about(actor));

    assertThat(Pages.all(1, page -> store.ofActor(actor, null, page)))
        .extracting(Alert::streamId)
        .containsExactlyInAnyOrder(stream, another);
  }

  @Test
  void a_deleted_alert_is_gone_and_its_id_is_free() {
    store.add(alert(stream, "x-1", Fixtures.NOW).about("ada"));

    assertThat(store.delete(stream, "x-1")).isTrue();
    assertThat(store.delete(stream, "x-1")).isFalse();
    assertThat(store.delete(Fixtures.uniqueStream(), "x-1")).isFalse();

    assertThat(ids(10)).isEmpty();
    assertThat(store.ofActor("ada", stream, PageRequest.first(10)).items()).isEmpty();
    assertThat(store.add(alert(stream, "x-1", Fixtures.NOW))).isTrue();
  }

  @Test
  void an_alert_without_an_actor_is_of_nobody() {
    store.add(alert(stream, "x-1", Fixtures.NOW).about(null));

    assertThat(ids(10)).containsExactly("x-1");
    assertThat(store.ofActor("ada", stream, PageRequest.first(10)).items()).isEmpty();
  }

  @Test
  void the_alert_about_a_donors_message_is_found_by_the_messages_id_on_its_stream() {
    Alert alert = alert(stream, "x-2", Fixtures.NOW).causedBy(cause("m-2"));
    store.add(alert(stream, "x-1", Fixtures.NOW).causedBy(cause("m-1")));
    store.add(alert);
    store.add(alert(stream, "x-3", Fixtures.NOW).causedBy(cause(null)));
    store.add(alert(stream, "x-4", Fixtures.NOW));
    store.add(alert(Fixtures.uniqueStream(), "x-5", Fixtures.NOW).causedBy(cause("m-5")));

    assertThat(store.withMessage(stream, "m-2")).contains(alert);
    assertThat(store.withMessage(stream, "m-5")).isEmpty();
    assertThat(store.withMessage(stream, "x-4")).isEmpty();
    assertThat(store.withMessage(Fixtures.uniqueStream(), "m-2")).isEmpty();
  }

  @Test
  void the_alert_about_a_donors_message_is_found_among_many_and_not_after_its_deletion() {
    store.add(alert(stream, "first", Fixtures.NOW).causedBy(cause("m-1")));
    for (int i = 0; i < PageRequest.MAX_LIMIT; i++) {
      store.add(alert(stream, "x-" + i, Fixtures.NOW.plusSeconds(i)));
    }

    assertThat(store.withMessage(stream, "m-1")).map(Alert::alertId).contains("first");
    store.delete(stream, "first");
    assertThat(store.withMessage(stream, "m-1")).isEmpty();
  }

  private static Alert.Cause cause(@Nullable String messageId) {
    return new Alert.Cause("api", "e-1", EventFields.NONE, null, messageId);
  }

  @Test
  void a_full_store_rejects_additions_and_keeps_its_items() {
    Optional<AlertStore> small = newStoreOfAtMost(1);
    assumeTrue(small.isPresent(), "this store has no limit of its own");
    small.get().add(alert(stream, "a-1", Fixtures.NOW));

    var refused = Failures.of(() -> small.get().add(alert(stream, "a-2", Fixtures.NOW)));

    assertThat(refused.code()).isEqualTo("alerts.full");
    assertThat(refused.category()).isEqualTo(FailureCategory.THROTTLED);
    assertThat(small.get().add(alert(stream, "a-1", Fixtures.NOW))).isFalse();
  }
}
