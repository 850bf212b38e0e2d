package io.spillway.ports.violation;

import static java.util.Objects.requireNonNull;

import io.spillway.ports.PersonKey;
import io.spillway.ports.PersonNames;
import io.spillway.ports.SortableTime;
import java.time.Duration;
import java.time.Instant;

/**
 * A moderator's presence at a case, for other moderators to see. Unlike a claim it reserves
 * nothing.
 *
 * @param name the moderator's name
 * @param violationId the case's id
 * @param until the end, in microseconds
 */
public record Presence(String name, ViolationId violationId, Instant until) {

  /** Time for which a heartbeat shows a moderator. */
  public static final Duration SHOWN_FOR = Duration.ofSeconds(30);

  /** Most moderators that are shown to another one. */
  public static final int MAX_SHOWN = 100;

  public Presence {
    requireNonNull(name, "name");
    requireNonNull(violationId, "violationId");
    until = SortableTime.stored(until);
  }

  /**
   * {@return the key of a person's presence: the account's id, or the name in compared form}
   *
   * @param name the person's name
   */
  public static String key(String name) {
    PersonKey key = PersonNames.key(name);
    return key.id().isEmpty() ? key.name() : key.id();
  }
}
