package io.spillway.functions.http;

import com.microsoft.azure.functions.HttpRequestMessage;
import io.spillway.functions.access.Caller;
import io.spillway.functions.access.Callers;
import io.spillway.functions.access.Role;
import io.spillway.functions.access.WrongKeys;
import io.spillway.wire.Codes;
import java.time.InstantSource;
import java.util.Collections;
import java.util.Set;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.stream.Collectors;

/** Authorizes callers by role and by the streams of their key. */
final class Gate {

  private static final String CHALLENGE = "Bearer realm=\"spillway\"";

  private final Callers callers;
  private final WrongKeys wrongKeys;

  /**
   * @param clock the clock of the rate limit for invalid credentials
   */
  Gate(Callers callers, InstantSource clock) {
    this.callers = callers;
    this.wrongKeys = new WrongKeys(clock);
  }

  String advice(Role role) {
    return callers.advice(role);
  }

  /** Identifies the caller and counts an invalid credential. */
  Caller identify(HttpRequestMessage<?> request) {
    Caller caller = callers.of(request);
    if (caller.proof() == Caller.Proof.WRONG) {
      wrongKeys.count();
    }
    return caller;
  }

  /**
   * Rejects an authenticated caller without one of the roles with 403, and an anonymous one with
   * 401.
   */
  void check(Call call) {
    Set<Role> roles = call.route().roles();
    if (roles.isEmpty()) {
      return;
    }
    Caller caller = call.caller();
    if (Collections.disjoint(caller.roles(), roles)) {
      throw refusal(caller, new TreeSet<>(roles));
    }
    if (!roles.contains(Role.APP) && caller.streams() != null) {
      StreamScope.check(call, caller.streams());
    }
  }

  private ProblemException refusal(Caller caller, SortedSet<Role> roles) {
    String names = roles.stream().map(Codes::code).collect(Collectors.joining(" or "));
    String detail = "Requires the role " + names + ". " + callers.advice(roles.first());
    if (caller.proof() == Caller.Proof.GIVEN) {
      return ProblemException.of(new Problem(403, "forbidden", "Forbidden", detail));
    }
    boolean wrong = caller.proof() == Caller.Proof.WRONG;
    String title = wrong ? "Invalid credentials" : "Authentication required";
    return ProblemException.of(new Problem(401, "unauthenticated", title, detail))
        .with("WWW-Authenticate", wrong ? CHALLENGE + ", error=\"invalid_token\"" : CHALLENGE);
  }
}
