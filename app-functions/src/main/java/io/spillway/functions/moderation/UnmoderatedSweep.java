package io.spillway.functions.moderation;

import io.spillway.MaintenanceReport;
import io.spillway.MaintenanceTask;
import io.spillway.Moderation;
import io.spillway.UnmoderatedBacklog;
import java.util.EnumSet;
import java.util.function.Consumer;

/** Messages that were published while the classifier gave no answer. */
public final class UnmoderatedSweep {

  /** Name of the part of maintenance that is {@link #watch}. An alert goes by it. */
  public static final String WATCH = "WatchUnmoderated";

  private final Moderation moderation;

  public UnmoderatedSweep(Moderation moderation) {
    this.moderation = moderation;
  }

  /** Checks them again, and warns while one has waited for too long. */
  public void recheck(Consumer<String> warnings) {
    MaintenanceReport report =
        moderation.runMaintenance(EnumSet.of(MaintenanceTask.RECHECK_UNMODERATED)).orThrow();
    if (report.outage() != null) {
      warnings.accept("the recheck of unmoderated messages ended early: " + report.outage().code());
    }
    UnmoderatedBacklog backlog = moderation.unmoderated().backlog();
    if (backlog.isLate()) {
      warnings.accept(describe(backlog));
    }
  }

  /**
   * Fails on purpose while a message has been readable unmoderated for too long, and when it cannot
   * tell: its failures are an alert.
   */
  public void watch(Consumer<String> warnings) {
    UnmoderatedBacklog backlog = moderation.unmoderated().backlog();
    if (backlog.isLate()) {
      warnings.accept(describe(backlog));
      throw new LateModerationException();
    }
  }

  private static String describe(UnmoderatedBacklog backlog) {
    long minutes = backlog.age().toMinutes();
    return backlog.count() + " unmoderated, the oldest for " + minutes + " minutes";
  }
}
