package io.spillway.adapters.inmemory;

import io.spillway.ports.Health;
import io.spillway.ports.deadletter.DeadLetterGrouping;
import io.spillway.ports.deadletter.GroupNote;
import io.spillway.ports.deadletter.GroupNoteStore;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** In-memory store of notes about groups of dead letters. */
public final class InMemoryGroupNoteStore implements GroupNoteStore {

  /** Maximum number of notes; a further one is rejected with {@code group-notes.full}. */
  public static final int MAX = 10_000;

  private final Capacity bound = new Capacity("group-notes", MAX);
  private final Map<Group, GroupNote> notes = new HashMap<>();

  private record Group(DeadLetterGrouping by, String key) {}

  /** Creates an instance for at most {@link #MAX} notes. */
  public InMemoryGroupNoteStore() {}

  @Override
  public synchronized void put(GroupNote note) {
    Group group = new Group(note.groupBy(), note.key());
    if (!notes.containsKey(group)) {
      bound.checkRoom(notes.size());
    }
    notes.put(group, note);
  }

  @Override
  public synchronized List<GroupNote> find(DeadLetterGrouping groupBy, Collection<String> keys) {
    return keys.stream()
        .map(key -> notes.get(new Group(groupBy, key)))
        .filter(Objects::nonNull)
        .toList();
  }

  @Override
  public synchronized boolean delete(DeadLetterGrouping groupBy, String key) {
    return notes.remove(new Group(groupBy, key)) != null;
  }

  @Override
  public synchronized Health health() {
    return bound.health(notes.size());
  }
}
