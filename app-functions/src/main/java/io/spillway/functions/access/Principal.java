package io.spillway.functions.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.fasterxml.jackson.databind.JsonNode;
import com.microsoft.azure.functions.HttpRequestMessage;
import io.spillway.core.InputCheck;
import io.spillway.functions.access.Caller.Proof;
import io.spillway.functions.invocation.Headers;
import io.spillway.ports.PersonNames;
import io.spillway.wire.Codes;
import io.spillway.wire.Json;
import java.net.URI;
import java.util.ArrayList;
import java.util.Base64;
import java.util.EnumSet;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Reads the caller that App Service authentication has identified. The platform validates a session
 * or a token, removes these headers from incoming requests and sets its own; without platform
 * authentication they cannot be trusted.
 *
 * <p>Only Entra ID accounts of a configured tenant have roles: the platform may accept other
 * identity providers and any tenant, and their issuers choose their claims. A person is recorded by
 * name and object id.
 */
final class Principal {

  private static final String CLAIMS = "x-ms-client-principal";

  /** Maximum length of the header, in characters. */
  private static final int MAX_HEADER = 65_536;

  /** Maximum length of a name, in characters. */
  private static final int MAX_NAME = 256;

  /** The platform's name for Entra ID. */
  private static final String ENTRA_ID = "aad";

  /** Entra ID app roles, before and after the platform's claims mapping. */
  private static final Set<String> ROLE_CLAIMS =
      Set.of("roles", "http://schemas.microsoft.com/ws/2008/06/identity/claims/role");

  private static final Set<String> TENANT_CLAIMS =
      Set.of("tid", "http://schemas.microsoft.com/identity/claims/tenantid");

  private static final Set<String> OBJECT_CLAIMS =
      Set.of("oid", "http://schemas.microsoft.com/identity/claims/objectidentifier");

  /** Hosts of Entra ID issuers, in all clouds. */
  private static final Set<String> ISSUERS =
      Set.of(
          "login.microsoftonline.com",
          "sts.windows.net",
          "login.microsoftonline.us",
          "login.partner.microsoftonline.cn",
          "sts.chinacloudapi.cn");

  private Principal() {}

  static boolean isIn(HttpRequestMessage<?> request) {
    return Headers.of(request, CLAIMS).isPresent();
  }

  /**
   * Returns the caller. An unreadable or incomplete header is an invalid credential; an account of
   * another provider or tenant is authenticated but has no role.
   *
   * @param tenants the tenants that give roles
   */
  static Caller caller(HttpRequestMessage<?> request, Set<String> tenants) {
    try {
      JsonNode principal = read(Headers.of(request, CLAIMS).orElse(""));
      boolean isOurs = isOurs(principal, tenants);
      return name(request, principal)
          .map(name -> new Caller(name, isOurs ? roles(principal) : Set.of()))
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

  private static boolean isOurs(JsonNode principal, Set<String> tenants) {
    List<String> ids = claims(principal, TENANT_CLAIMS);
    return principal.path("auth_typ").asText().equals(ENTRA_ID)
        && !ids.isEmpty()
        && ids.stream().map(id -> id.toLowerCase(Locale.ROOT)).allMatch(tenants::contains)
        && claims(principal, Set.of("iss")).stream().allMatch(issuer -> isOf(issuer, tenants));
  }

  /** Checks an issuer such as {@code https://login.microsoftonline.com/TENANT/v2.0}. */
  private static boolean isOf(String issuer, Set<String> tenants) {
    URI uri = URI.create(issuer);
    String[] path = uri.getPath() == null ? new String[0] : uri.getPath().split("/", -1);
    return "https".equals(uri.getScheme())
        && uri.getHost() != null
        && ISSUERS.contains(uri.getHost())
        && path.length > 1
        && tenants.contains(path[1].toLowerCase(Locale.ROOT));
  }

  private static Set<Role> roles(JsonNode principal) {
    Set<Role> roles = EnumSet.noneOf(Role.class);
    for (String value : claims(principal, ROLE_CLAIMS)) {
      Stream.of(Role.MODERATOR, Role.OPERATOR)
          .filter(role -> Codes.code(role).equals(value))
          .forEach(roles::add);
    }
    return roles;
  }

  /** Returns the name with the account's object id; empty if either is missing. */
  private static Optional<String> name(HttpRequestMessage<?> request, JsonNode principal) {
    Optional<String> objectId =
        claims(principal, OBJECT_CLAIMS).stream()
            .findFirst()
            .or(() -> Headers.of(request, CLAIMS + "-id"))
            .map(String::strip);
    return Headers.of(request, CLAIMS + "-name")
        .or(() -> claim(principal, principal.path("name_typ").asText()))
        .or(() -> claim(principal, "preferred_username"))
        .or(() -> objectId)
        .filter(Principal::isName)
        .flatMap(name -> objectId.map(id -> PersonNames.withId(name, id)));
  }

  private static Optional<String> claim(JsonNode principal, String type) {
    return type.isEmpty() ? Optional.empty() : claims(principal, Set.of(type)).stream().findFirst();
  }

  private static List<String> claims(JsonNode principal, Set<String> types) {
    List<String> values = new ArrayList<>();
    for (JsonNode claim : principal.path("claims")) {
      if (types.contains(claim.path("typ").asText())) {
        values.add(claim.path("val").asText());
      }
    }
    return values;
  }

  private static boolean isName(String name) {
    return name.length() <= MAX_NAME
        && name.chars().noneMatch(Character::isISOControl)
        && !PersonNames.clean(name).isEmpty()
        && !PersonNames.beginsWith(name, InputCheck.SYSTEM_PREFIX);
  }
}
