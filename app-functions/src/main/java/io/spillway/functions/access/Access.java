package io.spillway.functions.access;

import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Configuration of how moderators and operators are authenticated.
 *
 * @param platformAuthentication whether App Service authentication protects the app. Its headers
 *     are trusted only then: otherwise any caller can forge them.
 * @param keys the configured keys
 * @param tenants the ids of the accepted Entra ID tenants, in lower case; if empty, a sign-in gives
 *     no role
 */
public record Access(boolean platformAuthentication, Keys keys, Set<String> tenants) {

  /** Name of the setting with the tenants. */
  public static final String TENANT = "SPILLWAY_AUTH_TENANT";

  /** Maximum number of tenants. */
  public static final int MAX_TENANTS = 10;

  private static final Pattern TENANT_ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  public Access {
    tenants = Set.copyOf(tenants);
  }

  /** Creates access by keys only. */
  public Access(boolean platformAuthentication, Keys keys) {
    this(platformAuthentication, keys, Set.of());
  }

  /** No access for anyone. */
  public static final Access NONE = new Access(false, Keys.NONE);

  /** Returns the name of the setting with the keys for a role. */
  public static String setting(Role role) {
    return "SPILLWAY_" + (role == Role.APP ? "FUNCTION" : role.name()) + "_KEYS";
  }

  /**
   * Parses the setting with the tenants.
   *
   * @param list 1 to {@value #MAX_TENANTS} tenant ids, separated by commas or white space
   * @throws IllegalArgumentException for any other list
   */
  public static Set<String> tenants(String list) {
    List<String> ids = List.of(list.strip().toLowerCase(Locale.ROOT).split("[,\\s]+"));
    if (ids.size() > MAX_TENANTS || !ids.stream().allMatch(TENANT_ID.asMatchPredicate())) {
      throw new IllegalArgumentException(
          "must be 1 to "
              + MAX_TENANTS
              + " ids of Entra ID tenants, such as 72f988bf-86f1-41af-91ab-2d7cd011db47");
    }
    return Set.copyOf(ids);
  }

  /** Returns whether a platform sign-in can give roles. */
  boolean bySignIn() {
    return platformAuthentication && !tenants.isEmpty();
  }

  /** Returns whether any caller can have this role. */
  boolean offers(Role role) {
    return keys.offer(role) || (bySignIn() && role != Role.APP);
  }
}
