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
 * Exactly which violations a bulk decision is about, and as far as each had come before it.
 *
 * @param id the same before, while and after it is applied; another one when a violation more or
 *     less belongs to it, or when one took a step of its own in between
 * @param left what it has not decided
 * @param done what it has decided
 */
record BulkSet(String id, List<Versioned<Violation>> left, List<Violation> done) {

  /** Length of an id: 132 bits, by which no two sets are confused. */
  static final int ID_LENGTH = 22;

  /** Before anything was decided. */
  static BulkSet of(
      ViolationState to, List<Versioned<Violation>> found, List<Versioned<Violation>> done) {
    return of(to, found, done, "");
  }

  /**
   * @param found what passes the filter now; among it may be what the bulk had decided and somebody
   *     took back
   * @param done what it decided last
   * @param bulkId its id
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

  /** How many steps it had taken before this bulk decision, or has by now when it took no part. */
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
