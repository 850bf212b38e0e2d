package io.spillway;

import io.spillway.ports.event.StreamEvent;

/**
 * One branch of the fan-out. It may run more than once for one event, and at the same time on two
 * machines, so what it does must be idempotent by the event's stream and id. Safe for use by many
 * threads.
 */
public interface Activity {

  /**
   * {@return its name, unique among the activities: 1 to 40 lower case letters, digits and hyphens}
   */
  String name();

  /**
   * An activity of one function.
   *
   * @param name as {@link #name()}
   * @param work as {@link #run}
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
     * @throws Exception if it could not
     */
    void run(StreamEvent event) throws Exception;
  }

  /**
   * Does its part.
   *
   * @param event what happened; the same one may come again, and must then change nothing more
   * @throws Exception when it could not. Of a {@link io.spillway.ports.PortException} the failure's
   *     category decides whether it runs again; any other exception counts as TRANSIENT
   */
  void run(StreamEvent event) throws Exception;
}
