package io.spillway.adapters.azure.gemini;

import static java.util.Objects.requireNonNull;

import java.net.URI;
import java.time.Duration;
import java.util.Set;

/**
 * How Gemini is called.
 *
 * @param apiKey a secret; {@link #toString} does not show it
 * @param model such as {@code gemini-3.5-flash-lite}; models come and go
 * @param thinking how much it may think before it answers
 * @param endpoint where the API is, https unless it is on this machine
 * @param timeout for one try, 50 ms to 30 s; what is left of the budget when that is less
 * @param budget for one classification, all tries and the pauses between them, 50 ms to 60 s
 * @param maxTries of one classification, the first one included, 1 to 5
 */
public record GeminiSettings(
    String apiKey,
    String model,
    Thinking thinking,
    URI endpoint,
    Duration timeout,
    Duration budget,
    int maxTries) {

  /** The model when nothing else is set. */
  public static final String DEFAULT_MODEL = "gemini-3.5-flash-lite";

  /** Google's own endpoint. */
  public static final URI DEFAULT_ENDPOINT =
      URI.create("https://generativelanguage.googleapis.com");

  /** Of one try, when nothing else is set. */
  public static final Duration DEFAULT_TIMEOUT = Duration.ofMillis(700);

  /** Of one classification, when nothing else is set. */
  public static final Duration DEFAULT_BUDGET = Duration.ofMillis(800);

  /** Tries of one classification, when nothing else is set. */
  public static final int DEFAULT_MAX_TRIES = 3;

  private static final Set<String> THIS_MACHINE = Set.of("127.0.0.1", "localhost", "[::1]");

  /**
   * How much a model may think. Thinking takes seconds, and scoring a chat message needs little.
   */
  public enum Thinking {
    /** The least that the model allows: none with generation 2. */
    LEAST,
    /** From generation 3 on. */
    LOW,
    /** From generation 3 on. */
    MEDIUM,
    /** From generation 3 on. */
    HIGH
  }

  public GeminiSettings {
    requireNonNull(thinking, "thinking");
    // The SDK passes both into a request's line and headers as they are.
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
   * {@return this key, and otherwise the defaults}
   *
   * @param apiKey of an account at Google
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
