package io.spillway.ports.event;

import java.util.Collection;
import java.util.List;
import java.util.TreeSet;

/**
 * Totals that are worth a word, such as the hundredth follower.
 *
 * @param numbers at most {@value #MAX_NUMBERS}, each 1 to {@value #MAX_NUMBER}; sorted, none twice
 */
public record Milestones(List<Long> numbers) {

  /** Most numbers. */
  public static final int MAX_NUMBERS = 50;

  /** Highest number: a store whose numbers are doubles knows it exactly. */
  public static final long MAX_NUMBER = 1_000_000_000_000L;

  /** No number is celebrated. */
  public static final Milestones NONE = new Milestones(List.of());

  public Milestones {
    // Loops: the standard ones are made before the first health after a cold start.
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
   * {@return milestones at these numbers, given in whatever order}
   *
   * @param numbers at most {@value #MAX_NUMBERS} different ones, each 1 to {@value #MAX_NUMBER}
   */
  public static Milestones of(Collection<Long> numbers) {
    return new Milestones(List.copyOf(numbers));
  }

  /**
   * {@return whether this number is one that is celebrated}
   *
   * @param number a total, of any size
   */
  public boolean include(long number) {
    return numbers.contains(number);
  }
}
