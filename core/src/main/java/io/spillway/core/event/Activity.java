package io.spillway.core.event;

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
   * Does its part.
   *
   * @param event what happened; the same one may come again, and must then change nothing more
   * @throws io.spillway.ports.PortException when it could not; the failure's category decides
   *     whether it runs again. Any other exception counts as TRANSIENT.
   */
  void run(StreamEvent event);
}
