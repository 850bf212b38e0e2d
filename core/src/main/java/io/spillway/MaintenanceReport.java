package io.spillway;

import io.spillway.ports.Failure;
import io.spillway.ports.PortException;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The result of one maintenance run.
 *
 * @param settled the pending effects of decisions that were applied
 * @param confirmed the effects of decisions that were confirmed
 * @param cleared the unmoderated messages that the classifier has cleared
 * @param withdrawn the unmoderated messages that were withdrawn
 * @param unanswered the unmoderated messages for which it gave no answer, while others got one
 * @param outage the classifier's failure that ended the recheck; null for none
 * @param erased the items of authors' data that were erased
 * @param failures the first failure of each task that failed; a failed task continues at the next
 *     run
 */
public record MaintenanceReport(
    int settled,
    int confirmed,
    int cleared,
    int withdrawn,
    int unanswered,
    @Nullable Failure outage,
    long erased,
    Map<MaintenanceTask, PortException> failures) {

  public MaintenanceReport {
    EnumMap<MaintenanceTask, PortException> copy = new EnumMap<>(MaintenanceTask.class);
    copy.putAll(failures);
    failures = Collections.unmodifiableMap(copy);
  }

  /** {@return whether no task failed and the classifier was available} */
  public boolean isClean() {
    return failures.isEmpty() && outage == null;
  }

  /**
   * {@return this report}
   *
   * @throws PortException the first task's failure, if a task failed
   */
  public MaintenanceReport orThrow() {
    if (!failures.isEmpty()) {
      throw failures.values().iterator().next();
    }
    return this;
  }
}
