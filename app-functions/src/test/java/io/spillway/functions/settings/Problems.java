package io.spillway.functions.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Map;

final class Problems {

  private Problems() {}

  /** Returns the problems of these settings, which contain no secrets. */
  static List<String> problems(Map<String, String> environment) {
    InvalidSettingsException refusal =
        catchThrowableOfType(InvalidSettingsException.class, () -> Settings.from(environment));
    assertThat(refusal).as("refusal of %s", environment.keySet()).isNotNull();
    assertThat(refusal.toString()).doesNotContain("c2VjcmV0LWtleQ", "top-secret");
    return refusal.problems();
  }
}
