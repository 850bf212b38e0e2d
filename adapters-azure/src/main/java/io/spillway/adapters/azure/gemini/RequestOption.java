package io.spillway.adapters.azure.gemini;

import static java.util.stream.Collectors.joining;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * A parameter of a request that some models refuse and that a request can do without, in the order
 * in which they are left out when a refusal does not say which it is for. The response schema is
 * none of them: without it there is nothing to read.
 */
enum RequestOption {
  /** Limit of the model's thinking. */
  THINKING("thinkingConfig", "thinking"),
  /** That Google's filter for elections is off, which only some models know. */
  CIVIC_INTEGRITY("safetySettings HARM_CATEGORY_CIVIC_INTEGRITY", "civic|safety.?setting");

  static final Set<RequestOption> ALL =
      Collections.unmodifiableSet(EnumSet.allOf(RequestOption.class));

  private final String parameter;
  private final String words;

  RequestOption(String parameter, String words) {
    this.parameter = parameter;
    this.words = "(?s).*(?:" + words + ").*";
  }

  /**
   * The option that a refusal is for.
   *
   * @param message as Gemini wrote it; it may quote a viewer, so it may name an option wrongly
   * @param inUse those that were sent
   * @return the one that is named, otherwise the first in use; empty when none is left
   */
  static Optional<RequestOption> refused(String message, Set<RequestOption> inUse) {
    String lower = message.toLowerCase(Locale.ROOT);
    Optional<RequestOption> named =
        inUse.stream().filter(option -> lower.matches(option.words)).findFirst();
    return named.or(() -> inUse.stream().findFirst());
  }

  static Set<RequestOption> without(RequestOption refused, Set<RequestOption> options) {
    return without(Set.of(refused), options);
  }

  static Set<RequestOption> without(Set<RequestOption> some, Set<RequestOption> options) {
    Set<RequestOption> rest = EnumSet.noneOf(RequestOption.class);
    options.stream().filter(option -> !some.contains(option)).forEach(rest::add);
    return rest;
  }

  static String names(Set<RequestOption> options) {
    return options.stream().map(option -> option.parameter).sorted().collect(joining(", "));
  }
}
