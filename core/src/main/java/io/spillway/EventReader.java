package io.spillway;

import io.spillway.ports.event.Arrival;
import io.spillway.ports.event.StreamEvent;

/** Makes the event of what arrived. */
@FunctionalInterface
public interface EventReader {

  /**
   * {@return the event that the arrival's payload holds}
   *
   * @param arrival how it came in
   * @throws io.spillway.InvalidInputException when it holds none, saying why and quoting nothing of
   *     it
   */
  StreamEvent of(Arrival arrival);
}
