package io.spillway.testkit;

import io.spillway.ports.moderation.Verdict;
import io.spillway.ports.violation.Assignment;
import io.spillway.ports.violation.AuditEntry;
import io.spillway.ports.violation.PendingEffect;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationState;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Builder of violations for tests; by default open, of {@code ada}, flagged for harassment of
 * medium severity, sent, withheld and due at {@link Fixtures#NOW}, without a claim or a pending
 * effect.
 */
public final class ViolationBuilder {

  private final ViolationId id;
  private String author = "ada";
  private String text = "you are all useless";
  private Instant heldAt = Fixtures.NOW;
  private Verdict.Flagged verdict = Fixtures.flagged();
  private PendingEffect pendingEffect = PendingEffect.NONE;
  private @Nullable Assignment assignment;
  private final List<ViolationState> steps = new ArrayList<>();

  ViolationBuilder(String streamId, String messageId) {
    id = new ViolationId(streamId, messageId);
  }

  /**
   * {@return this builder, by another author than {@code ada}}
   *
   * @param author the author's name
   */
  public ViolationBuilder author(String author) {
    this.author = author;
    return this;
  }

  /**
   * {@return this builder, with another text than an insult}
   *
   * @param text the text
   */
  public ViolationBuilder text(String text) {
    this.text = text;
    return this;
  }

  /**
   * {@return this builder, sent and withheld at another instant than {@link Fixtures#NOW}}
   *
   * @param heldAt the time of sending and withholding
   */
  public ViolationBuilder heldAt(Instant heldAt) {
    this.heldAt = heldAt;
    return this;
  }

  /**
   * {@return this builder, with another verdict than {@link Fixtures#flagged()}}
   *
   * @param verdict the verdict
   */
  public ViolationBuilder verdict(Verdict.Flagged verdict) {
    this.verdict = verdict;
    return this;
  }

  /**
   * {@return this builder, with a pending effect; without one by default}
   *
   * @param pendingEffect the pending effect
   */
  public ViolationBuilder pendingEffect(PendingEffect pendingEffect) {
    this.pendingEffect = pendingEffect;
    return this;
  }

  /**
   * {@return this builder, due at another time than that of withholding}
   *
   * @param dueAt the time by which it should be decided
   */
  public ViolationBuilder dueAt(Instant dueAt) {
    return assignment(Assignment.dueAt(dueAt));
  }

  /**
   * {@return this builder, with another assignment}
   *
   * @param assignment the due time, excluded moderators and claim
   */
  public ViolationBuilder assignment(Assignment assignment) {
    this.assignment = assignment;
    return this;
  }

  /**
   * {@return this builder, with one more audit entry by {@code mod-1}, one second after the
   * previous one}
   *
   * @param state the new state; transitions are not validated
   */
  public ViolationBuilder thenTo(ViolationState state) {
    steps.add(state);
    return this;
  }

  /** {@return the violation, in the state of its last audit entry} */
  public Violation build() {
    List<AuditEntry> audit = new ArrayList<>();
    audit.add(AuditEntry.of(heldAt, "system:moderation", null, ViolationState.OPEN, ""));
    for (ViolationState state : steps) {
      AuditEntry last = audit.get(audit.size() - 1);
      Instant at = last.at().plus(Duration.ofSeconds(1));
      audit.add(AuditEntry.of(at, "mod-1", last.to(), state, "seen by a human"));
    }
    Assignment whose = assignment == null ? Assignment.dueAt(heldAt) : assignment;
    return Violation.of(id, author, text, heldAt, verdict, audit, whose).withPending(pendingEffect);
  }
}
