package io.spillway.adapters.inmemory;

import io.spillway.adapters.inmemory.SortedIndex.Selection;
import io.spillway.ports.AuthorNames;
import io.spillway.ports.Health;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.author.AuthorNote;
import io.spillway.ports.author.AuthorNoteStore;
import java.util.List;

/** In-memory store of notes about authors. */
public final class InMemoryAuthorNoteStore implements AuthorNoteStore {

  /** Default maximum number of notes. */
  public static final int DEFAULT_MAX = 100_000;

  private final SortedIndex<AuthorNote> notes;

  /** Creates an instance for at most {@link #DEFAULT_MAX} notes. */
  public InMemoryAuthorNoteStore() {
    this(DEFAULT_MAX);
  }

  /**
   * Creates an instance with a limit.
   *
   * @param max the maximum number of notes, 1 or more; a further one is rejected with {@code
   *     notes.full}
   */
  public InMemoryAuthorNoteStore(int max) {
    notes =
        new SortedIndex<>(
            new Capacity("notes", max),
            AuthorNote::sortKey,
            note -> List.of(AuthorNames.key(note.author())));
  }

  @Override
  public AuthorNote add(AuthorNote note) {
    return notes.putIfAbsent(key(note), note).orElse(note);
  }

  @Override
  public Page<AuthorNote> list(String author, PageRequest page) {
    return notes.page(Selection.shelf(AuthorNames.key(author)), page);
  }

  @Override
  public boolean delete(AuthorNote note) {
    return notes.remove(key(note));
  }

  @Override
  public Health health() {
    return notes.health();
  }

  private static String key(AuthorNote note) {
    return AuthorNames.hash(note.author()) + "~" + note.id();
  }
}
