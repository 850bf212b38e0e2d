package io.spillway.functions.entry;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.azure.functions.HttpRequestMessage;
import io.spillway.functions.entry.Caller.Proof;
import io.spillway.wire.Codes;
import io.spillway.wire.Json;
import java.util.Base64;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who the platform says is calling. App Service authentication checks a session or a token, takes
 * these headers off what comes from outside and puts its own in; they say nothing where it is off.
 */
final class Principal {

  private static final String CLAIMS = "x-ms-client-principal";

  /** Longest header that is read, in characters. */
  private static final int MAX_HEADER = 65_536;

  /** Longest name that is kept, in characters. */
  private static final int MAX_NAME = 100;

  /** Where Entra ID's app roles are found, before and after the platform's claims mapping. */
  private static final Set<String> ROLE_CLAIMS =
      Set.of("roles", "http://schemas.microsoft.com/ws/2008/06/identity/claims/role");

  /** What automatic steps go by in the audit trail; no person may. */
  private static final String SYSTEM = "system:";

  private Principal() {}

  static boolean isIn(HttpRequestMessage<?> request) {
    return Headers.of(request, CLAIMS).isPresent();
  }

  /** What cannot be read, or names nobody, is a wrong proof. */
  static Caller caller(HttpRequestMessage<?> request) {
    try {
      JsonNode principal = read(Headers.of(request, CLAIMS).orElse(""));
      return name(request, principal)
          .map(name -> new Caller(name, roles(principal)))
          .orElseGet(() -> Caller.stranger(Proof.WRONG));
    } catch (IllegalArgumentException unreadable) {
      return Caller.stranger(Proof.WRONG);
    }
  }

  private static JsonNode read(String header) {
    if (header.length() > MAX_HEADER) {
      throw new IllegalArgumentException("too long");
    }
    return Json.readObject(new String(Base64.getDecoder().decode(header.strip()), UTF_8));
  }

  private static Set<Role> roles(JsonNode principal) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    String roleType = principal.path("role_typ").asText();
    for (JsonNode claim : principal.path("claims")) {
      String type = claim.path("typ").asText();
      if (ROLE_CLAIMS.contains(type) || (!type.isEmpty() && type.equals(roleType))) {
        Stream.of(Role.MODERATOR, Role.OPERATOR)
            .filter(role -> Codes.code(role).equals(claim.path("val").asText()))
            .forEach(roles::add);
      }
    }
    return roles;
  }

  private static Optional<String> name(HttpRequestMessage<?> request, JsonNode principal) {
    return Headers.of(request, CLAIMS + "-name")
        .or(() -> claim(principal, principal.path("name_typ").asText()))
        .or(() -> claim(principal, "preferred_username"))
        .or(() -> Headers.of(request, CLAIMS + "-id"))
        .map(String::strip)
        .filter(Principal::isName);
  }

  private static Optional<String> claim(JsonNode principal, String type) {
    for (JsonNode claim : principal.path("claims")) {
      if (!type.isEmpty() && claim.path("typ").asText().equals(type)) {
        return Optional.of(claim.path("val").asText());
      }
    }
    return Optional.empty();
  }

  private static boolean isName(String name) {
    return !name.isEmpty()
        && name.length() <= MAX_NAME
        && !name.toLowerCase(Locale.ROOT).startsWith(SYSTEM)
        && name.chars().noneMatch(Character::isISOControl);
  }
}
