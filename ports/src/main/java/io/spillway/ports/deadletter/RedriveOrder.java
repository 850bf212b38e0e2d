package io.spillway.ports.deadletter;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What somebody wants to have redriven, and how.
 *
 * @param filter the open letters that pass it; null when they are named by {@code ids}
 * @param ids the letters with these ids, at most {@value #MAX_IDS}; empty when there is a filter
 * @param canary whether it begins with few letters and ends when one of those fails again
 * @param ratePerSecond most letters begun in a second, 1 to {@value #MAX_RATE}
 * @param maxGeneration letters of this generation or a later one are left alone, 1 to {@value
 *     #MAX_GENERATION}
 * @param reason why, for the audit trail
 * @param by who wants it
 */
public record RedriveOrder(
    @Nullable DeadLetterFilter filter,
    List<String> ids,
    boolean canary,
    int ratePerSecond,
    int maxGeneration,
    String reason,
    String by) {

  /** Most letters that one order may name. */
  public static final int MAX_IDS = 200;

  /** Highest {@code ratePerSecond}. */
  public static final int MAX_RATE = 1_000;

  /** What {@code ratePerSecond} is when nobody says. */
  public static final int DEFAULT_RATE = 20;

  /** A workflow's id has room for two digits. */
  public static final int MAX_GENERATION = 99;

  /** What {@code maxGeneration} is when nobody says. */
  public static final int DEFAULT_MAX_GENERATION = 5;

  public RedriveOrder {
    ids = List.copyOf(ids);
    if ((filter == null) == ids.isEmpty() || ids.size() > MAX_IDS) {
      throw new IllegalArgumentException("there must be a filter or 1 to 200 ids");
    }
    requireBetween("ratePerSecond", ratePerSecond, MAX_RATE);
    requireBetween("maxGeneration", maxGeneration, MAX_GENERATION);
    requireNonNull(reason, "reason");
    requireNonNull(by, "by");
  }

  /**
   * {@return an order of named letters, without a canary, at the default pace}
   *
   * @param ids {@link #ids()}; 1 to {@value #MAX_IDS}
   * @param reason {@link #reason()}
   * @param by {@link #by()}
   */
  public static RedriveOrder of(List<String> ids, String reason, String by) {
    return new RedriveOrder(null, ids, false, DEFAULT_RATE, DEFAULT_MAX_GENERATION, reason, by);
  }

  /**
   * {@return an order of all open letters that pass a filter, which begins with a canary, at the
   * default pace}
   *
   * @param filter {@link #filter()}
   * @param reason {@link #reason()}
   * @param by {@link #by()}
   */
  public static RedriveOrder matching(DeadLetterFilter filter, String reason, String by) {
    return new RedriveOrder(
        filter, List.of(), true, DEFAULT_RATE, DEFAULT_MAX_GENERATION, reason, by);
  }

  /**
   * {@return the same order, with or without a canary}
   *
   * @param begins {@link #canary()}
   */
  public RedriveOrder withCanary(boolean begins) {
    return new RedriveOrder(filter, ids, begins, ratePerSecond, maxGeneration, reason, by);
  }

  /**
   * {@return the same order, at another pace}
   *
   * @param rate {@link #ratePerSecond()}
   */
  public RedriveOrder withRate(int rate) {
    return new RedriveOrder(filter, ids, canary, rate, maxGeneration, reason, by);
  }

  /**
   * {@return the same order, of letters below another generation}
   *
   * @param generation {@link #maxGeneration()}
   */
  public RedriveOrder withMaxGeneration(int generation) {
    return new RedriveOrder(filter, ids, canary, ratePerSecond, generation, reason, by);
  }

  private static void requireBetween(String what, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(what + " must be 1 to " + most + ": " + value);
    }
  }
}
