package io.spillway.testkit.author;

import static io.spillway.testkit.Fixtures.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.spillway.ports.InvalidCursorException;
import io.spillway.ports.PageRequest;
import io.spillway.ports.author.AuthorNote;
import io.spillway.ports.author.AuthorNoteStore;
import io.spillway.testkit.Fixtures;
import io.spillway.testkit.MonitoredContract;
import io.spillway.testkit.Pages;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * Contract test of {@link AuthorNoteStore}. Extend it and return your store from the factory
 * method.
 */
public abstract class AuthorNoteStoreContract implements MonitoredContract {

  private final String ada = " Ada/🎮 " + Fixtures.uniqueId("a");
  private AuthorNoteStore store;

  /** {@return the store under test; it may have other notes} */
  protected abstract AuthorNoteStore newStore();

  @BeforeEach
  final void openStore() {
    store = newStore();
  }

  @Override
  public final AuthorNoteStore monitored() {
    return store;
  }

  @Test
  void notes_are_listed_by_author_newest_first() {
    AuthorNote first = store.add(note("n-1", "stream-1", 0));
    AuthorNote second = store.add(note("n-2", null, 1));
    store.add(new AuthorNote("n-3", ada + "2", null, "another author", "mia", NOW));

    assertThat(all()).containsExactly(second, first);
  }

  @Test
  void the_first_note_of_an_id_wins() {
    AuthorNote first = store.add(note("n-1", null, 0));

    assertThat(store.add(note("n-1", null, 5))).isEqualTo(first);
    assertThat(all()).containsExactly(first);
  }

  @Test
  void a_cursor_belongs_to_its_author() {
    store.add(note("n-1", null, 0));
    store.add(note("n-2", null, 1));
    String cursor = store.list(ada, PageRequest.first(1)).nextCursor();

    assertThatThrownBy(() -> store.list("bo", PageRequest.first(1).at(cursor)))
        .isInstanceOf(InvalidCursorException.class);
  }

  @Test
  void a_deleted_note_is_gone() {
    AuthorNote note = store.add(note("n-1", null, 0));

    assertThat(store.delete(note)).isTrue();
    assertThat(store.delete(note)).isFalse();
    assertThat(all()).isEmpty();
  }

  private List<AuthorNote> all() {
    return Pages.all(1, page -> store.list(ada.strip(), page));
  }

  private AuthorNote note(String id, @Nullable String streamId, int second) {
    return new AuthorNote(id, ada, streamId, "spoke to him\n🎮", "Zoë", NOW.plusSeconds(second));
  }
}
