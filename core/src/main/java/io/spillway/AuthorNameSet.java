package io.spillway;

import static java.util.stream.Collectors.toUnmodifiableSet;

import io.spillway.ports.AuthorNames;
import java.util.AbstractSet;
import java.util.Iterator;
import java.util.Set;

/** Immutable set of authors' names by key, with a second index that ignores case. */
final class AuthorNameSet extends AbstractSet<String> {

  private final Set<String> keys;
  private final Set<String> folded;

  private AuthorNameSet(Set<String> keys) {
    this.keys = keys;
    this.folded = keys.stream().map(AuthorNames::foldedKey).collect(toUnmodifiableSet());
  }

  static AuthorNameSet of(Set<String> names) {
    return names instanceof AuthorNameSet set
        ? set
        : new AuthorNameSet(names.stream().map(AuthorNames::key).collect(toUnmodifiableSet()));
  }

  boolean contains(AuthorRules rules, String name) {
    return (rules.ignoreCase() ? folded : keys).contains(rules.key(name));
  }

  @Override
  public boolean contains(Object key) {
    return keys.contains(key);
  }

  @Override
  public Iterator<String> iterator() {
    return keys.iterator();
  }

  @Override
  public int size() {
    return keys.size();
  }
}
