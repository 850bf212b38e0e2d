package io.spillway.testkit.violation;

import static io.spillway.testkit.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.ports.PageRequest;
import io.spillway.ports.PersonNames;
import io.spillway.ports.violation.Presence;
import io.spillway.ports.violation.PresenceStore;
import io.spillway.ports.violation.ViolationId;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.MonitoredContract;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Contract test of {@link PresenceStore}. Extend it and return your store from the factory method.
 */
public abstract class PresenceStoreContract implements MonitoredContract {

  private final String stream = Fixtures.uniqueStream();
  private final String grace = "Grace/🎮 " + stream;
  private PresenceStore store;

  /** {@return the store under test; it may have other presences} */
  protected abstract PresenceStore newStore();

  @BeforeEach
  final void openStore() {
    store = newStore();
  }

  @Override
  public final PresenceStore monitored() {
    return store;
  }

  @Test
  void a_presence_is_listed_until_its_end() {
    Presence presence = presence(grace, "v-1", NOW.plusSeconds(30));
    store.put(presence);

    assertThat(mine(NOW)).containsExactly(presence);
    assertThat(mine(NOW.plusSeconds(30).minusNanos(1_000))).containsExactly(presence);
    assertThat(mine(NOW.plusSeconds(30))).isEmpty();
  }

  @Test
  void a_person_has_one_presence_however_the_name_is_spelled() {
    store.put(presence(grace, "v-1", NOW.plusSeconds(30)));
    Presence next = presence(grace.toUpperCase(Locale.ROOT), "v-2", NOW.plusSeconds(40));
    store.put(next);

    assertThat(mine(NOW)).containsExactly(next);
  }

  @Test
  void an_account_has_one_presence_however_it_is_named() {
    String id = "3fa85f64-5717-4562-b3fc-2c963f66afa6";
    store.put(presence(PersonNames.withId("grace", id), "v-1", NOW.plusSeconds(30)));
    Presence next = presence(PersonNames.withId("hopper", id), "v-2", NOW.plusSeconds(31));
    store.put(next);

    assertThat(mine(NOW)).containsExactly(next);
    store.remove(PersonNames.withId("any", id));
    assertThat(mine(NOW)).isEmpty();
  }

  @Test
  void a_removed_presence_is_gone_and_removing_it_again_does_nothing() {
    store.put(presence(grace, "v-1", NOW.plusSeconds(30)));
    store.put(presence("ada " + stream, "v-1", NOW.plusSeconds(30)));

    store.remove(grace);
    store.remove(grace);

    assertThat(mine(NOW)).extracting(Presence::name).containsExactly("ada " + stream);
  }

  @Test
  void the_latest_ones_are_listed_first_and_up_to_a_limit() {
    Instant later = NOW.plusSeconds(1_000_000);
    for (int i = 0; i < 3; i++) {
      store.put(presence(grace + i, "v-" + i, later.plusSeconds(i)));
    }

    assertThat(store.list(later.minusSeconds(1), 2))
        .extracting(Presence::name)
        .containsExactly(grace + 2, grace + 1);

    for (int i = 0; i < 3; i++) {
      store.remove(grace + i);
    }
  }

  private List<Presence> mine(Instant now) {
    return store.list(now, PageRequest.MAX_LIMIT).stream()
        .filter(presence -> presence.violationId().streamId().equals(stream))
        .toList();
  }

  private Presence presence(String name, String messageId, Instant until) {
    return new Presence(name, new ViolationId(stream, messageId), until);
  }
}
