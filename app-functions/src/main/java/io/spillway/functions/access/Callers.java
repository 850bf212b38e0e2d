package io.spillway.functions.access;

import com.microsoft.azure.functions.HttpRequestMessage;
import java.util.Set;

/** Identifies callers: the only place where a caller's identity is decided. */
public interface Callers {

  /** Returns the sender of a request. An anonymous caller has no roles. */
  Caller of(HttpRequestMessage<?> request);

  /** Returns instructions for a caller who lacks this role. */
  default String advice(Role role) {
    return "Send a credential with this role";
  }

  /**
   * Returns callers that are all {@code local}, with every role. Only for a host that other
   * machines cannot reach.
   */
  static Callers local() {
    Caller local = new Caller("local", Set.of(Role.values()));
    return request -> local;
  }

  /**
   * Returns callers of a function app on Azure, which itself requires a function key for {@link
   * Role#APP}. Without any configured access there are no moderators and operators.
   */
  static Callers onAzure(Access access) {
    return new CredentialCallers(access, true);
  }

  /**
   * Returns callers of a host that other machines cannot reach: authenticated by keys, or {@link
   * #local()} if none are set. Platform headers are ignored, because no platform protects such a
   * host.
   */
  static Callers onOneMachine(Access access) {
    return access.keys().isEmpty()
        ? local()
        : new CredentialCallers(new Access(false, access.keys()), false);
  }
}
