package io.spillway.testkit.deadletter;

import static io.spillway.ports.deadletter.DeadLetterGrouping.CAUSE;
import static io.spillway.ports.deadletter.DeadLetterGrouping.EXCEPTION;
import static io.spillway.ports.deadletter.DeadLetterGrouping.TYPE;
import static io.spillway.testkit.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.ports.PageRequest;
import io.spillway.ports.deadletter.DeadLetterGrouping;
import io.spillway.ports.deadletter.GroupNote;
import io.spillway.ports.deadletter.GroupNoteStore;
import io.spillway.testkit.Concurrently;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.MonitoredContract;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Contract test of {@link GroupNoteStore}. Extend it and return your store from the factory method.
 */
public abstract class GroupNoteStoreContract implements MonitoredContract {

  private final String key = Fixtures.uniqueId("key");
  private GroupNoteStore store;

  /** {@return the store under test; it may have other notes} */
  protected abstract GroupNoteStore newStore();

  @BeforeEach
  final void openStore() {
    store = newStore();
  }

  @Override
  public final GroupNoteStore monitored() {
    return store;
  }

  @Test
  void a_note_is_stored_without_loss() {
    GroupNote note =
        new GroupNote(
            EXCEPTION, key + ".Äußere$Inner~x/y z", "line\nbreak 🎮", "Zoë", NOW.plusNanos(1_000));

    store.put(note);

    assertThat(store.find(EXCEPTION, List.of(note.key()))).containsExactly(note);
  }

  @Test
  void a_group_has_the_last_note() {
    store.put(note(TYPE, key, "ticket 1"));
    GroupNote last = note(TYPE, key, "ticket 2");
    store.put(last);

    assertThat(store.find(TYPE, List.of(key))).containsExactly(last);
  }

  @Test
  void only_the_notes_of_the_asked_groups_are_found() {
    GroupNote first = note(CAUSE, key + "-1", "ticket 1");
    GroupNote second = note(CAUSE, key + "-2", "ticket 2");
    store.put(first);
    store.put(second);
    store.put(note(CAUSE, key + "-3", "ticket 3"));
    store.put(note(TYPE, key + "-1", "ticket 4"));

    assertThat(store.find(CAUSE, List.of(key + "-1", key + "-2", key + "-9")))
        .containsExactlyInAnyOrder(first, second);
    assertThat(store.find(CAUSE, List.of())).isEmpty();
    assertThat(store.find(CAUSE, List.of(key.toUpperCase(Locale.ROOT) + "-1"))).isEmpty();
  }

  @Test
  void two_hundred_groups_are_found_at_once() {
    List<String> keys = new ArrayList<>();
    for (int i = 0; i < PageRequest.MAX_LIMIT; i++) {
      keys.add(key + "-" + i);
    }
    keys.forEach(each -> store.put(note(CAUSE, each, "ticket")));

    assertThat(store.find(CAUSE, keys)).hasSize(PageRequest.MAX_LIMIT);
  }

  @Test
  void a_group_without_the_property_has_a_note_too() {
    GroupNote note = note(EXCEPTION, "", "ticket " + key);
    store.put(note);

    assertThat(store.find(EXCEPTION, List.of(""))).containsExactly(note);
    assertThat(store.delete(EXCEPTION, "")).isTrue();
  }

  @Test
  void a_deleted_note_is_gone_and_can_be_set_again() {
    store.put(note(CAUSE, key, "ticket 1"));

    assertThat(store.delete(CAUSE, key)).isTrue();
    assertThat(store.delete(CAUSE, key)).isFalse();
    assertThat(store.find(CAUSE, List.of(key))).isEmpty();

    store.put(note(CAUSE, key, "ticket 2"));
    assertThat(store.find(CAUSE, List.of(key))).hasSize(1);
  }

  @Test
  void one_of_sixteen_concurrent_notes_of_a_group_stays() {
    Concurrently.call(
        i -> {
          store.put(note(CAUSE, key, "ticket " + i));
          return i;
        });

    assertThat(store.find(CAUSE, List.of(key))).hasSize(1);
  }

  private static GroupNote note(DeadLetterGrouping by, String key, String text) {
    return new GroupNote(by, key, text, "grace", NOW);
  }
}
