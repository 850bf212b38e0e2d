package io.spillway.ports.deadletter;

import static java.util.Objects.requireNonNull;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Order to redrive dead letters: the selection, the pace and the reason.
 *
 * @param filter the filter of open dead letters; null if {@code ids} selects them
 * @param ids the ids of the dead letters, at most {@value #MAX_IDS}; empty if there is a filter
 * @param canary whether to start with a few dead letters and to stop if one of them fails again
 * @param ratePerSecond the maximum number of dead letters started per second, 1 to {@value
 *     #MAX_RATE}
 * @param maxGeneration the generation from which on dead letters are skipped, 1 to {@value
 *     #MAX_GENERATION}
 * @param reason the reason, for the audit trail
 * @param by the operator's name
 */
public record RedriveOrder(
    @Nullable DeadLetterFilter filter,
    List<String> ids,
    boolean canary,
    int ratePerSecond,
    int maxGeneration,
    String reason,
    String by) {

  /** Maximum number of ids in one order. */
  public static final int MAX_IDS = 200;

  /** Maximum {@code ratePerSecond}. */
  public static final int MAX_RATE = 1_000;

  /** Default {@code ratePerSecond}. */
  public static final int DEFAULT_RATE = 20;

  /** Maximum {@code maxGeneration}: a workflow's id reserves two digits for it. */
  public static final int MAX_GENERATION = 99;

  /** Default {@code maxGeneration}. */
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
   * {@return an order of dead letters by id, without a canary, at the default rate}
   *
   * @param ids {@link #ids()}; 1 to {@value #MAX_IDS}
   * @param reason {@link #reason()}
   * @param by {@link #by()}
   */
  public static RedriveOrder of(List<String> ids, String reason, String by) {
    return new RedriveOrder(null, ids, false, DEFAULT_RATE, DEFAULT_MAX_GENERATION, reason, by);
  }

  /**
   * {@return an order of all open dead letters that match a filter, with a canary, at the default
   * rate}
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
   * {@return the same order, at another rate}
   *
   * @param rate {@link #ratePerSecond()}
   */
  public RedriveOrder withRate(int rate) {
    return new RedriveOrder(filter, ids, canary, rate, maxGeneration, reason, by);
  }

  /**
   * {@return the same order, of dead letters below another generation}
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
