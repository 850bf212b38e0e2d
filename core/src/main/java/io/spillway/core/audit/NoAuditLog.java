package io.spillway.core.audit;

import io.spillway.ports.Health;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.audit.AuditFilter;
import io.spillway.ports.audit.AuditLog;
import io.spillway.ports.audit.AuditRecord;
import java.util.List;

/** Audit log of a team that keeps none: accepts every record and is empty. */
public final class NoAuditLog {

  /** The empty log. */
  public static final AuditLog LOG =
      new AuditLog() {
        @Override
        public AuditRecord add(AuditRecord entry) {
          return entry;
        }

        @Override
        public Page<AuditRecord> list(AuditFilter filter, PageRequest page) {
          return new Page<>(List.of(), null);
        }

        @Override
        public void anonymise(AuditRecord entry) {
          // keeps none
        }

        @Override
        public Health health() {
          return Health.up("no-audit-log");
        }
      };

  private NoAuditLog() {}
}
