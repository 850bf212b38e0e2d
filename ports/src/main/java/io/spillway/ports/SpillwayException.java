package io.spillway.ports;

import org.jspecify.annotations.Nullable;

/**
 * The supertype of every exception that Spillway throws on purpose, besides those of the JDK for
 * faults of the calling program ({@link NullPointerException}, {@link IllegalArgumentException},
 * {@link IllegalStateException}).
 *
 * <table>
 * <caption>Exceptions, and the HTTP status that the function app answers with</caption>
 * <tr><th>exception</th><th>reason</th><th>status</th></tr>
 * <tr><td>{@code InvalidInputException}</td><td>fields of a request are wrong</td><td>400</td></tr>
 * <tr><td>{@link InvalidCursorException}</td><td>a cursor is of another listing</td>
 *     <td>400</td></tr>
 * <tr><td>{@code MessageIdReusedException}</td><td>the id is another message's</td>
 *     <td>409</td></tr>
 * <tr><td>{@code RateExceededException}</td><td>the author sends too much</td>
 *     <td>429 with Retry-After</td></tr>
 * <tr><td>{@link PortException}</td><td>a store, queue or provider failed</td>
 *     <td>503 with Retry-After; 500 if
 *     PERMANENT; 507 if {@link Failure#isPartitionFull()}</td></tr>
 * </table>
 */
public abstract class SpillwayException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * An exception without a cause.
   *
   * @param message for people; null when the subclass has its own
   */
  protected SpillwayException(@Nullable String message) {
    super(message);
  }

  /**
   * An exception with a cause.
   *
   * @param message for people
   * @param cause the exception that led to it; null for none
   */
  protected SpillwayException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * An exception that costs no stack trace.
   *
   * @param message for people
   * @param writableStackTrace whether to record the stack
   */
  protected SpillwayException(String message, boolean writableStackTrace) {
    super(message, null, writableStackTrace, writableStackTrace);
  }
}
