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
 * @param id the id of the withheld message
 * @param author the author's name on the site
 * @param text the text as written
 * @param sentAt the time at which the message was accepted, in microseconds
 * @param verdict the reason for withholding it
 * @param state the state of the review
 * @param pendingEffect the pending effect of the last decision
 * @param audit all audit entries, oldest first, at least one and at most {@value
 *     #MAX_AUDIT_ENTRIES}; the last one leads to {@code state}
 * @param assignment the due time, excluded moderators and claim
 * @param reports the reports by viewers
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
    Assignment assignment,
    ReportSummary reports) {

  /** Maximum number of audit entries. */
  public static final int MAX_AUDIT_ENTRIES = 200;

  public Violation {
    requireNonNull(id, "id");
    requireNonNull(author, "author");
    requireNonNull(text, "text");
    sentAt = SortableTime.stored(sentAt);
    requireNonNull(verdict, "verdict");
    requireNonNull(pendingEffect, "pendingEffect");
    requireNonNull(assignment, "assignment");
    requireNonNull(reports, "reports");
    audit = List.copyOf(audit);
    if (audit.isEmpty() || audit.size() > MAX_AUDIT_ENTRIES) {
      throw new IllegalArgumentException("audit must have 1 to 200 entries: " + audit.size());
    }
    if (audit.get(audit.size() - 1).to() != state) {
      throw new IllegalArgumentException("the last audit entry must lead to state " + state);
    }
  }

  /**
   * {@return a violation in the state of its last audit entry, without a pending effect or reports}
   *
   * @param id {@link #id()}
   * @param author {@link #author()}
   * @param text {@link #text()}
   * @param sentAt {@link #sentAt()}
   * @param verdict {@link #verdict()}
   * @param audit {@link #audit()}; at least the entry of withholding it
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
        id,
        author,
        text,
        sentAt,
        verdict,
        state,
        PendingEffect.NONE,
        audit,
        assignment,
        ReportSummary.NONE);
  }

  /**
   * {@return the same violation with one more audit entry} Times in a trail never decrease, even if
   * machines' clocks differ: an entry that is earlier than the previous one gets its time.
   *
   * @param step the audit entry
   * @param pendingEffect the pending effect on the message
   * @param assignment the next assignment
   */
  public Violation after(AuditEntry step, PendingEffect pendingEffect, Assignment assignment) {
    List<AuditEntry> steps = new ArrayList<>(audit);
    steps.add(step.notBefore(lastStep().at()));
    return new Violation(
        id, author, text, sentAt, verdict, step.to(), pendingEffect, steps, assignment, reports);
  }

  /**
   * {@return the same violation with another pending effect}
   *
   * @param effect the pending effect on the message
   */
  public Violation withPending(PendingEffect effect) {
    return new Violation(
        id, author, text, sentAt, verdict, state, effect, audit, assignment, reports);
  }

  /**
   * {@return the same violation with another assignment}
   *
   * @param next the new assignment
   */
  public Violation with(Assignment next) {
    return new Violation(
        id, author, text, sentAt, verdict, state, pendingEffect, audit, next, reports);
  }

  /**
   * {@return the same violation for another reason}
   *
   * @param other the new verdict
   */
  public Violation with(Verdict.Flagged other) {
    return new Violation(
        id, author, text, sentAt, other, state, pendingEffect, audit, assignment, reports);
  }

  /**
   * {@return the same violation with other reports}
   *
   * @param counted {@link #reports()}
   */
  public Violation with(ReportSummary counted) {
    return new Violation(
        id, author, text, sentAt, verdict, state, pendingEffect, audit, assignment, counted);
  }

  /** {@return the time at which it was withheld} */
  public Instant heldAt() {
    return audit.get(0).at();
  }

  /** {@return the latest audit entry} */
  public AuditEntry lastStep() {
    return audit.get(audit.size() - 1);
  }

  /** {@return whether its message is withheld: in every state except DISMISSED and REPORTED} */
  public boolean withholds() {
    return state.withholds();
  }

  /** {@return a key that sorts violations by time of withholding, then by id} */
  public String sortKey() {
    return SortableTime.key(heldAt(), id.toString());
  }

  /** {@return a key that sorts violations by due time, then by id} */
  public String dueKey() {
    return SortableTime.key(assignment.dueAt(), id.toString());
  }

  /** Identifies the violation without its text and author. */
  @Override
  public String toString() {
    return "Violation[" + id + ", " + state + "]";
  }
}
