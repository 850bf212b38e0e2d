package io.spillway.adapters.azure.gemini;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import java.util.Set;

/**
 * Settings of the Gemini classifier.
 *
 * @param apiKey the API key, a secret that {@link #toString} omits
 * @param model the model, such as {@code gemini-3.5-flash-lite}; Google retires old models
 * @param thinking the level of thinking
 * @param endpoint the API's endpoint, https unless on this machine
 * @param timeout the timeout of one attempt, 50 ms to 30 s, limited by the remaining budget
 * @param budget the timeout of one classification with all attempts and delays, 50 ms to 60 s
 * @param maxTries the maximum number of attempts, including the first, 1 to 5
 */
public record GeminiSettings(
    String apiKey,
    String model,
    Thinking thinking,
    URI endpoint,
    Duration timeout,
    Duration budget,
    int maxTries) {

  /** Default model. */
  public static final String DEFAULT_MODEL = "gemini-3.5-flash-lite";

  /** Google's own endpoint. */
  public static final URI DEFAULT_ENDPOINT =
      URI.create("https://generativelanguage.googleapis.com");

  /** Default timeout of one attempt. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofMillis(700);

  /** Default budget of one classification. */
  public static final Duration DEFAULT_BUDGET = Duration.ofMillis(800);

  /** Default number of attempts. */
  public static final int DEFAULT_MAX_TRIES = 3;

  private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");

  /**
   * Level of the model's thinking. Thinking takes seconds and hardly improves the scores of chat
   * messages.
   */
  public enum Thinking {
    /** The minimum of the model: none for generation 2. */
    LEAST,
    /** Low; requires generation 3 or later. */
    LOW,
    /** Medium; requires generation 3 or later. */
    MEDIUM,
    /** High; requires generation 3 or later. */
    HIGH
  }

  public GeminiSettings {
    requireNonNull(thinking, "thinking");
    // The SDK copies both into the request line and headers without checks.
    check(apiKey.matches("[\\x21-\\x7e]{1,500}"), "apiKey must be 1 to 500 printable characters");
    check(model.matches("[a-z0-9][a-z0-9.-]{0,99}"), "model must be a model's name: " + model);
    check(
        thinking == Thinking.LEAST || !isGeneration2(model),
        "thinking must be LEAST for a model of generation 2");
    check(isSafe(endpoint), "endpoint must be an https URL: " + endpoint);
    checkRange("timeout", timeout, Duration.ofSeconds(30));
    checkRange("budget", budget, Duration.ofSeconds(60));
    check(maxTries >= 1 && maxTries <= 5, "maxTries must be 1 to 5: " + maxTries);
  }

  /**
   * {@return settings with this key and the defaults}
   *
   * @param apiKey the API key
   */
  public static GeminiSettings of(String apiKey) {
    return new GeminiSettings(
        apiKey,
        DEFAULT_MODEL,
        Thinking.LEAST,
        DEFAULT_ENDPOINT,
        DEFAULT_TIMEOUT,
        DEFAULT_BUDGET,
        DEFAULT_MAX_TRIES);
  }

  static boolean isGeneration2(String model) {
    return model.startsWith("gemini-2");
  }

  @Override
  public String toString() {
    return "GeminiSettings[apiKey=hidden, model=%s, thinking=%s, endpoint=%s, timeout=%s, budget=%s, maxTries=%d]"
        .formatted(model, thinking, endpoint, timeout, budget, maxTries);
  }

  private static boolean isSafe(URI endpoint) {
    return endpoint.getHost() != null
        && ("https".equals(endpoint.getScheme())
            || ("http".equals(endpoint.getScheme()) && THIS_MACHINE.contains(endpoint.getHost())));
  }

  private static void checkRange(String field, Duration value, Duration most) {
    Duration least = Duration.ofMillis(50);
    boolean isWithin = value.compareTo(least) >= 0 && value.compareTo(most) <= 0;
    check(isWithin, field + " must be " + least + " to " + most + ": " + value);
  }

  private static void check(boolean holds, String otherwise) {
    if (!holds) {
      throw new IllegalArgumentException(otherwise);
    }
  }
}
