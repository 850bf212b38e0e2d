package io.spillway;

import io.spillway.ports.deadletter.PayloadPatches;
import io.spillway.ports.deadletter.RedriveProgress;
import java.util.List;

/**
 * Forecast of a redrive or another order on many dead letters.
 *
 * @param selected the number of selected dead letters
 * @param lookedAt the number of those that the preview checked
 * @param runs the dead letters that would be redriven or changed
 * @param wouldSkip the dead letters that would be skipped, with reasons
 */
public record RedrivePreview(
    long selected, int lookedAt, List<Run> runs, List<RedriveProgress.Skip> wouldSkip) {

  /**
   * Dead letter that would be redriven or changed.
   *
   * @param letterId the dead letter's id
   * @param activities the names of the activities that a redrive would run; empty for all
   * @param warnings the warnings of {@link DeadLetters#warnings}, after the edit; empty for none
   * @param changes the changed values of one of the first edited payloads; otherwise empty
   */
  public record Run(
      String letterId,
      List<String> activities,
      List<String> warnings,
      List<PayloadPatches.Change> changes) {
    public Run {
      activities = List.copyOf(activities);
      warnings = List.copyOf(warnings);
      changes = List.copyOf(changes);
    }

    /**
     * Creates a dead letter that would be redriven.
     *
     * @param letterId {@link #letterId()}
     * @param activities {@link #activities()}
     * @param warnings {@link #warnings()}
     */
    public Run(String letterId, List<String> activities, List<String> warnings) {
      this(letterId, activities, warnings, List.of());
    }
  }

  public RedrivePreview {
    runs = List.copyOf(runs);
    wouldSkip = List.copyOf(wouldSkip);
  }

  /** {@return the ids of the dead letters that would be redriven or changed} */
  public List<String> wouldRun() {
    return runs.stream().map(Run::letterId).toList();
  }
}
