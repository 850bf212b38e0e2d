package io.spillway.ports.telemetry;

import io.spillway.ports.Health;
import io.spillway.ports.Monitored;

/**
 * Hears what became of messages and events. Safe for use by many threads.
 *
 * <p>Each outcome is told once, after what it tells of is durable: not again for the same
 * submission sent once more, nor when a workflow is replayed. Nothing is told twice to make sure,
 * so a process that dies between an outcome and its telling leaves one untold.
 */
public interface Telemetry extends Monitored {

  /** Hears nothing, for those who do not watch. */
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
   * Notes one outcome. Returns at once, makes no call over the network and never throws: what
   * becomes of a message must not depend on who watches.
   *
   * @param outcome what became of something
   */
  void note(Outcome outcome);
}
