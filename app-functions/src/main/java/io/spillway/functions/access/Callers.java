package io.spillway.functions.access;

import com.microsoft.azure.functions.HttpRequestMessage;
import java.util.Set;

/** Tells who calls: the one place where a caller's identity is decided. */
public interface Callers {

  /** Who sent this request. A stranger is a caller without roles. */
  Caller of(HttpRequestMessage<?> request);

  /** How somebody gets this role, for one who lacks it. */
  default String advice(Role role) {
    return "Send a credential that has it";
  }

  /**
   * Everyone is {@code local} and may do everything. Only for a host that no other machine can
   * reach.
   */
  static Callers local() {
    Caller local = new Caller("local", Set.of(Role.values()));
    return request -> local;
  }

  /**
   * Callers of a function app on Azure, which asks for a function key itself wherever {@link
   * Role#APP} is needed. Without any access set up nobody is a moderator or an operator.
   */
  static Callers onAzure(Access access) {
    return new CredentialCallers(access, true);
  }

  /**
   * Callers of a host that no other machine can reach: those with keys, or {@link #local()} when
   * there are none. No platform stands before such a host, so its headers are not believed.
   */
  static Callers onOneMachine(Access access) {
    return access.keys().isEmpty()
        ? local()
        : new CredentialCallers(new Access(false, access.keys()), false);
  }
}
