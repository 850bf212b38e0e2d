package io.spillway;

import io.spillway.ports.event.StreamEvent;

/**
 * One branch of the fan-out. An activity may run more than once for one event, and concurrently on
 * two machines, so it must be idempotent by the event's stream and id. Safe for use by many
 * threads.
 */
public interface Activity {

  /**
   * {@return the activity's name, unique in its fan-out: 1 to 40 lower case letters, digits and
   * hyphens}
   */
  String name();

  /**
   * An activity of one function.
   *
   * @param name the activity's name, in the form of {@link #name()}
   * @param work the function to run for each event
   * @return the activity
   */
  static Activity of(String name, Work work) {
    return new NamedActivity(name, work);
  }

  /** The work of an activity: {@link Activity#run} without a name. */
  @FunctionalInterface
  interface Work {

    /**
     * Does the work; see {@link Activity#run}.
     *
     * @param event the event
     * @throws Exception if the work failed
     */
    void run(StreamEvent event) throws Exception;
  }

  /**
   * Runs the activity for one event.
   *
   * @param event the event; a repeated call with the same event must have no further effect
   * @throws Exception if the activity failed. The failure category of a {@link
   *     io.spillway.ports.PortException} decides whether the activity is retried; any other
   *     exception counts as TRANSIENT
   */
  void run(StreamEvent event) throws Exception;
}
