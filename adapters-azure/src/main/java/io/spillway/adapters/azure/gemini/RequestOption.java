package io.spillway.adapters.azure.gemini;

import static java.util.stream.Collectors.joining;

import java.util.Collections;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * Optional request parameter that some models reject, in the order of omission if an error does not
 * name one. The response schema is not optional.
 */
enum RequestOption {
  /** Level of the model's thinking. */
  THINKING("thinkingConfig", "thinking"),
  /** Deactivation of Google's filter for elections, which only some models support. */
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
   * Returns the option that an error refers to.
   *
   * @param message Gemini's message; it may quote a viewer and thus name an option by accident
   * @param inUse the options of the request
   * @return the named option, or else the first one in use; empty if no option is in use
   */
  static Optional<RequestOption> findRejected(String message, Set<RequestOption> inUse) {
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
