package io.spillway.core.deadletter;

import io.spillway.ports.event.Arrival;
import io.spillway.ports.event.StreamEvent;

/** Makes the event of what arrived. */
@FunctionalInterface
public interface ArrivedEvent {

  /**
   * {@return the event that the arrival's payload holds}
   *
   * @param arrival how it came in
   * @throws io.spillway.core.InvalidInputException when it holds none, saying why and quoting
   *     nothing of it
   */
  StreamEvent of(Arrival arrival);
}
