package io.spillway.core.report;

import io.spillway.ports.Health;
import io.spillway.ports.Page;
import io.spillway.ports.PageRequest;
import io.spillway.ports.report.Report;
import io.spillway.ports.report.ReportFilter;
import io.spillway.ports.report.ReportStore;
import io.spillway.ports.violation.ViolationId;
import java.util.List;
import java.util.Optional;

/** Report store of a team that takes no reports: empty, and refuses new ones. */
public final class NoReports {

  /** The empty store. */
  public static final ReportStore STORE =
      new ReportStore() {
        @Override
        public Report add(Report report) {
          throw new UnsupportedOperationException("these Stores have no reports");
        }

        @Override
        public Optional<Report> find(ViolationId id, String reporter) {
          return Optional.empty();
        }

        @Override
        public void markCounted(Report report) {
          // keeps none
        }

        @Override
        public Page<Report> list(ReportFilter filter, PageRequest page) {
          return new Page<>(List.of(), null);
        }

        @Override
        public List<Report> findUncounted(int limit) {
          return List.of();
        }

        @Override
        public boolean delete(Report report) {
          return false;
        }

        @Override
        public Health health() {
          return Health.up("no-reports");
        }
      };

  private NoReports() {}
}
