package io.spillway.core.audit;

import io.spillway.ports.audit.AuditRecord;
import io.spillway.ports.violation.AuditEntry;
import io.spillway.ports.violation.Violation;

/** Line of the audit trail. */
public sealed interface AuditLine {

  /**
   * Record of the audit log.
   *
   * @param entry the record
   */
  record Logged(AuditRecord entry) implements AuditLine {}

  /**
   * Step of a violation's review.
   *
   * @param violation the violation
   * @param number the number of the step in its trail, from 1
   */
  record Step(Violation violation, int number) implements AuditLine {

    /** {@return the step} */
    public AuditEntry entry() {
      return violation.audit().get(number - 1);
    }
  }
}
