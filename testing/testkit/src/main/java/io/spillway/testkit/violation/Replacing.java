package io.spillway.testkit.violation;

import static org.assertj.core.api.Assertions.assertThat;

import io.spillway.ports.Replacement;
import io.spillway.ports.Versioned;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationStore;

/** Replacement that must succeed. */
final class Replacing {

  private Replacing() {}

  static Versioned<Violation> replace(ViolationStore store, Violation violation, String version) {
    Replacement<Violation> answer = store.replace(violation, version);
    assertThat(answer).isInstanceOf(Replacement.Replaced.class);
    return ((Replacement.Replaced<Violation>) answer).stored();
  }
}
