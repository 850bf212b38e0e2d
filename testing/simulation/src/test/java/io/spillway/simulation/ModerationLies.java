package io.spillway.simulation;

import static io.spillway.simulation.Lie.changed;

import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.Replacement;
import io.spillway.ports.Stores;
import io.spillway.ports.Versioned;
import io.spillway.ports.audit.AuditAction;
import io.spillway.ports.audit.AuditLog;
import io.spillway.ports.audit.AuditRecord;
import io.spillway.ports.author.Restriction;
import io.spillway.ports.author.RestrictionFilter;
import io.spillway.ports.author.RestrictionStore;
import io.spillway.ports.violation.AuditEntry;
import io.spillway.ports.violation.PendingEffect;
import io.spillway.ports.violation.ReportSummary;
import io.spillway.ports.violation.ReviewAction;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationId;
import io.spillway.ports.violation.ViolationState;
import io.spillway.ports.violation.ViolationStore;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** Faults in withholding, reports, restrictions and the audit log. */
final class ModerationLies {

  private static final String REPORTS = "system:reports";

  private ModerationLies() {}

  /** Withdraws at once or, after a crash, never. */
  static UnaryOperator<SharedState> withholdsWithoutPendingEffect() {
    return changed(
        ViolationStore.class,
        "add",
        (store, arguments) -> {
          Violation added = (Violation) arguments[0];
          if (added.lastStep().action() != ReviewAction.WITHHOLD) {
            return null;
          }
          Violation settled = added.withPending(PendingEffect.NONE);
          Versioned<Violation> stored = ((ViolationStore) store).add(settled);
          return stored.value().equals(settled) ? new Versioned<>(added, stored.version()) : stored;
        });
  }

  /** Overlooks the case of a message that viewers have reported. */
  static UnaryOperator<SharedState> overwritesCases() {
    return changed(
        ViolationStore.class,
        "add",
        (store, arguments) -> {
          Violation added = (Violation) arguments[0];
          ViolationStore violations = (ViolationStore) store;
          Optional<Versioned<Violation>> found = violations.find(added.id());
          boolean isOver = added.lastStep().action() == ReviewAction.WITHHOLD && found.isPresent();
          return isOver
              ? ((Replacement.Replaced<Violation>)
                      violations.replace(added, found.orElseThrow().version()))
                  .stored()
              : null;
        });
  }

  /** Shows an upheld case to be open, so that a repeated decision is taken again. */
  static UnaryOperator<SharedState> withholdsAgain() {
    return changed(
        ViolationStore.class,
        "find",
        (store, arguments) -> {
          ViolationStore violations = (ViolationStore) store;
          Optional<Versioned<Violation>> found = violations.find((ViolationId) arguments[0]);
          boolean isUpheld =
              found
                  .filter(one -> one.value().lastStep().action() == ReviewAction.WITHHOLD)
                  .isPresent();
          return isUpheld
              ? found.map(one -> new Versioned<>(dismissed(one.value()), one.version()))
              : null;
        });
  }

  private static Violation dismissed(Violation upheld) {
    AuditEntry last = upheld.lastStep();
    AuditEntry step =
        AuditEntry.of(last.at(), "system:mutant", last.to(), ViolationState.DISMISSED, "");
    return upheld.after(step, PendingEffect.NONE, upheld.assignment());
  }

  /** Counts the last report of several twice. */
  static UnaryOperator<SharedState> countsReportsTwice() {
    return changed(
        ViolationStore.class,
        "replace",
        (store, arguments) -> {
          Violation next = (Violation) arguments[0];
          ReportSummary reports = next.reports();
          if (reports.count() > 1) {
            arguments[0] =
                next.with(
                    new ReportSummary(reports.count() + 1, reports.weight(), reports.reasons()));
          }
          return null;
        });
  }

  /** Withholds a dismissed message when another report of it is counted. */
  static UnaryOperator<SharedState> withholdsDecided() {
    return changed(
        ViolationStore.class,
        "replace",
        (store, arguments) -> {
          Violation next = (Violation) arguments[0];
          boolean isCounted =
              ((ViolationStore) store)
                  .find(next.id())
                  .filter(before -> !before.value().reports().equals(next.reports()))
                  .isPresent();
          if (isCounted && next.state() == ViolationState.DISMISSED) {
            AuditEntry step =
                AuditEntry.of(
                    next.lastStep().at(),
                    REPORTS,
                    ViolationState.DISMISSED,
                    ViolationState.OPEN,
                    "");
            arguments[0] = next.after(step, PendingEffect.WITHDRAW, next.assignment());
          }
          return null;
        });
  }

  /** Counts reports without a weight that withholds. */
  static UnaryOperator<SharedState> weighsNothing() {
    return changed(
        ViolationStore.class,
        "replace",
        (store, arguments) -> {
          Violation next = (Violation) arguments[0];
          boolean isByReports =
              next.lastStep().who().equals(REPORTS) && next.state() == ViolationState.OPEN;
          if (isByReports && next.audit().size() == 2) {
            arguments[0] =
                Violation.of(
                        next.id(),
                        next.author(),
                        next.text(),
                        next.sentAt(),
                        next.verdict(),
                        List.of(next.audit().get(0)),
                        next.assignment())
                    .with(next.reports());
          }
          return null;
        });
  }

  static UnaryOperator<SharedState> restrictsForEver() {
    return changed(
        RestrictionStore.class,
        "put",
        (store, arguments) -> {
          Restriction asked = (Restriction) arguments[0];
          arguments[0] =
              new Restriction(
                  asked.author(),
                  asked.streamId(),
                  asked.effect(),
                  asked.slowSeconds(),
                  asked.until().plus(Duration.ofDays(30)),
                  asked.reason(),
                  asked.note(),
                  asked.by(),
                  asked.since());
          return null;
        });
  }

  /** Reads the restrictions of each scope once in each process. */
  static Stores remembersRestrictions(Stores stores) {
    Map<Object, Page<Restriction>> known = new HashMap<>();
    return changed(
        stores,
        RestrictionStore.class,
        "list",
        (store, arguments) -> {
          RestrictionFilter filter = (RestrictionFilter) arguments[0];
          Object scope = filter.scope() == null ? "any" : filter.scope();
          if (!known.containsKey(scope)) {
            known.put(scope, ((RestrictionStore) store).list(filter, (PageRequest) arguments[1]));
          }
          return known.get(scope);
        });
  }

  /** Loses the records of an action. */
  static UnaryOperator<SharedState> records(AuditAction action) {
    return changed(
        AuditLog.class,
        "add",
        (store, arguments) -> {
          AuditRecord entry = (AuditRecord) arguments[0];
          return entry.action() == action ? entry : null;
        });
  }
}
