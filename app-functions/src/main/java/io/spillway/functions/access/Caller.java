package io.spillway.functions.access;

import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Identity and permissions of a caller.
 *
 * @param name the name for the audit trail
 * @param roles the granted roles
 * @param proof the state of the credential
 * @param streams the streams to which the roles of people are limited; null for all
 */
public record Caller(String name, Set<Role> roles, Proof proof, @Nullable Set<String> streams) {

  private static final String STRANGER = "stranger";

  public Caller {
    roles = Set.copyOf(roles);
    streams = streams == null ? null : Set.copyOf(streams);
  }

  /** Creates a caller whose roles apply to all streams. */
  public Caller(String name, Set<Role> roles, Proof proof) {
    this(name, roles, proof, null);
  }

  /** Creates an authenticated caller. */
  public Caller(String name, Set<Role> roles) {
    this(name, roles, Proof.GIVEN);
  }

  /** Returns whether the caller has this role for this stream. */
  public boolean may(Role role, String streamId) {
    return roles.contains(role)
        && (role == Role.APP || streams == null || streams.contains(streamId));
  }

  /** Returns an anonymous caller. */
  static Caller stranger(Proof proof) {
    return new Caller(STRANGER, Set.of(), proof);
  }

  /** State of a caller's credential. */
  public enum Proof {
    /** A valid credential. */
    GIVEN,
    /** No credential. */
    MISSING,
    /** An invalid credential. */
    WRONG
  }
}
