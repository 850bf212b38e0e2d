package io.spillway;

import io.spillway.ports.deadletter.RedriveProgress;
import java.util.List;

/**
 * Forecast of a redrive.
 *
 * @param selected the number of selected dead letters
 * @param lookedAt the number of those that the preview checked
 * @param runs the dead letters that would be redriven
 * @param wouldSkip the dead letters that would be skipped, with reasons
 */
public record RedrivePreview(
    long selected, int lookedAt, List<Run> runs, List<RedriveProgress.Skip> wouldSkip) {

  /**
   * Dead letter that would be redriven.
   *
   * @param letterId the dead letter's id
   * @param activities the names of the activities that would run; empty for all
   * @param warnings the warnings of {@link DeadLetters#warnings}; empty for none
   */
  public record Run(String letterId, List<String> activities, List<String> warnings) {
    public Run {
      activities = List.copyOf(activities);
      warnings = List.copyOf(warnings);
    }
  }

  public RedrivePreview {
    runs = List.copyOf(runs);
    wouldSkip = List.copyOf(wouldSkip);
  }

  /** {@return the ids of the dead letters that would be redriven} */
  public List<String> wouldRun() {
    return runs.stream().map(Run::letterId).toList();
  }
}
