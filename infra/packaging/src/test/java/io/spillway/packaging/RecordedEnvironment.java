package io.spillway.packaging;

import java.util.AbstractMap;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Empty environment that records the requested names. */
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
