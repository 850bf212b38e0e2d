package io.spillway.ports.telemetry;

import io.spillway.ports.Health;
import io.spillway.ports.Monitored;

/**
 * Receives the outcomes of messages and events. Thread-safe.
 *
 * <p>Each outcome is reported at most once, after it is durable: neither a resubmission nor the
 * replay of a workflow reports it again. If the process fails between an outcome and its report,
 * the report is lost.
 */
public interface Telemetry extends Monitored {

  /** A no-op implementation. */
  Telemetry NONE =
      new Telemetry() {
        @Override
        public void note(Outcome outcome) {}

        @Override
        public Health health() {
          return Health.up("none");
        }
      };

  /**
   * Records one outcome. Returns immediately, makes no network call and never throws, so that
   * monitoring cannot affect processing.
   *
   * @param outcome the outcome
   */
  void note(Outcome outcome);
}
