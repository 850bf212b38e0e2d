package io.spillway.functions.settings;

import java.util.List;

/** Invalid settings: lists every problem by the setting's name, and contains no secret. */
public final class InvalidSettingsException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  private final transient List<String> problems;

  InvalidSettingsException(List<String> problems) {
    super(String.join("; ", problems));
    this.problems = List.copyOf(problems);
  }

  /** Returns the problems, at least one, each beginning with the setting's name. */
  public List<String> problems() {
    return problems;
  }
}
