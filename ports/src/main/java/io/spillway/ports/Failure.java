package io.spillway.ports;

import static java.util.Objects.requireNonNull;

import java.time.Duration;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Reason for a failed operation, as data.
 *
 * @param code a stable, machine-readable code such as {@code messages.unavailable}: lower case
 *     letters, digits, dots and hyphens, 1 to 100 characters
 * @param category whether a retry may help
 * @param message the message for people, without secrets or viewers' text; truncated to {@value
 *     #MAX_MESSAGE_LENGTH} characters
 * @param retryAfter the requested delay before a retry, never negative; null if none was requested
 */
public record Failure(
    String code, FailureCategory category, String message, @Nullable Duration retryAfter) {

  /** Maximum length of {@link #message}, in characters. */
  public static final int MAX_MESSAGE_LENGTH = 500;

  /**
   * Suffix of the code of a write that is rejected because its partition, such as a stream's
   * messages, has reached a size limit of the database. PERMANENT until some items have expired.
   * Other partitions are not affected.
   */
  public static final String PARTITION_FULL = ".partition-full";

  private static final Pattern CODE = Pattern.compile("[a-z0-9.-]{1,100}");

  public Failure {
    if (!CODE.matcher(code).matches()) {
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

  /** {@return whether the partition that was written to is full} */
  public boolean isPartitionFull() {
    return code.endsWith(PARTITION_FULL);
  }

  /** Truncates a text without splitting a surrogate pair. */
  private static String beginning(String text, int length) {
    return text.substring(
        0, Character.isHighSurrogate(text.charAt(length - 1)) ? length - 1 : length);
  }

  /**
   * {@return a failure that may disappear without intervention; the caller chooses the delay before
   * a retry}
   *
   * @param code the stable code
   * @param message the message for people; truncated if too long
   */
  public static Failure transientFailure(String code, String message) {
    return new Failure(code, FailureCategory.TRANSIENT, message, null);
  }

  /**
   * {@return a failure caused by a rate limit of the other side}
   *
   * @param code the stable code
   * @param message the message for people; truncated if too long
   * @param retryAfter the requested delay before a retry; null if none was requested
   */
  public static Failure throttled(String code, String message, @Nullable Duration retryAfter) {
    return new Failure(code, FailureCategory.THROTTLED, message, retryAfter);
  }

  /**
   * {@return a failure that a retry cannot resolve}
   *
   * @param code the stable code
   * @param message the message for people; truncated if too long
   */
  public static Failure permanent(String code, String message) {
    return new Failure(code, FailureCategory.PERMANENT, message, null);
  }
}
