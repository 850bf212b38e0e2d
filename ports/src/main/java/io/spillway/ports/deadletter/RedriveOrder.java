package io.spillway.ports.deadletter;

import static java.util.Objects.requireNonNull;

import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Order on many dead letters: the action, the selection, the pace and the reason.
 *
 * @param action the action
 * @param patch the patch of an {@code EDIT}, in the format of the deployment's {@link
 *     PayloadPatches}; null for other actions
 * @param filter the filter of dead letters in one of the action's states, by default the first;
 *     null if {@code ids} selects them
 * @param ids the ids of the dead letters, at most {@value #MAX_IDS}; empty if there is a filter
 * @param canary whether to start with a few dead letters and to stop if one of them fails again;
 *     only for a {@code REDRIVE}
 * @param ratePerSecond the maximum number of dead letters started per second, 1 to {@value
 *     #MAX_RATE}
 * @param maxGeneration the generation from which on dead letters are skipped by a {@code REDRIVE},
 *     1 to {@value #MAX_GENERATION}
 * @param reason the reason, for the audit trail
 * @param by the operator's name
 * @param expected the largest number of selected dead letters that the operator confirmed; null for
 *     any number
 */
public record RedriveOrder(
    DeadLetterAction action,
    @Nullable String patch,
    @Nullable DeadLetterFilter filter,
    List<String> ids,
    boolean canary,
    int ratePerSecond,
    int maxGeneration,
    String reason,
    String by,
    @Nullable Long expected) {

  /** Maximum number of ids in one order. */
  public static final int MAX_IDS = 200;

  /** Maximum {@code ratePerSecond}. */
  public static final int MAX_RATE = 1_000;

  /** Maximum {@code maxGeneration}: a workflow's id reserves two digits for it. */
  public static final int MAX_GENERATION = 99;

  /** Default {@code maxGeneration}. */
  public static final int DEFAULT_MAX_GENERATION = 5;

  public RedriveOrder {
    if ((action == DeadLetterAction.EDIT) != (patch != null)) {
      throw new IllegalArgumentException("an edit, and nothing else, must have a patch");
    }
    ids = List.copyOf(ids);
    if ((filter == null) == ids.isEmpty() || ids.size() > MAX_IDS) {
      throw new IllegalArgumentException("there must be a filter or 1 to 200 ids");
    }
    if (filter != null && filter.state() != null && !action.states().contains(filter.state())) {
      throw new IllegalArgumentException("state must be one of " + action.states());
    }
    canary &= action == DeadLetterAction.REDRIVE;
    requireBetween("ratePerSecond", ratePerSecond, MAX_RATE);
    requireBetween("maxGeneration", maxGeneration, MAX_GENERATION);
    requireNonNull(reason, "reason");
    requireNonNull(by, "by");
  }

  /**
   * {@return an order to redrive dead letters by id, without a canary, at the default rate}
   *
   * @param ids {@link #ids()}; 1 to {@value #MAX_IDS}
   * @param reason {@link #reason()}
   * @param by {@link #by()}
   */
  public static RedriveOrder of(List<String> ids, String reason, String by) {
    return of(DeadLetterAction.REDRIVE, null, null, ids, reason, by);
  }

  /**
   * {@return an order to redrive all open dead letters that match a filter, with a canary, at the
   * default rate}
   *
   * @param filter {@link #filter()}
   * @param reason {@link #reason()}
   * @param by {@link #by()}
   */
  public static RedriveOrder matching(DeadLetterFilter filter, String reason, String by) {
    return of(DeadLetterAction.REDRIVE, null, filter, List.of(), reason, by);
  }

  private static RedriveOrder of(
      DeadLetterAction action,
      @Nullable String patch,
      @Nullable DeadLetterFilter filter,
      List<String> ids,
      String reason,
      String by) {
    return new RedriveOrder(
        action,
        patch,
        filter,
        ids,
        filter != null,
        action.defaultRate(),
        DEFAULT_MAX_GENERATION,
        reason,
        by,
        null);
  }

  /** {@return the same selection and reason, to be discarded, at the default rate} */
  public RedriveOrder toDiscard() {
    return of(DeadLetterAction.DISCARD, null, filter, ids, reason, by);
  }

  /** {@return the same selection and reason, to be restored, at the default rate} */
  public RedriveOrder toRestore() {
    return of(DeadLetterAction.RESTORE, null, filter, ids, reason, by);
  }

  /**
   * {@return the same selection and reason, to be edited, at the default rate}
   *
   * @param edit {@link #patch()}
   */
  public RedriveOrder toEdit(String edit) {
    return of(DeadLetterAction.EDIT, edit, filter, ids, reason, by);
  }

  /**
   * {@return the filter of the dead letters that are selected at an instant}
   *
   * @param instant the instant, before which they were dead-lettered
   * @throws IllegalStateException if the order selects by ids
   */
  public DeadLetterFilter selectionAt(Instant instant) {
    if (filter == null) {
      throw new IllegalStateException("the order selects by ids");
    }
    Instant to = filter.to();
    return filter
        .withState(filter.state() == null ? action.states().get(0) : filter.state())
        .deadLetteredBefore(to != null && to.isBefore(instant) ? to : instant);
  }

  /**
   * {@return the same order, with or without a canary}
   *
   * @param begins {@link #canary()}
   */
  public RedriveOrder withCanary(boolean begins) {
    return new RedriveOrder(
        action, patch, filter, ids, begins, ratePerSecond, maxGeneration, reason, by, expected);
  }

  /**
   * {@return the same order, at another rate}
   *
   * @param rate {@link #ratePerSecond()}
   */
  public RedriveOrder withRate(int rate) {
    return new RedriveOrder(
        action, patch, filter, ids, canary, rate, maxGeneration, reason, by, expected);
  }

  /**
   * {@return the same order, of dead letters below another generation}
   *
   * @param generation {@link #maxGeneration()}
   */
  public RedriveOrder withMaxGeneration(int generation) {
    return new RedriveOrder(
        action, patch, filter, ids, canary, ratePerSecond, generation, reason, by, expected);
  }

  /**
   * {@return the same order, of at most a confirmed number of dead letters}
   *
   * @param number {@link #expected()}
   */
  public RedriveOrder withExpected(@Nullable Long number) {
    return new RedriveOrder(
        action, patch, filter, ids, canary, ratePerSecond, maxGeneration, reason, by, number);
  }

  private static void requireBetween(String what, int value, int most) {
    if (value < 1 || value > most) {
      throw new IllegalArgumentException(what + " must be 1 to " + most + ": " + value);
    }
  }
}
