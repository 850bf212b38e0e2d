package io.spillway.functions.access;

import com.microsoft.azure.functions.HttpRequestMessage;
import io.spillway.functions.access.Caller.Proof;
import io.spillway.functions.invocation.Headers;
import io.spillway.wire.Codes;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Identifies callers by their credentials. A function key gives {@link Role#APP} and is sent in
 * addition to a person's credential. For the latter the first of these counts: {@code
 * x-spillway-key}; the headers of platform authentication; {@code Authorization: Bearer} with a
 * Spillway key. This order keeps a token that the platform has validated from being rejected as an
 * invalid key.
 */
final class CredentialCallers implements Callers {

  private static final Pattern BEARER = Pattern.compile("Bearer +(\\S+)", Pattern.CASE_INSENSITIVE);

  private final Access access;
  private final boolean platformChecksFunctionKeys;

  /**
   * Creates callers. With {@code platformChecksFunctionKeys} every caller has {@link Role#APP},
   * because the platform rejects requests without a function key where that role is required.
   */
  CredentialCallers(Access access, boolean platformChecksFunctionKeys) {
    this.access = access;
    this.platformChecksFunctionKeys = platformChecksFunctionKeys;
  }

  @Override
  public Caller of(HttpRequestMessage<?> request) {
    Caller person = person(request);
    if (!platformChecksFunctionKeys) {
      return functionKey(request).map(app -> both(person, app)).orElse(person);
    }
    Set<Role> roles = EnumSet.of(Role.APP);
    roles.addAll(person.roles());
    return new Caller(person.name(), roles, person.proof(), person.streams());
  }

  @Override
  public String advice(Role role) {
    boolean bySignIn = access.bySignIn() && role != Role.APP;
    if (!access.offers(role)) {
      String noSignIn =
          (access.platformAuthentication()
                  ? Access.TENANT + " is not set"
                  : "the platform's authentication is off")
              + " and ";
      return "No access configured: "
          + (role == Role.APP ? "" : noSignIn)
          + Access.setting(role)
          + " is not set";
    }
    String key = role == Role.APP ? "x-functions-key" : "x-spillway-key";
    String byKey = "send a key of " + Access.setting(role) + " in " + key;
    return bySignIn
        ? "Sign in with the app role " + Codes.code(role) + ", or " + byKey
        : "S" + byKey.substring(1);
  }

  private Caller person(HttpRequestMessage<?> request) {
    Optional<String> ownKey = Headers.of(request, "x-spillway-key");
    if (ownKey.isPresent()) {
      return access.keys().owner(ownKey.get().strip());
    }
    if (access.platformAuthentication() && Principal.isIn(request)) {
      return Principal.caller(request, access.tenants());
    }
    return Headers.of(request, "authorization")
        .map(header -> bearer(header.strip()))
        .orElseGet(() -> Caller.stranger(Proof.MISSING));
  }

  private Caller bearer(String header) {
    Matcher matcher = BEARER.matcher(header);
    return matcher.matches() ? access.keys().owner(matcher.group(1)) : Caller.stranger(Proof.WRONG);
  }

  /** Replaces the platform's check of function keys: a header or the parameter {@code code}. */
  private Optional<Caller> functionKey(HttpRequestMessage<?> request) {
    return Headers.of(request, "x-functions-key")
        .or(() -> Optional.ofNullable(request.getQueryParameters().get("code")))
        .map(key -> access.keys().owner(key.strip()))
        .map(
            owner ->
                owner.roles().contains(Role.APP)
                    ? new Caller(owner.name(), Set.of(Role.APP))
                    : Caller.stranger(Proof.WRONG));
  }

  private static Caller both(Caller person, Caller app) {
    if (person.proof() == Proof.MISSING || app.proof() == Proof.WRONG) {
      return app;
    }
    if (person.proof() == Proof.WRONG) {
      return person;
    }
    Set<Role> roles = EnumSet.copyOf(person.roles());
    roles.addAll(app.roles());
    return new Caller(person.name(), roles, person.proof(), person.streams());
  }
}
