package io.spillway.core.deadletter;

import io.spillway.core.InputCheck;
import io.spillway.ports.deadletter.DeadLetterGrouping;
import io.spillway.ports.deadletter.DeadLetterGroups;
import io.spillway.ports.deadletter.GroupNote;
import io.spillway.ports.deadletter.GroupNoteStore;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Operators' notes about groups of dead letters. Safe for use by many threads. */
public final class GroupNotes {

  private final @Nullable GroupNoteStore store;
  private final InstantSource clock;

  /**
   * Creates the notes of a store.
   *
   * @param store the store; null if the backend has none
   * @param clock the time of notes
   */
  public GroupNotes(@Nullable GroupNoteStore store, InstantSource clock) {
    this.store = store;
    this.clock = clock;
  }

  /**
   * Sets or deletes the note of a group.
   *
   * @param by the property of the group
   * @param key the group's key, possibly empty
   * @param text the text, at most {@value GroupNote#MAX_TEXT_LENGTH} characters; blank to delete
   *     the note
   * @param operator the operator's name
   * @return the note; empty if it was deleted
   * @throws io.spillway.InvalidInputException naming each bad field
   * @throws UnsupportedOperationException if the backend has no store of notes
   */
  public Optional<GroupNote> set(
      DeadLetterGrouping by,
      @Nullable String key,
      @Nullable String text,
      @Nullable String operator) {
    InputCheck check = new InputCheck();
    String group = check.note("key", key, GroupNote.MAX_KEY_LENGTH);
    check.require("key", key == null ? "is required" : null);
    String says = check.note("text", text, GroupNote.MAX_TEXT_LENGTH).strip();
    check.require("text", text == null ? "is required; an empty one deletes the note" : null);
    String who = check.person("operator", operator, DeadLetterOperations.MAX_OPERATOR_LENGTH);
    check.orThrow();
    if (store == null) {
      throw new UnsupportedOperationException("these Stores have no groupNotes");
    }
    if (says.isEmpty()) {
      var unused = store.delete(by, group);
      return Optional.empty();
    }
    GroupNote note = new GroupNote(by, group, says, who, clock.instant());
    store.put(note);
    return Optional.of(note);
  }

  /**
   * {@return the notes of groups}
   *
   * @param groups the groups
   */
  public List<GroupNote> of(DeadLetterGroups groups) {
    return store == null
        ? List.of()
        : store.find(
            groups.by(), groups.groups().stream().map(DeadLetterGroups.Group::key).toList());
  }
}
