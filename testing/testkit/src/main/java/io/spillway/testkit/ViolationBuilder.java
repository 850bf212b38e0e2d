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
 * A violation of a test: open, of ada, flagged for harassment of medium severity, sent and withheld
 * at {@link Fixtures#NOW}, due at once, claimed by nobody, and owing nothing, unless told
 * otherwise.
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
   * {@return this builder, by somebody else than {@code ada}}
   *
   * @param author who wrote the message
   */
  public ViolationBuilder author(String author) {
    this.author = author;
    return this;
  }

  /**
   * {@return this builder, with another text than an insult}
   *
   * @param text what was written
   */
  public ViolationBuilder text(String text) {
    this.text = text;
    return this;
  }

  /**
   * {@return this builder, sent and withheld at another instant than {@link Fixtures#NOW}}
   *
   * @param heldAt when
   */
  public ViolationBuilder heldAt(Instant heldAt) {
    this.heldAt = heldAt;
    return this;
  }

  /**
   * {@return this builder, with another verdict than {@link Fixtures#flagged()}}
   *
   * @param verdict why it was withheld
   */
  public ViolationBuilder verdict(Verdict.Flagged verdict) {
    this.verdict = verdict;
    return this;
  }

  /**
   * {@return this builder, owing this; nothing by default}
   *
   * @param pendingEffect what is still to be done about its message
   */
  public ViolationBuilder pendingEffect(PendingEffect pendingEffect) {
    this.pendingEffect = pendingEffect;
    return this;
  }

  /**
   * {@return this builder, due at this instant; as soon as it is withheld by default}
   *
   * @param dueAt by when somebody should decide
   */
  public ViolationBuilder dueAt(Instant dueAt) {
    return assignment(Assignment.dueAt(dueAt));
  }

  /**
   * {@return this builder, with this turn; anyone's by default}
   *
   * @param assignment whose it is, and by when
   */
  public ViolationBuilder assignment(Assignment assignment) {
    this.assignment = assignment;
    return this;
  }

  /**
   * {@return this builder, which the moderator {@code mod-1} then led to this state, one second
   * after the step before}
   *
   * @param state where the step leads; none is checked
   */
  public ViolationBuilder thenTo(ViolationState state) {
    steps.add(state);
    return this;
  }

  /** {@return the violation, in the state of its last step} */
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
