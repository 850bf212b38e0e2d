package io.spillway.ports.message;

import java.util.List;

/**
 * The messages around a position on a stream, in chronological order.
 *
 * @param before the last messages before it
 * @param after the first messages after it
 */
public record MessageContext(List<Message> before, List<Message> after) {

  /** Maximum number of messages on each side. */
  public static final int MAX_EACH = 50;

  public MessageContext {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /**
   * Checks the number of messages on one side: 0 to {@value #MAX_EACH}.
   *
   * @param count the number of messages
   * @return the same number
   * @throws IllegalArgumentException if it is out of range
   */
  public static int requireEach(int count) {
    if (count < 0 || count > MAX_EACH) {
      throw new IllegalArgumentException("neighbours must be 0 to " + MAX_EACH + ": " + count);
    }
    return count;
  }
}
