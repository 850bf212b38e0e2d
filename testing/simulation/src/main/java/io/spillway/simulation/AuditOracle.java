package io.spillway.simulation;

import io.spillway.ports.PageRequest;
import io.spillway.ports.audit.AuditAction;
import io.spillway.ports.audit.AuditFilter;
import io.spillway.ports.audit.AuditLog;
import io.spillway.ports.audit.AuditRecord;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;

/** Oracle of the audit log: each acknowledged action has its record, and none is lost. */
final class AuditOracle {

  private static final PageRequest ALL = PageRequest.first(PageRequest.MAX_LIMIT);

  private final AuditLog log;
  private final Findings findings;
  private final Set<String> known = new LinkedHashSet<>();

  AuditOracle(AuditLog log, Findings findings) {
    this.log = log;
    this.findings = findings;
  }

  /**
   * Checks the record of an action that was acknowledged.
   *
   * @param isOf the predicate for the record of the action
   * @param mayBeErased whether names and notes in it may be erased by now
   * @param about the details
   */
  void require(AuditAction action, Predicate<AuditRecord> isOf, boolean mayBeErased, String about) {
    Optional<AuditRecord> found = list(action).stream().filter(isOf).findFirst();
    findings.require(
        found.isPresent() || mayBeErased,
        "an acknowledged action has its audit record",
        action,
        about);
    found.map(AuditOracle::key).ifPresent(known::add);
  }

  void checkRest() {
    Set<String> now =
        Arrays.stream(AuditAction.values())
            .flatMap(action -> list(action).stream())
            .map(AuditOracle::key)
            .collect(Collectors.toSet());
    known.forEach(key -> findings.require(now.contains(key), "no audit record is lost", key));
  }

  private List<AuditRecord> list(AuditAction action) {
    return log.list(AuditFilter.all().withAction(action), ALL).items();
  }

  private static String key(AuditRecord entry) {
    return entry.partition() + "~" + entry.id();
  }
}
