package io.spillway.core.moderation;

import io.spillway.EntryReading;
import io.spillway.core.text.WordEntry;
import io.spillway.ports.policy.PolicyDraft;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/** Readings of the entries of word lists. */
public final class Entries {

  private Entries() {}

  /**
   * {@return the entries of all lists, as they are read}
   *
   * @param words the lists
   */
  public static List<EntryReading> readings(PolicyDraft.Words words) {
    List<EntryReading> readings = new ArrayList<>();
    add(readings, "banned", words.banned().keySet());
    add(readings, "suspect", words.suspect().keySet());
    add(readings, "allowed", words.allowed());
    return readings;
  }

  /**
   * {@return an entry, as it is read}
   *
   * @param list the list's name
   * @param written the entry as written
   */
  public static EntryReading reading(String list, String written) {
    WordEntry entry = WordEntry.of(written);
    return new EntryReading(list, written, entry.word(), entry.match(), entry.problem());
  }

  private static void add(List<EntryReading> readings, String list, Collection<String> entries) {
    new TreeSet<>(entries).forEach(entry -> readings.add(reading(list, entry)));
  }
}
