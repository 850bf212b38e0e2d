package io.spillway.ports.violation;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.SortableTime;
import io.spillway.ports.moderation.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/**
 * A withheld message under review.
 *
 * @param id which message is withheld
 * @param author as the viewer's site names them
 * @param text as it was written
 * @param sentAt when the message was accepted, in microseconds
 * @param verdict why it is withheld
 * @param state how far the review has come
 * @param pendingEffect what the last decision promised and may not have done yet
 * @param audit every step so far, oldest first, at least one and at most {@value
 *     #MAX_AUDIT_ENTRIES}; the last one's {@code to} is {@code state}
 * @param assignment whose turn it is to decide, and by when
 */
public record Violation(
    ViolationId id,
    String author,
    String text,
    Instant sentAt,
    Verdict.Flagged verdict,
    ViolationState state,
    PendingEffect pendingEffect,
    List<AuditEntry> audit,
    Assignment assignment) {

  /** Most steps that one violation may take. */
  public static final int MAX_AUDIT_ENTRIES = 200;

  public Violation {
    requireNonNull(id, "id");
    requireNonNull(author, "author");
    requireNonNull(text, "text");
    sentAt = SortableTime.stored(sentAt);
    requireNonNull(verdict, "verdict");
    requireNonNull(pendingEffect, "pendingEffect");
    requireNonNull(assignment, "assignment");
    audit = List.copyOf(audit);
    if (audit.isEmpty() || audit.size() > MAX_AUDIT_ENTRIES) {
      throw new IllegalArgumentException("audit must have 1 to 200 entries: " + audit.size());
    }
    if (audit.get(audit.size() - 1).to() != state) {
      throw new IllegalArgumentException("the last audit entry must lead to state " + state);
    }
  }

  /**
   * {@return a violation in the state of its last step, which owes nothing}
   *
   * @param id {@link #id()}
   * @param author {@link #author()}
   * @param text {@link #text()}
   * @param sentAt {@link #sentAt()}
   * @param verdict {@link #verdict()}
   * @param audit {@link #audit()}; at least the step by which it was withheld
   * @param assignment {@link #assignment()}
   */
  public static Violation of(
      ViolationId id,
      String author,
      String text,
      Instant sentAt,
      Verdict.Flagged verdict,
      List<AuditEntry> audit,
      Assignment assignment) {
    if (audit.isEmpty()) {
      throw new IllegalArgumentException("audit must have 1 to 200 entries: 0");
    }
    ViolationState state = audit.get(audit.size() - 1).to();
    return new Violation(
        id, author, text, sentAt, verdict, state, PendingEffect.NONE, audit, assignment);
  }

  /**
   * {@return the same after one more step} Machines' clocks differ, and yet a trail's times never
   * go back: a step is taken no earlier than the one before.
   *
   * @param step what was done, by whom and when
   * @param pendingEffect what is still to be done about its message
   * @param assignment whose it is next
   */
  public Violation after(AuditEntry step, PendingEffect pendingEffect, Assignment assignment) {
    List<AuditEntry> steps = new ArrayList<>(audit);
    steps.add(step.notBefore(lastStep().at()));
    return new Violation(
        id, author, text, sentAt, verdict, step.to(), pendingEffect, steps, assignment);
  }

  /**
   * {@return the same, owing this}
   *
   * @param effect what is still to be done about its message
   */
  public Violation withPending(PendingEffect effect) {
    return new Violation(id, author, text, sentAt, verdict, state, effect, audit, assignment);
  }

  /**
   * {@return the same with this turn}
   *
   * @param next whose it is
   */
  public Violation with(Assignment next) {
    return new Violation(id, author, text, sentAt, verdict, state, pendingEffect, audit, next);
  }

  /** {@return when it was withheld} */
  public Instant heldAt() {
    return audit.get(0).at();
  }

  /** {@return the latest step} */
  public AuditEntry lastStep() {
    return audit.get(audit.size() - 1);
  }

  /** {@return whether its message is kept from the readers: in every state but DISMISSED} */
  public boolean withholds() {
    return state != ViolationState.DISMISSED;
  }

  /** {@return a key that sorts violations by when they were withheld, then by id} */
  public String sortKey() {
    return SortableTime.key(heldAt(), id.toString());
  }

  /** {@return a key that sorts violations by when they are due, then by id} */
  public String dueKey() {
    return SortableTime.key(assignment.dueAt(), id.toString());
  }

  /** Says which violation it is, and nothing of what was written or by whom. */
  @Override
  public String toString() {
    return "Violation[" + id + ", " + state + "]";
  }
}
