package io.spillway.ports;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Why something could not be done, as data.
 *
 * @param code stable and machine-readable, such as {@code messages.unavailable}: lower case
 *     letters, digits, dots and hyphens, 1 to 100 characters
 * @param category what may be done about it
 * @param message for people; never holds a secret or a viewer's text; cut at {@value
 *     #MAX_MESSAGE_LENGTH} characters
 * @param retryAfter how long the other side asked us to wait, never negative; null when it did not
 */
public record Failure(
    String code, FailureCategory category, String message, @Nullable Duration retryAfter) {

  /** Longest {@link #message}, in characters. */
  public static final int MAX_MESSAGE_LENGTH = 500;

  /**
   * Ends the code of a write that is refused since all that is kept under its key, such as a
   * stream's messages, has reached a limit of the database: PERMANENT, until some of it has
   * expired. Other keys are not affected.
   */
  public static final String PARTITION_FULL = ".partition-full";

  public Failure {
    if (!code.matches("[a-z0-9.-]{1,100}")) {
      throw new IllegalArgumentException("code must match [a-z0-9.-]{1,100}: " + code);
    }
    requireNonNull(category, "category");
    if (message.length() > MAX_MESSAGE_LENGTH) {
      message = beginning(message, MAX_MESSAGE_LENGTH - 1) + "…";
    }
    if (retryAfter != null && retryAfter.isNegative()) {
      throw new IllegalArgumentException("retryAfter must not be negative: " + retryAfter);
    }
  }

  /** {@return whether the database keeps no more under the key of what was written} */
  public boolean isPartitionFull() {
    return code.endsWith(PARTITION_FULL);
  }

  /** At most this many characters, none of them half of a pair. */
  private static String beginning(String text, int length) {
    return text.substring(
        0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
  }

  /**
   * {@return a failure that may go away by itself, after a pause that the caller chooses}
   *
   * @param code stable, as the record has it
   * @param message for people; cut when it is too long
   */
  public static Failure transientFailure(String code, String message) {
    return new Failure(code, FailureCategory.TRANSIENT, message, null);
  }

  /**
   * {@return a failure of something that is asked too often}
   *
   * @param code stable, as the record has it
   * @param message for people; cut when it is too long
   * @param retryAfter how long the other side asked us to wait; null when it did not
   */
  public static Failure throttled(String code, String message, @Nullable Duration retryAfter) {
    return new Failure(code, FailureCategory.THROTTLED, message, retryAfter);
  }

  /**
   * {@return a failure that another try would meet again}
   *
   * @param code stable, as the record has it
   * @param message for people; cut when it is too long
   */
  public static Failure permanent(String code, String message) {
    return new Failure(code, FailureCategory.PERMANENT, message, null);
  }
}
