package io.spillway.ports.author;

import io.spillway.ports.Monitored;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;

/**
 * Store of moderators' notes about authors. Names are compared by {@link
 * io.spillway.ports.AuthorNames#key}.
 *
 * <p>Each method is atomic, and writes are visible to readers as soon as they return. Thread-safe.
 * Each throws {@link io.spillway.ports.PortException} with {@code notes.unavailable} (TRANSIENT),
 * {@code notes.throttled} (THROTTLED), {@code notes.rejected} (PERMANENT: a configuration error),
 * or {@code notes.full} (THROTTLED) at an adapter's own limit. After a TRANSIENT failure, a write
 * may have been applied; a retry is safe.
 */
public interface AuthorNoteStore extends Monitored {

  /**
   * Adds a note unless its id exists for its author. Idempotent: of any number of calls with one
   * id, the first one wins and all return the stored note.
   *
   * @param note the note
   * @return the stored note
   */
  AuthorNote add(AuthorNote note);

  /**
   * {@return the notes about an author, newest first} Following the cursors returns each note that
   * exists throughout exactly once.
   *
   * @param author the author's name
   * @param page the page
   * @throws io.spillway.ports.InvalidCursorException if the cursor is malformed or belongs to
   *     another author
   */
  Page<AuthorNote> list(String author, PageRequest page);

  /**
   * Deletes a note. Idempotent.
   *
   * @param note the note
   * @return whether it existed
   */
  boolean delete(AuthorNote note);
}
