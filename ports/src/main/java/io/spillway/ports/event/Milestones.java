package io.spillway.ports.event;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Follower counts that raise an alert, such as the 100th follower.
 *
 * @param numbers at most {@value #MAX_NUMBERS} distinct numbers, each 1 to {@value #MAX_NUMBER};
 *     sorted
 */
public record Milestones(List<Long> numbers) {

  /** Maximum number of milestones. */
  public static final int MAX_NUMBERS = 50;

  /** Highest milestone, which is exact in a store whose numbers are doubles. */
  public static final long MAX_NUMBER = 1_000_000_000_000L;

  /** No milestones. */
  public static final Milestones NONE = new Milestones(List.of());

  public Milestones {
    // Loops instead of streams: the standard ones are created before the first health check after a
    // cold start.
    TreeSet<Long> sorted = new TreeSet<>(numbers);
    numbers = List.copyOf(sorted);
    if (numbers.size() > MAX_NUMBERS) {
      throw new IllegalArgumentException("there may be at most " + MAX_NUMBERS + " milestones");
    }
    if (!sorted.isEmpty() && (sorted.first() < 1 || sorted.last() > MAX_NUMBER)) {
      throw new IllegalArgumentException("a milestone must be 1 to " + MAX_NUMBER);
    }
  }

  /**
   * {@return milestones at these numbers, in any order}
   *
   * @param numbers at most {@value #MAX_NUMBERS} distinct numbers, each 1 to {@value #MAX_NUMBER}
   */
  public static Milestones of(Collection<Long> numbers) {
    return new Milestones(List.copyOf(numbers));
  }

  /**
   * {@return whether this number is a milestone}
   *
   * @param number any number
   */
  public boolean include(long number) {
    return numbers.contains(number);
  }
}
