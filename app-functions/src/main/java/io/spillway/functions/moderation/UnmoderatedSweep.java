package io.spillway.functions.moderation;

import io.spillway.MaintenanceReport;
import io.spillway.MaintenanceTask;
import io.spillway.Moderation;
import io.spillway.UnmoderatedBacklog;
import io.spillway.ports.Backlog;
import java.util.EnumSet;
import java.util.function.Consumer;

/** Maintenance of messages that were published while the classifier was unavailable. */
public final class UnmoderatedSweep {

  /** Name of the maintenance part that runs {@link #watch}; an alert filters by it. */
  public static final String WATCH = "WatchUnmoderated";

  private final Moderation moderation;

  public UnmoderatedSweep(Moderation moderation) {
    this.moderation = moderation;
  }

  /** Rechecks the messages, and warns while one has waited for too long. */
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
   * Fails while a message has been public without moderation for too long, or while that is
   * unknown: its failures raise an alert.
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
    return Backlog.text(backlog.count()) + " unmoderated, the oldest for " + minutes + " minutes";
  }
}
