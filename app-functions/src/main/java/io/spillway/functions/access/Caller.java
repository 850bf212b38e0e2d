package io.spillway.functions.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Who calls.
 *
 * @param name goes into the audit trail
 * @param roles what they may do
 * @param proof what they showed of themselves
 * @param streams the streams to which the roles of people are limited; null for all
 */
public record Caller(String name, Set<Role> roles, Proof proof, @Nullable Set<String> streams) {

  private static final String STRANGER = "stranger";

  public Caller {
    roles = Set.copyOf(roles);
    streams = streams == null ? null : Set.copyOf(streams);
  }

  /** A caller whose roles are for all streams. */
  public Caller(String name, Set<Role> roles, Proof proof) {
    this(name, roles, proof, null);
  }

  /** A caller who is known. */
  public Caller(String name, Set<Role> roles) {
    this(name, roles, Proof.GIVEN);
  }

  /** True for a caller with this role for this stream. */
  public boolean may(Role role, String streamId) {
    return roles.contains(role)
        && (role == Role.APP || streams == null || streams.contains(streamId));
  }

  /** Somebody who cannot be told from anyone else. */
  static Caller stranger(Proof proof) {
    return new Caller(STRANGER, Set.of(), proof);
  }

  /** What a caller showed of themselves. */
  public enum Proof {
    /** Something that holds. */
    GIVEN,
    /** Nothing. */
    MISSING,
    /** Something that does not hold. */
    WRONG
  }
}
