package io.spillway.ports.message;

import java.util.List;

/**
 * The messages next to a place on a stream, in the order in which they were sent.
 *
 * @param before the last ones before it
 * @param after the first ones behind it
 */
public record MessageContext(List<Message> before, List<Message> after) {

  /** Most that can be asked for on each side. */
  public static final int MAX_EACH = 50;

  public MessageContext {
    before = List.copyOf(before);
    after = List.copyOf(after);
  }

  /**
   * Checks how many are wanted on one side: 0 to {@value #MAX_EACH}.
   *
   * @param count how many are wanted
   * @return the same number
   * @throws IllegalArgumentException when it is out of these bounds
   */
  public static int requireEach(int count) {
    if (count < 0 || count > MAX_EACH) {
      throw new IllegalArgumentException("neighbours must be 0 to " + MAX_EACH + ": " + count);
    }
    return count;
  }
}
