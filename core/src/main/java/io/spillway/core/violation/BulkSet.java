package io.spillway.core.violation;

import io.spillway.core.Hash;
import io.spillway.ports.Versioned;
import io.spillway.ports.violation.AuditEntry;
import io.spillway.ports.violation.Violation;
import io.spillway.ports.violation.ViolationState;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;

/**
 * Exact set of violations of a bulk decision, with the version of each before it.
 *
 * @param id the id, equal before, during and after the decision is applied; different if a
 *     violation is added, removed or changed by another step
 * @param left the violations not yet decided
 * @param done the violations decided
 */
record BulkSet(String id, List<Versioned<Violation>> left, List<Violation> done) {

  /** Length of an id: 132 bits, so that collisions are negligible. */
  static final int ID_LENGTH = 22;

  /** Creates the set before any decision. */
  static BulkSet of(
      ViolationState to, List<Versioned<Violation>> found, List<Versioned<Violation>> done) {
    return of(to, found, done, "");
  }

  /**
   * @param found the violations that pass the filter now, including those that were decided and
   *     undone since
   * @param done the violations whose last decision is this bulk's
   * @param bulkId the bulk decision's id
   */
  static BulkSet of(
      ViolationState to,
      List<Versioned<Violation>> found,
      List<Versioned<Violation>> done,
      String bulkId) {
    Map<String, Violation> decided = new LinkedHashMap<>();
    List<Versioned<Violation>> left = new ArrayList<>();
    done.forEach(violation -> decided.put(violation.value().id().toString(), violation.value()));
    for (Versioned<Violation> violation : found) {
      if (stepsBefore(violation.value(), bulkId) < violation.value().audit().size()) {
        decided.put(violation.value().id().toString(), violation.value());
      } else if (!decided.containsKey(violation.value().id().toString())) {
        left.add(violation);
      }
    }
    TreeSet<String> members = new TreeSet<>();
    left.forEach(violation -> members.add(member(violation.value(), bulkId)));
    decided.values().forEach(violation -> members.add(member(violation, bulkId)));
    return new BulkSet(
        Hash.of(to + "\n" + String.join("\n", members)).substring(0, ID_LENGTH),
        left,
        List.copyOf(decided.values()));
  }

  int count() {
    return left.size() + done.size();
  }

  private static String member(Violation violation, String bulkId) {
    return violation.id() + " " + stepsBefore(violation, bulkId);
  }

  /**
   * Returns the number of audit entries before this bulk decision, or all if it did not take part.
   */
  private static int stepsBefore(Violation violation, String bulkId) {
    List<AuditEntry> audit = violation.audit();
    for (int step = 0; step < audit.size(); step++) {
      if (bulkId.equals(audit.get(step).bulkId())) {
        return step;
      }
    }
    return audit.size();
  }
}
