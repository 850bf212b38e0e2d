package io.spillway.packaging;

import java.util.AbstractMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** An environment in which nothing is set, and that remembers what it was asked for. */
final class RecordedEnvironment extends AbstractMap<String, String> {

  private final Set<String> asked;

  RecordedEnvironment(Set<String> asked) {
    this.asked = asked;
  }

  @Override
  public @Nullable String get(Object name) {
    asked.add((String) name);
    return null;
  }

  @Override
  public Set<Entry<String, String>> entrySet() {
    return Set.of();
  }
}
