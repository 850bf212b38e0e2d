package io.spillway.ports.deadletter;

import io.spillway.ports.Monitored;
import io.spillway.ports.PageRequest;
import java.util.Collection;
import java.util.List;

/**
 * Store of operators' notes about groups of dead letters, at most one for each group. An adapter
 * may delete a note as late after its last change as a dead letter.
 *
 * <p>Each method is atomic, and writes are visible to readers as soon as they return. Thread-safe.
 * Each throws {@link io.spillway.ports.PortException} with {@code group-notes.unavailable}
 * (TRANSIENT), {@code group-notes.throttled} (THROTTLED), {@code group-notes.rejected} (PERMANENT:
 * a configuration error), or {@code group-notes.full} (THROTTLED) at an adapter's own limit. After
 * a TRANSIENT failure, a write may have been applied; a retry is safe.
 */
public interface GroupNoteStore extends Monitored {

  /**
   * Sets the note of its group. Of concurrent calls, any one wins.
   *
   * @param note the note
   */
  void put(GroupNote note);

  /**
   * {@return the notes of groups, in any order}
   *
   * @param groupBy the property of the groups
   * @param keys the groups' keys, at most {@value PageRequest#MAX_LIMIT}
   */
  List<GroupNote> find(DeadLetterGrouping groupBy, Collection<String> keys);

  /**
   * Deletes the note of a group. Idempotent.
   *
   * @param groupBy the property of the group
   * @param key the group's key
   * @return whether it existed
   */
  boolean delete(DeadLetterGrouping groupBy, String key);
}
