package io.spillway.functions.settings;

import java.util.List;

/** Settings that cannot be run with; tells every problem, names the settings, shows no secret. */
public final class InvalidSettingsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  InvalidSettingsException(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  /** At least one, each beginning with the setting's name. */
  public List<String> problems() {
    return problems;
  }
}
