package io.spillway.core.moderation;

import io.spillway.Policy;
import io.spillway.core.text.Links;
import io.spillway.core.text.WordEntry;
import io.spillway.ports.moderation.Category;
import io.spillway.ports.policy.PolicyDraft;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * Entries and hosts of a stored draft that can still be read. A draft that was valid when it was
 * written stays in force after the rules on entries have changed, without those that are refused
 * now.
 */
final class StoredEntries {

  private final Set<String> readings = new HashSet<>();

  private StoredEntries() {}

  /** Returns a draft without its refused entries; of two with one reading the banned one stays. */
  static PolicyDraft readable(PolicyDraft draft) {
    StoredEntries entries = new StoredEntries();
    PolicyDraft.Words words = draft.words();
    PolicyDraft.Links links = draft.links();
    Set<String> hosts = new HashSet<>(links.allowedHosts());
    hosts.removeIf(host -> !Links.isHost(host) || Links.isPublicSuffix(host));
    return draft
        .withWords(
            new PolicyDraft.Words(
                entries.readable(words.banned()),
                entries.readable(words.suspect()),
                entries.readable(words.allowed())))
        .withLinks(new PolicyDraft.Links(links.score(), hosts, links.strictness()));
  }

  private Map<String, Category> readable(Map<String, Category> words) {
    Map<String, Category> kept = new HashMap<>();
    new TreeMap<>(words)
        .forEach(
            (written, category) -> {
              if (isReadable(written)) {
                kept.put(written, category);
              }
            });
    return kept;
  }

  private Set<String> readable(Set<String> words) {
    Set<String> kept = new TreeSet<>(words);
    kept.removeIf(written -> !isReadable(written));
    return kept;
  }

  private boolean isReadable(String written) {
    WordEntry entry = WordEntry.of(written);
    return entry.problem() == null
        && entry.words() <= Policy.MAX_PHRASE_WORDS
        && readings.add(entry.reading());
  }
}
