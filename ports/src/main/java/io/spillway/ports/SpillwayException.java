package io.spillway.ports;

import org.jspecify.annotations.Nullable;

/**
 * Supertype of the exceptions that Spillway throws deliberately, apart from the JDK's exceptions
 * for programming errors of the caller ({@link NullPointerException}, {@link
 * IllegalArgumentException}, {@link IllegalStateException}).
 *
 * <table>
 * <caption>Exceptions, and the HTTP status that the function app answers with</caption>
 * <tr><th>exception</th><th>reason</th><th>status</th></tr>
 * <tr><td>{@code InvalidInputException}</td><td>a request has invalid fields</td><td>400</td></tr>
 * <tr><td>{@link InvalidCursorException}</td><td>a cursor is malformed or belongs to another listing</td>
 *     <td>400</td></tr>
 * <tr><td>{@code AuthorNameRefusedException}</td><td>the local rules withhold the author's name</td>
 *     <td>400</td></tr>
 * <tr><td>{@code AuthorRestrictedException}</td><td>a moderator restricted the author</td>
 *     <td>403</td></tr>
 * <tr><td>{@code MessageIdReusedException}</td><td>the id belongs to another message</td>
 *     <td>409</td></tr>
 * <tr><td>{@code SelectionRefusedException}</td><td>an order selects no dead letter, or more than
 *     confirmed</td><td>409</td></tr>
 * <tr><td>{@code RateExceededException}</td><td>the author exceeded a rate limit</td>
 *     <td>429 with Retry-After</td></tr>
 * <tr><td>{@link io.spillway.ports.source.UnreadableDeliveryException}</td><td>a platform's webhook
 *     cannot be translated</td><td>as for an accepted one; it is kept as a dead letter</td></tr>
 * <tr><td>{@link PortException}</td><td>a store, queue or provider failed</td>
 *     <td>503 with Retry-After; 500 if
 *     PERMANENT; 507 if {@link Failure#isPartitionFull()}</td></tr>
 * </table>
 */
public abstract class SpillwayException extends RuntimeException {

  private static final long serialVersionUID = 1L;

  /**
   * Creates an exception without a cause.
   *
   * @param message the message for people; null if the subclass has its own
   */
  protected SpillwayException(@Nullable String message) {
    super(message);
  }

  /**
   * Creates an exception with a cause.
   *
   * @param message the message for people
   * @param cause the cause; null for none
   */
  protected SpillwayException(String message, @Nullable Throwable cause) {
    super(message, cause);
  }

  /**
   * Creates an exception, optionally without the cost of a stack trace.
   *
   * @param message the message for people
   * @param writableStackTrace whether to record the stack
   */
  protected SpillwayException(String message, boolean writableStackTrace) {
    super(message, null, writableStackTrace, writableStackTrace);
  }
}
